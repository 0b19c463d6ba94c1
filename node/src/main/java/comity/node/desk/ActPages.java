package comity.node.desk;

import comity.node.frame.FindingView;
import comity.node.frame.Languages;
import comity.node.frame.OfficeView;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.identity.SigningPage;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Writing an act, hearing what the Convention says of it, signing and filing it: for people. */
@Controller
@Serves(
        offices = {
            "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "REG", "OVS",
            "TRA"
        })
class ActPages {
    private final Pages pages;
    private final DocketViews dockets;
    private final Proposals proposals;
    private final Assessment assessment;
    private final Drafts drafts;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Sight sight;
    private final Aftermath aftermath;
    private final Defending defending;
    private final Registry registry;

    ActPages(
            Pages pages,
            DocketViews dockets,
            Proposals proposals,
            Assessment assessment,
            Drafts drafts,
            Composer composer,
            WhoActs whoActs,
            Sight sight,
            Aftermath aftermath,
            Defending defending,
            Registry registry) {
        this.aftermath = aftermath;
        this.defending = defending;
        this.registry = registry;
        this.pages = pages;
        this.dockets = dockets;
        this.proposals = proposals;
        this.assessment = assessment;
        this.drafts = drafts;
        this.composer = composer;
        this.whoActs = whoActs;
        this.sight = sight;
    }

    /** Translators have a page of their own: a form of this one shows the whole docket. */
    @Serves(
            offices = {
                "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "REG", "OVS"
            })
    @GetMapping(path = "/dockets/{docket}/acts/{type}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView write(
            @PathVariable UUID docket,
            @PathVariable String type,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var officer = writer(given, type, person);
        sight.require(docket, officer);
        requireTold(known(type), officer);
        var typed = new LinkedMultiValueMap<String, String>(given);
        var draft =
                Optional.ofNullable(given.getFirst("draft"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid)
                        .orElseGet(composer::newId);
        var filed = aftermath.filed(draft, person, again(docket, type, officer));
        if (filed.isPresent()) return filed.get();
        drafts.of(draft, person).ifPresent(kept -> Forms.fill(kept.content(), typed));
        // Numbered before anything is typed: however often the form is sent, it is one draft.
        typed.set("draft", draft.toString());
        return form(docket, known(type), typed, officer, List.of(), false);
    }

    /** Keeps, assesses or proposes. What was typed is kept before anything else happens. */
    @Serves(
            offices = {
                "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "REG", "OVS"
            })
    @PostMapping(
            path = "/dockets/{docket}/acts/{type}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView take(
            @PathVariable UUID docket,
            @PathVariable String type,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var officer = officer(given, type, person);
        sight.require(docket, officer);
        requireTold(known(type), officer);
        var wanted = known(type);
        var said = Forms.content(wanted, given);
        var draft =
                Optional.ofNullable(given.getFirst("draft"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid)
                        .orElseGet(composer::newId);
        var filed = aftermath.filed(draft, person, again(docket, type, officer));
        if (filed.isPresent()) {
            filed.get().setStatus(HttpStatus.CONFLICT);
            return filed.get();
        }
        if (!drafts.keep(draft, person, Optional.of(docket), type, said))
            throw Refused.with(409, "draft.not-kept");
        var typed = new LinkedMultiValueMap<String, String>(given);
        typed.set("draft", draft.toString());
        if ("keep".equals(given.getFirst("do")))
            return Pages.seeOther(
                    "/dockets/%s/acts/%s?office=%s&draft=%s"
                            .formatted(docket, type, officer.inOffice(), draft));
        var content = Content.of(wanted, Json.EMPTY.with("content", said));
        if ("assess".equals(given.getFirst("do"))) {
            var heard = assessment.of(docket, wanted, content, officer);
            return form(
                    docket,
                    wanted,
                    typed,
                    officer,
                    FindingView.of(heard, Languages.current()),
                    true);
        }
        return switch (proposals.propose(
                docket, type, content, officer, Optional.of(draft), Languages.current())) {
            case Proposals.Outcome.Proposed(var view) ->
                    Pages.seeOther("/proposals/" + view.proposal());
            case Proposals.Outcome.Denied(var ruling) -> {
                var page =
                        form(
                                docket,
                                wanted,
                                typed,
                                officer,
                                FindingView.of(ruling.findings(), Languages.current()),
                                true);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    @GetMapping(path = "/proposals/{proposal}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView sign(@PathVariable UUID proposal, Person person) {
        var view = proposed(proposal, person);
        var office = proposals.author(proposal, person).orElseThrow(Refused::unknown);
        var became = proposals.filed(view);
        if (became.isPresent())
            return Pages.seeOther(
                    Aftermath.after(
                            office.substring(office.indexOf('/') + 1),
                            view.docket(),
                            became.get()));
        if (aftermath.isOvertaken(view, person))
            return aftermath.overtaken(
                    view, person, whoActs.officer(person, Optional.of(office), List.of()));
        // Persons sign on the page that has the same bytes for all: what to show, its address says.
        return view.personal()
                ? Pages.seeOther(
                        SigningPage.PATH + "#" + proposal + "." + Languages.current().getLanguage())
                : pages.of("sign", Map.of("proposal", view));
    }

    /**
     * Files an act that needs no passkey; with one, the page's script sends the same as a program.
     */
    @PostMapping(
            path = "/proposals/{proposal}/filing",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView file(@PathVariable UUID proposal, Person person) {
        var view = proposed(proposal, person);
        var office = proposals.author(proposal, person).orElseThrow(Refused::unknown);
        var officer = whoActs.officer(person, Optional.of(office), List.of());
        var filing =
                proposals.file(proposal, person, Optional.empty()).orElseThrow(Refused::unknown);
        if (filing instanceof Filing.Filed(var digest, _))
            return Pages.seeOther(Aftermath.after(officer.office(), view.docket(), digest));
        if (filing instanceof Filing.Overtaken) return aftermath.overtaken(view, person, officer);
        var problem = Problem.of(filing, Languages.current());
        var page = pages.of(problem, Languages.current());
        page.setStatus(HttpStatus.valueOf(problem.status()));
        return page;
    }

    /** The same form, empty. */
    private static String again(UUID docket, String type, Officer officer) {
        return "/dockets/%s/acts/%s?office=%s".formatted(docket, type, officer.inOffice());
    }

    private ProposalView proposed(UUID proposal, Person person) {
        proposals.requireUnsealed(proposal, person, sight);
        return proposals.view(proposal, person, Languages.current()).orElseThrow(Refused::unknown);
    }

    private ModelAndView form(
            UUID docket,
            Type type,
            MultiValueMap<String, String> typed,
            Officer officer,
            List<FindingView> findings,
            boolean assessed) {
        var shown = new HashMap<String, Object>();
        shown.put("docket", docket);
        shown.put("type", type.word());
        shown.put("office", officer.inOffice());
        shown.put("as", OfficeView.of(officer));
        shown.put(
                "others",
                fitting(type.word(), officer.person()).stream()
                        .filter(other -> !other.equals(officer))
                        .map(OfficeView::of)
                        .toList());
        shown.put("draft", Optional.ofNullable(typed.getFirst("draft")).orElse(""));
        shown.put(
                "files", type.offices().stream().anyMatch(o -> o.name().equals(officer.office())));
        var entries = Forms.entries(type, typed, begun(docket, officer));
        shown.put(
                "entries",
                type == Type.ADMIT
                        ? Forms.withCounsel(entries, defending.choices(docket))
                        : entries);
        shown.put("findings", findings);
        shown.put("assessed", assessed);
        return pages.of("act", shown);
    }

    static void requireTold(Type type, Officer officer) {
        if (BrokenGlass.isOne(type)) throw Refused.with(409, "glass.elsewhere");
        if (!Options.isToldOf(type, officer))
            throw Refused.with(403, "oversight.other-act", Map.of("type", type.word()));
    }

    /** What the docket already says, as far as whoever writes may read it. */
    private Optional<DocketView> begun(UUID docket, Officer officer) {
        return switch (officer.office()) {
            // What a provider can have been mistaken about: its orders, and what it gave.
            case "PRV" -> dockets.of(docket).map(view -> view.only(act -> isTheirs(act, officer)));
            case "OVS" -> dockets.shown(docket, new SightGate.Seen(officer, Sight.Reach.HEADERS));
            // What prefills a form is what counsel may read, and no more.
            case "DEF" ->
                    dockets.shown(
                            docket,
                            new SightGate.Seen(
                                    officer, sight.reach(registry.read(docket), officer)));
            default -> dockets.of(docket);
        };
    }

    private static boolean isTheirs(DocketView.ActView act, Officer provider) {
        return act.author().authority().equals(provider.authority())
                        && act.author().state().equals(provider.state())
                || act.type().equals(Type.ORDER.word())
                        && provider.authority().equals(act.said(Cooperation.TERMS, "provider"));
    }

    /** A link need not say in which office one writes: the page says it, and offers the others. */
    private Officer writer(MultiValueMap<String, String> given, String type, Person person) {
        var fitting = fitting(type, person);
        return given.containsKey("office") || fitting.isEmpty()
                ? officer(given, type, person)
                : fitting.getFirst();
    }

    private Officer officer(MultiValueMap<String, String> given, String type, Person person) {
        var able = known(type).offices().stream().map(Enum::name).toList();
        var named = Optional.ofNullable(given.getFirst("office"));
        var every = named.isPresent() || fitting(type, person).isEmpty();
        return whoActs.officer(person, named, every ? List.of() : able);
    }

    /** The offices of this person in which such an act may be filed. */
    private List<Officer> fitting(String type, Person person) {
        var able = known(type).offices().stream().map(Enum::name).toList();
        return whoActs.held(person).stream().filter(held -> able.contains(held.office())).toList();
    }

    private static Type known(String word) {
        return Type.of(word)
                .orElseThrow(() -> Refused.with(404, "act.type-unknown", Map.of("type", word)));
    }
}

package comity.node.desk;

import comity.node.desk.BenchView.Typed;
import comity.node.frame.FindingView;
import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import comity.treaty.docket.Type;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/**
 * The judge's bench: what is before the judge, and three forms. Each ends on the signing page;
 * whatever is typed is kept as a draft before anything else happens.
 */
@Controller
@Serves(offices = "JUD")
class BenchPages {
    /** The three forms, by what their hidden field says. */
    private static final List<String> FORMS = List.of("authorise", "narrow", "decline");

    private final Pages pages;
    private final Benches benches;
    private final Proposals proposals;
    private final Drafts drafts;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Sight sight;
    private final Aftermath aftermath;

    BenchPages(
            Pages pages,
            Benches benches,
            Proposals proposals,
            Drafts drafts,
            Composer composer,
            WhoActs whoActs,
            Sight sight,
            Aftermath aftermath) {
        this.aftermath = aftermath;
        this.pages = pages;
        this.benches = benches;
        this.proposals = proposals;
        this.drafts = drafts;
        this.composer = composer;
        this.whoActs = whoActs;
        this.sight = sight;
    }

    @GetMapping(path = "/dockets/{docket}/bench", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView bench(@PathVariable UUID docket, HttpServletRequest request) {
        return page(docket, SightGate.seen(request).officer(), Map.of());
    }

    @PostMapping(
            path = "/dockets/{docket}/bench",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView decide(
            @PathVariable UUID docket,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var judge =
                whoActs.officer(
                        person, Optional.ofNullable(given.getFirst("office")), List.of("JUD"));
        sight.require(docket, judge);
        var form = Optional.ofNullable(given.getFirst("decision")).orElse("");
        if (!FORMS.contains(form))
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "decision"));
        var type = form.equals("decline") ? Type.DECLINE : benches.permits(docket, judge);
        var said = Forms.content(type, given);
        var draft =
                Optional.ofNullable(given.getFirst("draft"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid)
                        .orElseGet(composer::newId);
        var filed = aftermath.filed(draft, person, "/dockets/" + docket + "/bench");
        if (filed.isPresent()) {
            filed.get().setStatus(HttpStatus.CONFLICT);
            return filed.get();
        }
        if (!drafts.keep(draft, person, Optional.of(docket), type.word(), said))
            throw Refused.with(409, "draft.not-kept");
        if ("keep".equals(given.getFirst("do")))
            return Pages.seeOther(
                    "/dockets/%s/bench?draft=%s&office=%s#%s"
                            .formatted(docket, draft, judge.inOffice(), form));
        var content = Content.of(type, Json.EMPTY.with("content", said));
        return switch (proposals.propose(
                docket, type.word(), content, judge, Optional.of(draft), Languages.current())) {
            case Proposals.Outcome.Proposed(var view) ->
                    Pages.seeOther("/proposals/" + view.proposal());
            case Proposals.Outcome.Denied(var ruling) -> {
                var heard =
                        new Typed(
                                draft.toString(),
                                Map.copyOf(given),
                                FindingView.of(ruling.findings(), Languages.current()),
                                true);
                var page = page(docket, judge, Map.of(form, heard));
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(UUID docket, Officer judge, Map<String, Typed> heard) {
        var view = benches.of(docket, judge, Languages.current()).orElseThrow(Refused::unknown);
        var typed = kept(view, judge);
        typed.putAll(heard);
        for (var form : FORMS) typed.putIfAbsent(form, Typed.NOTHING);
        return pages.of("bench", Map.of("bench", view, "typed", typed, "office", judge.inOffice()));
    }

    /** What this judge has begun on this docket, the newest of each form. */
    private Map<String, Typed> kept(BenchView view, Officer judge) {
        var found = new HashMap<String, Typed>();
        for (var draft : drafts.of(judge.person())) {
            if (!draft.docket().equals(Optional.of(view.docket()))) continue;
            form(view, draft)
                    .ifPresent(
                            form -> {
                                var said = new LinkedMultiValueMap<String, String>();
                                Forms.fill(draft.content(), said);
                                found.putIfAbsent(
                                        form,
                                        new Typed(
                                                draft.id().toString(),
                                                Map.copyOf(said),
                                                List.of(),
                                                false));
                            });
        }
        return found;
    }

    /** An authorisation that leaves something out is the form that narrows. */
    private static Optional<String> form(BenchView view, Drafts.Draft draft) {
        if (draft.type().equals(Type.DECLINE.word())) return Optional.of("decline");
        var permits = view.home() ? Type.AUTHORISE : Type.AUTHORISE_EXECUTION;
        if (!draft.type().equals(permits.word()) || view.asked() == null) return Optional.empty();
        var terms = draft.content().object("terms").orElse(Json.EMPTY);
        var subject = draft.content().object("subject").orElse(Json.EMPTY);
        var reasons = draft.content().object("reasons").orElse(Json.EMPTY);
        var whole =
                Set.copyOf(subject.texts("accounts")).equals(Set.copyOf(view.asked().accounts()))
                        && Set.copyOf(terms.texts("categories"))
                                .equals(Set.copyOf(view.asked().categories()))
                        && terms.text("from").orElse("").equals(view.asked().from())
                        && terms.text("to").orElse("").equals(view.asked().to())
                        && reasons.text("narrowing").isEmpty();
        return Optional.of(whole ? "authorise" : "narrow");
    }
}

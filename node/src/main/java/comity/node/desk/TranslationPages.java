package comity.node.desk;

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
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The translator's desk: what was given to them, and each act with its original on one side and
 * their words on the other. What is typed is kept as a draft before anything else happens.
 */
@Controller
@Serves(offices = "TRA")
class TranslationPages {
    private static final List<String> OFFICES = List.of("TRA");

    private final Pages pages;
    private final Translating translating;
    private final Proposals proposals;
    private final Drafts drafts;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Sight sight;
    private final Aftermath aftermath;

    TranslationPages(
            Pages pages,
            Translating translating,
            Proposals proposals,
            Drafts drafts,
            Composer composer,
            WhoActs whoActs,
            Sight sight,
            Aftermath aftermath) {
        this.pages = pages;
        this.translating = translating;
        this.proposals = proposals;
        this.drafts = drafts;
        this.composer = composer;
        this.whoActs = whoActs;
        this.sight = sight;
        this.aftermath = aftermath;
    }

    @GetMapping(path = "/translations", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView tasks(Person person) {
        var discarded =
                drafts.discarded(person).stream()
                        .filter(draft -> draft.type().equals(Type.TRANSLATE.word()))
                        .map(
                                draft ->
                                        new Discarded(
                                                draft.id(),
                                                "type." + draft.type(),
                                                draft.docket()
                                                        .map(id -> id.toString().substring(24))
                                                        .orElse(""),
                                                draft.savedAt()))
                        .toList();
        return pages.of(
                "translations",
                Map.of("tasks", translating.tasks(translators(person)), "discarded", discarded));
    }

    /** What was discarded by mistake is there again. */
    @PostMapping(
            path = "/translations/back",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView bringBack(@RequestParam("draft") UUID draft, Person person) {
        if (!drafts.bringBack(draft, person)) throw Refused.unknown();
        var docket = drafts.of(draft, person).flatMap(Drafts.Draft::docket);
        return Pages.seeOther(
                docket.map(id -> "/dockets/%s/acts/translate?draft=%s".formatted(id, draft))
                        .orElse("/translations"));
    }

    private List<Officer> translators(Person person) {
        return whoActs.held(person).stream()
                .filter(officer -> OFFICES.contains(officer.office()))
                .toList();
    }

    /** Where a draft, or a proposal that was overtaken, leads back to. */
    @GetMapping(path = "/dockets/{docket}/acts/translate", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView back(
            @PathVariable UUID docket,
            @RequestParam(name = "draft", defaultValue = "") String draft,
            Person person) {
        return Optional.of(draft)
                .filter(text -> !text.isEmpty())
                .map(DraftResource::uuid)
                .flatMap(id -> drafts.of(id, person))
                .flatMap(kept -> kept.content().object(Cooperation.TERMS))
                .flatMap(terms -> terms.text("translates"))
                .filter(act -> act.matches("[0-9a-f]{64}"))
                .map(
                        act ->
                                Pages.seeOther(
                                        "/dockets/%s/translation/%s?draft=%s"
                                                .formatted(docket, act, DraftResource.uuid(draft))))
                .orElseGet(() -> Pages.seeOther("/translations"));
    }

    @GetMapping(path = "/dockets/{docket}/translation/{act}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView write(
            @PathVariable UUID docket,
            @PathVariable String act,
            @RequestParam MultiValueMap<String, String> given,
            Person person,
            HttpServletRequest request) {
        var officer = SightGate.seen(request).officer();
        var named =
                Optional.ofNullable(given.getFirst("draft"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid);
        var filed = named.flatMap(id -> aftermath.filed(id, person, again(docket, act)));
        if (filed.isPresent()) return filed.get();
        var kept = named.flatMap(id -> drafts.of(id, person)).or(() -> begun(docket, act, person));
        var said = kept.map(Drafts.Draft::content).orElseGet(() -> into(given.getFirst("into")));
        return page(
                docket,
                act,
                officer,
                kept.map(Drafts.Draft::id).or(() -> named).orElseGet(composer::newId),
                said,
                List.of());
    }

    /** What this translator has begun of this act, the newest. */
    private Optional<Drafts.Draft> begun(UUID docket, String act, Person person) {
        return drafts.of(person).stream()
                .filter(draft -> draft.docket().equals(Optional.of(docket)))
                .filter(draft -> draft.type().equals(Type.TRANSLATE.word()))
                .filter(
                        draft ->
                                draft.content()
                                        .object(Cooperation.TERMS)
                                        .flatMap(terms -> terms.text("translates"))
                                        .filter(act::equals)
                                        .isPresent())
                .findFirst();
    }

    /** A draft that says nothing but the language. */
    static Json.Obj into(@org.jspecify.annotations.Nullable String language) {
        return language == null || language.isBlank()
                ? Json.EMPTY
                : Json.EMPTY.at("terms.translatedInto", new Json.Str(language));
    }

    private static String again(UUID docket, String act) {
        return "/dockets/%s/translation/%s".formatted(docket, act);
    }

    /** Keeps, checks, files. */
    @PostMapping(
            path = "/dockets/{docket}/translation/{act}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView take(
            @PathVariable UUID docket,
            @PathVariable String act,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var officer =
                whoActs.officer(
                        person,
                        Optional.ofNullable(given.getFirst("office")).filter(n -> !n.isBlank()),
                        OFFICES);
        sight.require(docket, officer);
        var said = translating.said(docket, act, officer, given).orElseThrow(Refused::unknown);
        var draft =
                Optional.ofNullable(given.getFirst("draft"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid)
                        .orElseGet(composer::newId);
        var filed = aftermath.filed(draft, person, again(docket, act));
        if (filed.isPresent()) {
            filed.get().setStatus(HttpStatus.CONFLICT);
            return filed.get();
        }
        var step = Optional.ofNullable(given.getFirst("do")).orElse("keep");
        if (step.equals("drop")) {
            drafts.discard(draft, person);
            return Pages.seeOther("/translations");
        }
        if (!drafts.keep(draft, person, Optional.of(docket), Type.TRANSLATE.word(), said))
            throw Refused.with(409, "draft.not-kept");
        if (!step.equals("propose"))
            return Pages.seeOther(
                    "%s?office=%s&draft=%s"
                            .formatted(again(docket, act), officer.inOffice(), draft));
        return switch (proposals.propose(
                docket,
                Type.TRANSLATE.word(),
                Content.of(Type.TRANSLATE, Json.EMPTY.with("content", said)),
                officer,
                Optional.of(draft),
                Languages.current())) {
            case Proposals.Outcome.Proposed(var view) ->
                    Pages.seeOther("/proposals/" + view.proposal());
            case Proposals.Outcome.Denied(var ruling) -> {
                var page =
                        page(
                                docket,
                                act,
                                officer,
                                draft,
                                said,
                                FindingView.of(ruling.findings(), Languages.current()));
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView page(
            UUID docket,
            String act,
            Officer officer,
            UUID draft,
            Json.Obj said,
            List<FindingView> findings) {
        var view =
                translating
                        .of(docket, act, officer, said, Languages.current())
                        .orElseThrow(Refused::unknown);
        return pages.of(
                "translation",
                Map.of(
                        "view",
                        view,
                        "draft",
                        draft.toString(),
                        "office",
                        officer.inOffice(),
                        "findings",
                        findings));
    }
}

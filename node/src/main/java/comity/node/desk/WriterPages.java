package comity.node.desk;

import comity.node.desk.WriterView.Choice;
import comity.node.desk.WriterView.DocketRow;
import comity.node.desk.WriterView.Group;
import comity.node.desk.WriterView.Row;
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
import comity.treaty.docket.Form;
import comity.treaty.docket.Type;
import comity.treaty.terms.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
 * The guided writer: one of fourteen forms, then what its measure needs and nothing else. Every
 * draft is its author's; a template is a draft that belongs to no docket.
 */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "DUT"})
class WriterPages {
    static final List<String> OFFICES = List.of("INV", "PRO", "CAO", "DUT");

    private static final Map<String, List<Form>> GROUPS = groups();

    private final Pages pages;
    private final Drafts drafts;
    private final DocketViews dockets;
    private final Worklist worklist;
    private final Assessment assessment;
    private final Proposals proposals;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Aftermath aftermath;
    private final DocketNumbers numbers;
    private final Sight sight;

    WriterPages(
            Pages pages,
            Drafts drafts,
            DocketViews dockets,
            Worklist worklist,
            Assessment assessment,
            Proposals proposals,
            Composer composer,
            WhoActs whoActs,
            Aftermath aftermath,
            DocketNumbers numbers,
            Sight sight) {
        this.aftermath = aftermath;
        this.numbers = numbers;
        this.sight = sight;
        this.pages = pages;
        this.drafts = drafts;
        this.dockets = dockets;
        this.worklist = worklist;
        this.assessment = assessment;
        this.proposals = proposals;
        this.composer = composer;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/writer", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView start(Person person) {
        var rows = drafts.of(person).stream().flatMap(draft -> row(draft).stream()).toList();
        var open =
                worklist.newest(person).stream()
                        .map(
                                found ->
                                        new DocketRow(
                                                found.docket(),
                                                found.requesting(),
                                                found.requested(),
                                                found.latest()))
                        .toList();
        var discarded =
                drafts.discarded(person).stream()
                        .flatMap(draft -> row(draft).stream())
                        .map(
                                row ->
                                        new Discarded(
                                                row.draft(),
                                                "writer.form." + row.form().name(),
                                                row.title(),
                                                row.savedAt()))
                        .toList();
        return pages.of(
                "writer",
                Map.of("groups", choices(), "rows", rows, "discarded", discarded, "dockets", open));
    }

    /** What was discarded by mistake is there again. */
    @PostMapping(path = "/writer/back", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView bringBack(@RequestParam("draft") UUID draft, Person person) {
        if (!drafts.bringBack(draft, person)) throw Refused.unknown();
        return Pages.seeOther("/writer/" + draft);
    }

    /** Begins a draft: of a form and measure, or from a template. */
    @PostMapping(path = "/writer", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView begin(@RequestParam MultiValueMap<String, String> given, Person person) {
        var docket =
                Optional.ofNullable(given.getFirst("docket"))
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid);
        var template =
                Optional.ofNullable(given.getFirst("template"))
                        .map(DraftResource::uuid)
                        .map(id -> writing(id, person));
        var form = template.map(Writing::form).orElseGet(() -> form(given));
        if (docket.isEmpty() && answers(form))
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "docket"));
        docket.ifPresent(named -> requireSeen(named, person));
        var id = composer.newId();
        keep(
                id,
                person,
                Optional.of(docket.orElseGet(numbers::draw)),
                form.type(),
                template.map(writing -> writing.draft().content())
                        .orElseGet(() -> blank(form, given)));
        return Pages.seeOther("/writer/" + id);
    }

    @GetMapping(path = "/writer/{draft}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView write(
            @PathVariable UUID draft,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var filed = aftermath.filed(draft, person, "/writer");
        if (filed.isPresent()) return filed.get();
        var writing = writing(draft, person);
        return form(writing, officer(given, writing.type(), person), List.of(), false);
    }

    /** Keeps, hears, proposes. What was typed is kept before anything else happens. */
    @PostMapping(path = "/writer/{draft}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView take(
            @PathVariable UUID draft,
            @RequestParam MultiValueMap<String, String> given,
            Person person) {
        var filed = aftermath.filed(draft, person, "/writer");
        if (filed.isPresent()) {
            filed.get().setStatus(HttpStatus.CONFLICT);
            return filed.get();
        }
        var before = writing(draft, person);
        var step = Optional.ofNullable(given.getFirst("do")).orElse("keep");
        if (step.equals("drop")) {
            drafts.discard(draft, person);
            return Pages.seeOther("/writer");
        }
        var officer = officer(given, before.type(), person);
        keep(draft, person, before.draft().docket(), before.type(), before.with(given));
        var writing = writing(draft, person);
        if (step.equals("template")) {
            keep(
                    composer.newId(),
                    person,
                    Optional.empty(),
                    writing.type(),
                    writing.draft().content());
            return Pages.seeOther("/writer");
        }
        var docket = writing.draft().docket();
        if (docket.isEmpty() || step.equals("keep"))
            return Pages.seeOther(
                    "/writer/%s?office=%s&draft=%s".formatted(draft, officer.inOffice(), draft));
        sight.require(docket.get(), officer);
        var content = Content.of(writing.type(), Json.EMPTY.with("content", writing.said()));
        if (step.equals("assess")) {
            var heard = assessment.of(docket.get(), writing.type(), content, officer);
            return form(writing, officer, FindingView.of(heard, Languages.current()), true);
        }
        return switch (proposals.propose(
                docket.get(),
                writing.type().word(),
                content,
                officer,
                Optional.of(draft),
                Languages.current())) {
            case Proposals.Outcome.Proposed(var view) ->
                    Pages.seeOther("/proposals/" + view.proposal());
            case Proposals.Outcome.Denied(var ruling) -> {
                var page =
                        form(
                                writing,
                                officer,
                                FindingView.of(ruling.findings(), Languages.current()),
                                true);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    private ModelAndView form(
            Writing writing, Officer officer, List<FindingView> findings, boolean assessed) {
        var language = Languages.current();
        var shown = new HashMap<String, Object>();
        shown.put("draft", writing.draft().id());
        shown.put("docket", writing.draft().docket().map(UUID::toString).orElse(""));
        shown.put("office", officer.inOffice());
        shown.put("form", writing.form());
        shown.put("measures", writing.form().measures().size());
        // A draft may name what its author has never seen, or may not see any more.
        var seen = writing.draft().docket().filter(docket -> sight.sees(docket, officer));
        shown.put("steps", writing.steps(seen.flatMap(dockets::of), language));
        shown.put("translated", writing.translated().map(l -> l.getLanguage()).orElse(""));
        shown.put("written", writing.written(language).getLanguage());
        shown.put("period", writing.period());
        shown.put(
                "files",
                writing.type().offices().stream()
                        .anyMatch(office -> office.name().equals(officer.office())));
        shown.put("findings", findings);
        shown.put("assessed", assessed);
        return pages.of("writing", shown);
    }

    /** In some office in which drafts are written. */
    private void requireSeen(UUID docket, Person person) {
        if (whoActs.held(person).stream()
                .filter(officer -> OFFICES.contains(officer.office()))
                .noneMatch(officer -> sight.sees(docket, officer))) throw Refused.unknown();
    }

    private Writing writing(UUID draft, Person person) {
        return drafts.of(draft, person).flatMap(Writing::of).orElseThrow(Refused::unknown);
    }

    private void keep(UUID id, Person person, Optional<UUID> docket, Type type, Json.Obj content) {
        if (!drafts.keep(id, person, docket, type.word(), content))
            throw Refused.with(409, "draft.not-kept");
    }

    /** The office in which somebody writes: the one named, else one that files, else any. */
    private Officer officer(MultiValueMap<String, String> given, Type type, Person person) {
        var named = Optional.ofNullable(given.getFirst("office")).filter(n -> !n.isBlank());
        if (named.isPresent()) return whoActs.officer(person, named, OFFICES);
        var held =
                whoActs.held(person).stream()
                        .filter(officer -> OFFICES.contains(officer.office()))
                        .toList();
        return held.stream()
                .filter(
                        officer ->
                                type.offices().stream()
                                        .anyMatch(office -> office.name().equals(officer.office())))
                .findFirst()
                .or(() -> held.stream().findFirst())
                .orElseThrow(() -> Refused.with(400, "office.unnamed"));
    }

    private static Form form(MultiValueMap<String, String> given) {
        return Stream.of(Form.values())
                .filter(form -> form.name().equals(given.getFirst("form")))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refused.with(
                                        400, "parameter.malformed", Map.of("parameter", "form")));
    }

    private static Json.Obj blank(Form form, MultiValueMap<String, String> given) {
        var measure =
                Optional.ofNullable(given.getFirst("measure"))
                        .flatMap(Measure::of)
                        .filter(form.measures()::contains)
                        .or(() -> form.measures().stream().sorted().findFirst());
        if (form.type() != Type.REQUEST || measure.isEmpty()) return Json.EMPTY;
        return Json.EMPTY.with("terms", Json.EMPTY.with("measure", measure.get().name()));
    }

    /** Whether the form answers acts that stand on a docket already. */
    private static boolean answers(Form form) {
        return form.type() != Type.REQUEST && form.type() != Type.INFORM;
    }

    private static Optional<Row> row(Drafts.Draft draft) {
        return Writing.of(draft)
                .map(
                        writing ->
                                new Row(
                                        draft.id(),
                                        writing.form(),
                                        writing.measure().map(Enum::name).orElse(""),
                                        draft.content()
                                                .object("terms")
                                                .flatMap(terms -> terms.text("offenceTitle"))
                                                .orElse(""),
                                        draft.docket().isEmpty(),
                                        draft.savedAt(),
                                        draft.leftBy()));
    }

    private static List<Group> choices() {
        return GROUPS.entrySet().stream()
                .map(
                        group ->
                                new Group(
                                        group.getKey(),
                                        group.getValue().stream()
                                                .map(
                                                        form ->
                                                                new Choice(
                                                                        form,
                                                                        form.measures().stream()
                                                                                .sorted()
                                                                                .toList(),
                                                                        answers(form)))
                                                .toList()))
                .toList();
    }

    private static Map<String, List<Form>> groups() {
        var groups = new java.util.LinkedHashMap<String, List<Form>>();
        for (var form : Form.values())
            groups.computeIfAbsent(group(form.type()), _ -> new java.util.ArrayList<>()).add(form);
        return groups;
    }

    private static String group(Type type) {
        if (type == Type.REQUEST) return "ask";
        if (type == Type.INFORM) return "inform";
        return type == Type.REPORT_USE ? "report" : "decide";
    }
}

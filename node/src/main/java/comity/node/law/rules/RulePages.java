package comity.node.law.rules;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.treaty.rules.ClosedList;
import comity.treaty.rules.Timer;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.text.Coverage;
import comity.treaty.text.Titles;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rules, the text beside them, and the list of paragraphs, for people. */
@Controller
public class RulePages {
    private static final List<String> LANGUAGES = List.of("ar", "zh", "en", "fr", "ru", "es");

    private final Pages pages;
    private final RuleViews views;
    private final CertifiedTexts texts;
    private final Comparisons comparisons;
    private final Upload upload;
    private final InstantSource clock;

    RulePages(
            Pages pages,
            RuleViews views,
            CertifiedTexts texts,
            Comparisons comparisons,
            Upload upload,
            InstantSource clock) {
        this.pages = pages;
        this.views = views;
        this.texts = texts;
        this.comparisons = comparisons;
        this.upload = upload;
        this.clock = clock;
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/rules", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView rules(@RequestParam MultiValueMap<String, String> given) {
        var language = Languages.current();
        var filter = Filter.of(given);
        var all = views.all(language);
        var shown = new TreeMap<Integer, List<RuleView>>();
        all.stream()
                .filter(filter::takes)
                .forEach(
                        rule ->
                                shown.computeIfAbsent(rule.article(), _ -> new ArrayList<>())
                                        .add(rule));
        var articles = new TreeMap<Integer, String>();
        all.forEach(rule -> articles.put(rule.article(), Titles.of(rule.article(), language)));
        return pages.of(
                "lawrules",
                Map.of(
                        "closed", closedList(all),
                        "timers", List.of(Timer.values()),
                        "shown", shown,
                        "articles", articles,
                        "filter", filter,
                        "effects", names(Effect.values()),
                        "bases", names(Basis.values()),
                        "stages", names(Stage.values()),
                        "count", shown.values().stream().mapToInt(List::size).sum()));
    }

    /**
     * A line of the closed list of Articles 42(6) and 43(2).
     *
     * @param grounds those that may carry what the rules find; none if the data is preserved
     */
    public record ClosedLine(List<String> rules, List<String> grounds) {}

    private static List<ClosedLine> closedList(List<RuleView> all) {
        var lines = new LinkedHashMap<List<String>, List<String>>();
        ClosedList.carried()
                .forEach(
                        (number, grounds) -> {
                            var line =
                                    lines.computeIfAbsent(
                                            grounds.stream().sorted().map(Enum::name).toList(),
                                            _ -> new ArrayList<>());
                            all.stream()
                                    .map(RuleView::id)
                                    .filter(id -> id.startsWith(number))
                                    .forEach(line::add);
                        });
        return lines.entrySet().stream()
                .map(line -> new ClosedLine(List.copyOf(line.getValue()), line.getKey()))
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return java.util.stream.Stream.of(values).map(Enum::name).toList();
    }

    /** A rule; with {@code try}, also what it says of the facts in the address. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/rules/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView rule(@PathVariable String id, @RequestParam MultiValueMap<String, String> given) {
        var language = Languages.current();
        var rule = RuleViews.rule(id).orElseThrow(Refused::unknown);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var tried = given.containsKey("try");
        var trial =
                tried
                        ? Trials.of(rule, given, today, language)
                        : Trials.example(
                                rule,
                                Optional.ofNullable(given.getFirst("example"))
                                        .filter(number -> number.matches("\\d{1,3}"))
                                        .map(Integer::parseInt)
                                        .orElse(1),
                                today,
                                language);
        return pages.of(
                "lawrule",
                Map.of(
                        "whole", views.whole(rule, language),
                        "title", Titles.of(rule.citation().article(), language),
                        "trial", trial,
                        "tried", tried || given.containsKey("example"),
                        "fields", Field.of(rule, trial, language)));
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/texts", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView texts() {
        return pages.of(
                "lawtexts",
                Map.of("texts", texts.latest().values().stream().map(Texts::info).toList()));
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/texts/{language}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView text(@PathVariable String language) {
        return pages.of(
                "lawtext",
                Map.of(
                        "report",
                        texts.latest(language).map(Texts::report).orElseThrow(Refused::unknown)));
    }

    @Serves(offices = "LAW")
    @GetMapping(path = "/law/texts/new", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView load(Officer registrar) {
        return form(registrar, Languages.current().getLanguage(), Optional.empty());
    }

    private ModelAndView form(Officer registrar, String language, Optional<Problem> problem) {
        var shown = new HashMap<String, Object>();
        shown.put("languages", LANGUAGES);
        shown.put("chosen", language);
        shown.put("office", registrar.inOffice());
        shown.put("problem", problem);
        var page = pages.of("lawload", shown);
        problem.ifPresent(said -> page.setStatus(HttpStatusCode.valueOf(said.status())));
        return page;
    }

    @Serves(offices = "LAW")
    @PostMapping(path = "/law/texts", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView take(HttpServletRequest request, Officer registrar) throws IOException {
        var language = Optional.ofNullable(request.getParameter("text")).orElse("");
        try {
            var part = request.getPart("file");
            var pasted = Optional.ofNullable(request.getParameter("words")).orElse("");
            var name = part == null ? null : part.getSubmittedFileName();
            var file =
                    part == null || part.getSize() == 0
                            ? pasted.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                            : part.getInputStream().readNBytes(Upload.MOST_BYTES + 1);
            upload.take(language, file, name == null ? "" : name, registrar);
        } catch (Refused refused) {
            return form(registrar, language, Optional.of(refused.problem(Languages.current())));
        } catch (ServletException _) {
            throw Refused.with(415, "media-type.not-taken");
        }
        return Pages.seeOther("/law/texts/" + language);
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/citations", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView citations() {
        return pages.of(
                "lawcitations",
                Map.of(
                        "citations", comparisons.all().stream().map(Texts::view).toList(),
                        "texts", texts.latest().values().stream().map(Texts::info).toList()));
    }

    /** One citation with the words at its place, for a registrar to confirm or correct. */
    @Serves(offices = "LAW")
    @GetMapping(path = "/law/citations/finding", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView finding(@RequestParam String citation, Officer registrar) {
        return finding(citation, "", "", "", registrar, Optional.empty());
    }

    private ModelAndView finding(
            String citation,
            String outcome,
            String correct,
            String note,
            Officer registrar,
            Optional<Problem> problem) {
        var compared =
                comparisons.all().stream()
                        .filter(one -> Texts.view(one).citation().equals(citation))
                        .findFirst()
                        .orElseThrow(Refused::unknown);
        var shown = new HashMap<String, Object>();
        shown.put("citation", Texts.view(compared));
        shown.put("beside", Beside.of(compared.citation(), texts, Languages.current()));
        shown.put(
                "rules",
                views.all(Languages.current()).stream()
                        .filter(rule -> compared.rules().contains(rule.id()))
                        .toList());
        shown.put("outcome", outcome);
        shown.put("correct", correct);
        shown.put("note", note);
        shown.put("office", registrar.inOffice());
        shown.put("problem", problem);
        var page = pages.of("lawfinding", shown);
        problem.ifPresent(said -> page.setStatus(HttpStatusCode.valueOf(said.status())));
        return page;
    }

    @Serves(offices = "LAW")
    @PostMapping(
            path = "/law/citations/finding",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView find(@RequestParam MultiValueMap<String, String> given, Officer registrar) {
        var citation = said(given, "citation");
        var outcome = said(given, "outcome");
        var correct = said(given, "correct");
        var note = said(given, "note");
        try {
            comparisons.record(citation, outcome, correct, note, Languages.current(), registrar);
        } catch (Refused refused) {
            var problem = refused.problem(Languages.current());
            if (problem.status() == 404) throw refused;
            return finding(citation, outcome, correct, note, registrar, Optional.of(problem));
        }
        return Pages.seeOther("/law/citations");
    }

    private static String said(MultiValueMap<String, String> given, String name) {
        return Optional.ofNullable(given.getFirst(name)).orElse("");
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/law/coverage", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView coverage() {
        var language = Languages.current();
        var chapters = new TreeMap<Integer, List<CoverageView>>();
        Coverage.rows()
                .forEach(
                        row ->
                                chapters.computeIfAbsent(row.article(), _ -> new ArrayList<>())
                                        .add(CoverageView.of(row, language)));
        var titles = new TreeMap<Integer, String>();
        chapters.keySet().forEach(article -> titles.put(article, Titles.of(article, language)));
        return pages.of(
                "lawcoverage",
                Map.of(
                        "articles", chapters,
                        "titles", titles,
                        "unlisted", Beside.unlisted(texts)));
    }
}

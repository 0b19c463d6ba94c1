package comity.treaty.assessment;

import comity.record.act.Json;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Truth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An assessment as it is given: to people as lines of text, to programs as JSON
 * (docs/formats/assessment.md). Both say the same, in the language asked for.
 */
public final class Answer {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final Matter matter;
    private final Assessment assessment;
    private final Words words;

    /**
     * @param language one of {@link comity.treaty.rules.Wording#LANGUAGES}
     */
    public Answer(Matter matter, Assessment assessment, Locale language) {
        this.matter = matter;
        this.assessment = assessment;
        this.words = new Words(language);
    }

    /** Lines for a terminal or a page of paper. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                words.of(
                        "law-of",
                        Map.of(
                                "requesting", matter.requesting(),
                                "requested", matter.requested(),
                                "day", matter.day().toString())));
        lines.add(words.of("verdict." + assessment.verdict()));
        findings(lines, "mistakes", assessment.mistakes());
        findings(lines, "findings", assessment.findings());
        part(lines, "narrowings", assessment.narrowings(), this::narrowing);
        part(
                lines,
                "bases",
                assessment.bases(),
                basis ->
                        words.of("instrument." + basis.instrument())
                                + ": "
                                + words.of("truth." + basis.fits())
                                + ". "
                                + String.join(" ", reasons(basis))
                                + (basis.words().isEmpty()
                                        ? ""
                                        : " (" + String.join("; ", basis.words()) + ")"));
        lines.add("");
        lines.add(words.of("heading.channel"));
        lines.add("  " + words.of("channel." + assessment.channel()));
        part(lines, "steps", assessment.steps(), this::step);
        part(
                lines,
                "deadlines",
                assessment.deadlines(),
                deadline ->
                        deadline.day().map(day -> day + "  ").orElse("")
                                + words.of("deadline." + deadline.code())
                                + " ("
                                + deadline.citation().text()
                                + ")");
        part(lines, "moments", assessment.moments(), this::moment);
        findings(lines, "awaited", assessment.awaited());
        return lines;
    }

    private <T> void part(
            List<String> lines, String name, List<T> items, Function<T, String> line) {
        if (items.isEmpty()) return;
        lines.add("");
        lines.add(words.of("heading." + name));
        items.forEach(item -> lines.add("  " + line.apply(item)));
    }

    private void findings(List<String> lines, String name, List<Finding> findings) {
        if (findings.isEmpty()) return;
        lines.add("");
        lines.add(words.of("heading." + name));
        for (var finding : findings) {
            lines.add(
                    "  "
                            + finding.rule()
                            + " "
                            + finding.citation().text()
                            + " · "
                            + words.of("effect." + finding.effect())
                            + " · "
                            + words.of("basis." + finding.basis()));
            lines.add("    " + says(finding));
            lines.add("    " + words.told(finding).remedy());
        }
    }

    public String says(Finding finding) {
        var explanation = words.told(finding).explanation();
        return finding.truth() == Truth.UNKNOWN
                ? words.of("unknown-whether") + " " + explanation
                : explanation;
    }

    public String narrowing(Assessment.Narrowing narrowing) {
        return words.of("narrow." + narrowing.code(), narrowing.facts());
    }

    public String step(Assessment.Step step) {
        return words.of("side." + step.side())
                + ": "
                + words.of("step." + step.code())
                + " ("
                + step.citation().text()
                + ")"
                + step.authorisation()
                        .map(who -> ": " + words.of("authorisation." + who))
                        .orElse("");
    }

    private String moment(Assessment.Moment moment) {
        return words.of(
                "read-back",
                Map.of(
                        "value", moment.identifier(),
                        "universal", MINUTE.format(moment.universal()),
                        "requesting", shown(moment.requesting()),
                        "requested", shown(moment.requested())));
    }

    /** A time as a State's officers read it; a question mark if nobody said in which zone. */
    public String shown(Optional<ZonedDateTime> time) {
        return time.map(
                        at ->
                                MINUTE.format(at)
                                        + " "
                                        + at.getZone()
                                        + (Assessment.Moment.comesTwice(at)
                                                ? " (" + words.of("comes-twice") + ")"
                                                : ""))
                .orElse("?");
    }

    /** Why, and why not. */
    public List<String> reasons(Assessment.Basis basis) {
        return basis.reasons().stream().map(words::of).toList();
    }

    /** The name of an instrument, and other words of an answer, before there is one. */
    public static String word(String key, Locale language) {
        return new Words(language).of(key);
    }

    /** A word of the answer's own, such as {@code heading.steps}. */
    public String word(String key) {
        return words.of(key);
    }

    public Matter matter() {
        return matter;
    }

    public Assessment assessment() {
        return assessment;
    }

    public String remedy(Finding finding) {
        return words.told(finding).remedy();
    }

    /** The same for programs; every code stays, every sentence is in the language asked for. */
    public Json.Obj json() {
        return object(
                Map.entry("format", text("comity-assessment-answer/1")),
                Map.entry("verdict", text(assessment.verdict().name())),
                Map.entry("says", text(words.of("verdict." + assessment.verdict()))),
                Map.entry("mistakes", list(assessment.mistakes(), this::json)),
                Map.entry("findings", list(assessment.findings(), this::json)),
                Map.entry("awaited", list(assessment.awaited(), this::json)),
                Map.entry("narrowings", list(assessment.narrowings(), this::json)),
                Map.entry("bases", list(assessment.bases(), this::json)),
                Map.entry("channel", text(assessment.channel().name())),
                Map.entry("steps", list(assessment.steps(), this::json)),
                Map.entry("deadlines", list(assessment.deadlines(), this::json)),
                Map.entry("moments", list(assessment.moments(), this::json)));
    }

    private Json.Obj json(Finding finding) {
        var facts =
                Rulebook.current().rule(finding.rule()).stream()
                        .flatMap(rule -> rule.facts().stream())
                        .map(fact -> fact.path())
                        .sorted()
                        .toList();
        return object(
                Map.entry("rule", text(finding.rule())),
                Map.entry("citation", citation(finding.citation())),
                Map.entry("basis", text(finding.basis().name())),
                Map.entry("effect", text(finding.effect().name())),
                Map.entry("known", new Json.Bool(finding.truth() != Truth.UNKNOWN)),
                Map.entry("facts", Json.strings(facts)),
                Map.entry("says", text(says(finding))),
                Map.entry("remedy", text(words.told(finding).remedy())));
    }

    private Json.Obj json(Assessment.Narrowing narrowing) {
        return object(
                Map.entry("code", text(narrowing.code())),
                Map.entry("says", text(narrowing(narrowing))));
    }

    private Json.Obj json(Assessment.Basis basis) {
        return object(
                Map.entry("instrument", text(basis.instrument().name())),
                Map.entry("fits", text(basis.fits().name())),
                Map.entry("reasons", list(reasons(basis), Answer::text)),
                Map.entry("words", list(basis.words(), Answer::text)));
    }

    private Json.Obj json(Assessment.Step step) {
        var json =
                object(
                        Map.entry("side", text(step.side().name())),
                        Map.entry("step", text(step.code())),
                        Map.entry("citation", citation(step.citation())),
                        Map.entry("says", text(step(step))));
        return step.authorisation().map(who -> json.with("authorisation", who)).orElse(json);
    }

    private Json.Obj json(Assessment.Deadline deadline) {
        var json =
                object(
                        Map.entry("timer", text(deadline.timer())),
                        Map.entry("citation", citation(deadline.citation())),
                        Map.entry("says", text(words.of("deadline." + deadline.code()))));
        return deadline.day().map(day -> json.with("day", day.toString())).orElse(json);
    }

    private Json.Obj json(Assessment.Moment moment) {
        var json =
                object(
                        Map.entry("identifier", text(moment.identifier())),
                        Map.entry("universal", text(moment.universal().toInstant().toString())));
        for (var side :
                List.of(
                        Map.entry("requesting", moment.requesting()),
                        Map.entry("requested", moment.requested())))
            if (side.getValue().isPresent())
                json = json.with(side.getKey(), shown(side.getValue()));
        return json;
    }

    private static Json citation(Citation citation) {
        return text(citation.text());
    }

    private static Json text(String text) {
        return new Json.Str(text);
    }

    private static <T> Json list(List<T> items, Function<T, Json> json) {
        return new Json.Arr(items.stream().map(json).toList());
    }

    @SafeVarargs
    private static Json.Obj object(Map.Entry<String, Json>... members) {
        var object = new LinkedHashMap<String, Json>();
        for (var member : members) object.put(member.getKey(), member.getValue());
        return new Json.Obj(object);
    }
}

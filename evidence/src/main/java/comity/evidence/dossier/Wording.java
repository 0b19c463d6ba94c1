package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.CheckWords;
import comity.treaty.rules.Language;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Rehearsal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The report's sentences in one language; English where that language is not one of the six. */
record Wording(Properties sentences, Locale language, Map<String, Map<String, String>> names) {
    private static final Pattern BLANK = Pattern.compile("\\{([A-Za-z0-9]+)}");

    /** Findings; what is asked and what it means; the names of acts and offices. */
    private static final List<String> BUNDLES = List.of("report_", "checks_", "names_");

    /** By language: reading them takes longer than verifying a small case file does. */
    private static final Map<String, Properties> READ = new ConcurrentHashMap<>();

    /**
     * @param names of States and authorities by language, as the case discloses them
     */
    static Wording in(Locale language, Map<String, Map<String, String>> names) {
        var code = language.getLanguage().matches("[a-z]{2}") ? language.getLanguage() : "en";
        return new Wording(READ.computeIfAbsent(code, Wording::read), language, names);
    }

    private static Properties read(String language) {
        var sentences = new Properties();
        load(sentences, "en");
        load(sentences, language);
        return sentences;
    }

    private static void load(Properties into, String language) {
        for (var bundle : BUNDLES) {
            var name = bundle + language + ".properties";
            try (var in = Wording.class.getResourceAsStream(name)) {
                if (in != null) into.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("the report's sentences could not be read", e);
            }
        }
    }

    /**
     * The sentence that {@code code} names, its facts filled in; the code itself if it has none.
     * The fact {@code why} is a code of its own.
     */
    String sentence(String code, Map<String, String> facts) {
        return BLANK.matcher(sentences.getProperty(code, code))
                .replaceAll(blank -> Matcher.quoteReplacement(filled(blank.group(1), facts)));
    }

    private String filled(String name, Map<String, String> facts) {
        var fact = facts.getOrDefault(name, "");
        return switch (name) {
            case "why" -> sentence("why." + fact, facts);
            case "words" ->
                    CheckWords.ofText(facts.getOrDefault("places", ""))
                            .map(words -> words.line(language))
                            .orElse("");
            case "explanation" -> explanation(facts);
            case "type", "ignored", "other" ->
                    isolated(sentences.getProperty("type." + fact, fact));
            case "office" -> isolated(sentences.getProperty("office." + fact, fact));
            case "authority", "state", "witness", "exporter", "addressee" -> isolated(named(fact));
            default -> isolated(fact);
        };
    }

    /** What comes from outside stands by itself, or it would turn a mirrored sentence around. */
    private String isolated(String fact) {
        return sentences.getProperty("isolate", "")
                + visible(fact)
                + sentences.getProperty("isolated", "");
    }

    /** A State or authority as people call it, standing by itself. */
    String name(String id) {
        return isolated(named(id));
    }

    /** A State or authority by its name, and by its code, which nobody else has. */
    private String named(String id) {
        var known = names.getOrDefault(id, Map.of());
        var name = known.getOrDefault(language.getLanguage(), known.getOrDefault("en", id));
        return name.equals(id) || name.isBlank() ? id : name + " (" + id + ")";
    }

    /** What came of it all, in one paragraph. */
    String summary(Report report) {
        var text = new ArrayList<String>();
        report.subject()
                .ifPresent(
                        subject -> {
                            text.add(
                                    sentence(
                                            "summary.about",
                                            Map.of(
                                                    "name", subject.name(),
                                                    "docket", subject.docket(),
                                                    "exporter", subject.exporter(),
                                                    "acts", Integer.toString(subject.acts()),
                                                    "exhibits",
                                                            Integer.toString(subject.exhibits()),
                                                    "contents", subject.contents().hex())));
                            if (isRehearsal(subject))
                                text.addFirst(sentence("summary.rehearsal", Map.of()));
                            text.addAll(times(report));
                        });
        text.add(sentence("summary.result." + report.exit(), Map.of()));
        text.add(
                sentence(
                        "summary.counts",
                        Map.of(
                                "failed", count(report, Status.FAILED),
                                "unchecked", count(report, Status.UNCHECKED),
                                "passed", count(report, Status.PASSED))));
        return String.join(" ", text);
    }

    private static boolean isRehearsal(Report.Subject subject) {
        return subject.trail().stream()
                .anyMatch(act -> Rehearsal.concerns(act.header().author().state()));
    }

    /** From the earliest to the latest time that the lines give, whoever's word they rest on. */
    private List<String> times(Report report) {
        var from = report.lines().stream().flatMap(line -> fact(line, "from")).sorted().findFirst();
        var to =
                report.lines().stream()
                        .flatMap(line -> fact(line, "to"))
                        .max(Comparator.naturalOrder());
        if (from.isEmpty() || to.isEmpty()) return List.of();
        return List.of(sentence("summary.times", Map.of("from", from.get(), "to", to.get())));
    }

    private static Stream<String> fact(Report.Line line, String name) {
        return line.id().equals("time")
                ? Stream.ofNullable(line.facts().get(name))
                : Stream.empty();
    }

    private static String count(Report report, Status status) {
        return Integer.toString(report.lines(status).size());
    }

    String status(Status status) {
        return sentence("status." + status.name().toLowerCase(Locale.ROOT), Map.of());
    }

    String heading(Status status, int lines) {
        return sentence(
                "heading." + status.name().toLowerCase(Locale.ROOT),
                Map.of("count", Integer.toString(lines)));
    }

    String title(String check) {
        return sentence("title." + check, Map.of());
    }

    /** What is asked. */
    String checked(String check) {
        return said("asks." + check);
    }

    /** The article or format that an answer rests on. */
    String basis(String check) {
        return said("rests." + check);
    }

    /** What it means, in plain words, that a check came to this. */
    String meaning(String check, Status status) {
        var word = status.name().toLowerCase(Locale.ROOT);
        var own = said("means." + check + "." + word);
        return own.isEmpty() ? said("means." + word) : own;
    }

    private String said(String key) {
        return sentences.getProperty(key, "");
    }

    /** What the rule that a finding names asks for, in the rulebook's own words. */
    private String explanation(Map<String, String> facts) {
        var rule = Rulebook.current().byCode().get(facts.getOrDefault("finding", ""));
        if (rule == null) return "";
        var shown = new TreeMap<String, String>();
        facts.forEach((fact, value) -> shown.put(fact, visible(value)));
        return rule.violated(shown).told(Language.of(language)).explanation();
    }

    /** A fact comes from whoever made the file: it may say anything, but not draw lines. */
    static String visible(String fact) {
        var shown = new StringBuilder();
        fact.codePoints()
                .forEach(
                        point -> {
                            if (isInvisible(point))
                                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
                            else shown.appendCodePoint(point);
                        });
        return shown.toString();
    }

    /** What would break a line or turn its direction, and so could make one line look like two. */
    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}

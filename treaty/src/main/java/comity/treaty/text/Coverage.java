package comity.treaty.text;

import comity.treaty.docket.Type;
import comity.treaty.rules.Language;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Sentences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every paragraph of the Convention and what answers it: rules, acts, pages, or a reason why
 * software does not. The paragraphs are data (coverage.txt), and so is what each is about, in six
 * languages (subjects_*.properties); which rules answer one is asked of the rules themselves.
 */
public final class Coverage {
    /** How a paragraph's number was come by. */
    public enum Certainty {
        SEEN,
        MEMORY_HIGH,
        MEMORY_MEDIUM,
        MEMORY_LOW
    }

    /** Why no software answers a paragraph. */
    public enum Reason {
        CAPACITY,
        CONFERENCE,
        COURTS,
        DETAINEES,
        DOMESTIC_POWERS,
        EXTRADITION,
        FINAL,
        HEARINGS,
        INTERPRETATION,
        LEGISLATION,
        PREVENTION,
        PROPERTY,
        STATE_TO_STATE,
        WITNESSES
    }

    /**
     * @param paragraph as citations write it; empty for the article as a whole
     * @param rules the numbers of the rules that cite it
     * @param acts the words of the types of act by which it is carried out
     * @param pages where a node shows it
     */
    public record Row(
            int article,
            String paragraph,
            Certainty certainty,
            List<String> rules,
            List<String> acts,
            List<String> pages,
            Optional<Reason> reason) {
        /**
         * The paragraph with its article, as {@code 40(16)}; an article as a whole is its number.
         */
        public String citation() {
            return article + paragraph;
        }

        /** Whether anything answers it, or a reason is given why nothing does. */
        public boolean answered() {
            return !rules.isEmpty() || !acts.isEmpty() || !pages.isEmpty() || reason.isPresent();
        }
    }

    private static final Map<Language, Sentences> REASONS =
            Sentences.inAllLanguages("comity.treaty.text.reasons");

    private static final Map<Language, Sentences> SUBJECTS =
            Sentences.inAllLanguages("comity.treaty.text.subjects");

    private static final List<Row> ROWS = read();

    private Coverage() {}

    /** In the order of the Convention. */
    public static List<Row> rows() {
        return ROWS;
    }

    public static String reason(Reason reason, Locale language) {
        return Sentences.in(REASONS, language).fill(reason.name(), Map.of());
    }

    /** What a paragraph is about, in our own words; the certified text alone is the law. */
    public static String subject(Row row, Locale language) {
        return Sentences.in(SUBJECTS, language).fill(row.citation(), Map.of());
    }

    private static List<Row> read() {
        var rules =
                Rulebook.current().rules().stream()
                        .collect(
                                Collectors.groupingBy(
                                        rule ->
                                                rule.citation().article()
                                                        + rule.citation().paragraph(),
                                        Collectors.mapping(Rule::id, Collectors.toList())));
        try (var in = Objects.requireNonNull(Coverage.class.getResourceAsStream("coverage.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var rows = new ArrayList<Row>();
            for (var line = lines.readLine(); line != null; line = lines.readLine())
                if (!line.startsWith("#") && !line.isBlank()) rows.add(row(line, rules));
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line, Map<String, List<String>> rules) {
        var cells = line.split("\\|", -1);
        if (cells.length != 6) throw new IllegalStateException("six cells expected: " + line);
        var article = Integer.parseInt(cells[0]);
        return new Row(
                article,
                cells[1],
                certainty(cells[2]),
                rules.getOrDefault(article + cells[1], List.of()).stream().sorted().toList(),
                words(cells[3]).map(Coverage::act).toList(),
                words(cells[4]).toList(),
                words(cells[5]).findFirst().map(Reason::valueOf));
    }

    private static Stream<String> words(String cell) {
        return Stream.of(cell.split(" ")).filter(word -> !word.isEmpty());
    }

    private static String act(String word) {
        return Type.of(word)
                .map(Type::word)
                .orElseThrow(() -> new IllegalStateException("no such act: " + word));
    }

    private static Certainty certainty(String mark) {
        return switch (mark) {
            case "S" -> Certainty.SEEN;
            case "H" -> Certainty.MEMORY_HIGH;
            case "M" -> Certainty.MEMORY_MEDIUM;
            case "L" -> Certainty.MEMORY_LOW;
            default -> throw new IllegalStateException("no such mark: " + mark);
        };
    }

    /** The list as a document: docs/coverage.md is this. */
    public static String markdown() {
        var text =
                new StringBuilder(
                        """
                        # What answers each paragraph of the Convention

                        Made from the rules' own citations, and from `coverage.txt` and `subjects_en.properties` in
                        `treaty/src/main/resources/comity/treaty/text`, by `./comity test --accept`; a test fails while this
                        page differs from them, when a rule cites a paragraph that is not here, and when a paragraph has
                        neither rule, act nor page and no reason. A node serves the same list at `/law/coverage`, with the
                        paragraphs of a loaded text that are missing here. The words are ours: the certified text alone is
                        the law.

                        Certainty: *seen* was read in the final text; *high*, *medium* and *low* are from memory, and their
                        numbers are to be compared with the certified text.

                        """);
        var article = 0;
        for (var row : ROWS) {
            if (row.article() != article) {
                article = row.article();
                text.append("\n## Article ")
                        .append(article)
                        .append(": ")
                        .append(Titles.of(article, Locale.ENGLISH))
                        .append(
                                "\n\n| paragraph | about | certainty | rules | acts | pages | or not for software, because |\n|---|---|---|---|---|---|---|\n");
            }
            text.append(line(row));
        }
        return text.toString();
    }

    private static String line(Row row) {
        return "| "
                + Stream.of(
                                row.paragraph().isEmpty() ? "whole" : row.paragraph(),
                                subject(row, Locale.ENGLISH),
                                row.certainty()
                                        .name()
                                        .replace("MEMORY_", "")
                                        .toLowerCase(Locale.ROOT),
                                String.join(", ", row.rules()),
                                String.join(", ", row.acts()),
                                String.join(", ", row.pages()),
                                row.reason()
                                        .map(reason -> reason(reason, Locale.ENGLISH))
                                        .orElse(""))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}

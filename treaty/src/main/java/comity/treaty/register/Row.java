package comity.treaty.register;

import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One provision as a file says it: text for each column. It becomes a {@link Provision}, or a list
 * of everything that is wrong with it.
 *
 * @param where the line of each column, for problems
 */
record Row(Map<Column, String> said, Function<Column, Integer> where) {
    /** What says that a list is known to be empty, where a blank says that it is not known. */
    static final String NONE = "none";

    private static final Pattern ID =
            Pattern.compile("[A-Z]{2}/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?");

    /** A million months would be a slip of the pen; a century is the longest term on record. */
    private static final long MOST_MONTHS = 12_000;

    Row {
        said = new EnumMap<>(said);
    }

    /** Reads the row; adds every problem to {@code problems}. */
    Optional<Provision> read(List<Problem> problems) {
        return new Reading(problems).provision();
    }

    private final class Reading {
        private final List<Problem> problems;
        private final int before;

        Reading(List<Problem> problems) {
            this.problems = problems;
            this.before = problems.size();
        }

        Optional<Provision> provision() {
            for (var column : Column.values()) characters(column);
            var id = text(Column.ID);
            if (!id.isEmpty() && !ID.matcher(id).matches()) problem(Column.ID, "id.malformed", id);
            var articles = articles();
            var conduct = codes(Column.CONDUCT, Verb.values());
            var elements = codes(Column.ELEMENTS, Element.values());
            var base = penalty(Column.BASE);
            var aggravated = penalty(Column.AGGRAVATED);
            var language = language();
            var asOf = day(Column.AS_OF);
            var confidence = confidence();
            var from = day(Column.FROM);
            var until = day(Column.UNTIL);
            var death = truth();
            var speech = flag();
            if (aggravated.isBelow(base))
                problem(
                        Column.AGGRAVATED,
                        "penalty.aggravated-lower",
                        aggravated.text() + " < " + base.text());
            if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get()))
                problem(Column.UNTIL, "period.reversed", from.get() + " > " + until.get());
            if (speech && !articles.isEmpty())
                problem(Column.SPEECH, "speech.with-article", text(Column.ARTICLES));
            if (!text(Column.TEXT).isEmpty() && text(Column.LANGUAGE).isEmpty())
                problem(Column.LANGUAGE, "text.without-language", "");
            conduct.ifPresent(verbs -> agree(articles, verbs));
            if (problems.size() > before) return Optional.empty();
            return Optional.of(
                    new Provision(
                            id,
                            text(Column.LABEL),
                            text(Column.TITLE),
                            articles,
                            conduct,
                            elements,
                            text(Column.LIMITS),
                            base,
                            aggravated,
                            text(Column.AGGRAVATED_WHEN),
                            death,
                            text(Column.TEXT),
                            language,
                            text(Column.SOURCE),
                            asOf.orElseThrow(),
                            confidence.orElseThrow(),
                            text(Column.NOTE),
                            from,
                            until,
                            speech));
        }

        private String text(Column column) {
            return said.getOrDefault(column, "");
        }

        private void problem(Column column, String code, String fact) {
            problems.add(Problem.at(where.apply(column), column.word(), code, fact));
        }

        private void characters(Column column) {
            var text = text(column);
            if (column.required() && text.isBlank()) problem(column, "missing", "");
            if (text.length() > column.longest())
                problem(column, "text.too-long", text.length() + " > " + column.longest());
            // Some program read the file in the wrong encoding before it came here.
            if (text.indexOf('\uFFFD') >= 0) problem(column, "text.damaged", "U+FFFD");
            // A spreadsheet that opens the table would run such a cell.
            if (text.matches("(?s)[=+@\\t].*|-\\S.*") && !isPenalty(column))
                problem(column, "text.formula", text);
            if (text.chars()
                    .anyMatch(
                            character ->
                                    Character.isISOControl(character)
                                            && character != '\n'
                                            && character != '\r'
                                            && character != '\t'))
                problem(column, "text.control", "");
        }

        private static boolean isPenalty(Column column) {
            return column.kind() == Column.Kind.PENALTY;
        }

        /** The words of a list, in any of the ways in which people part them. */
        private List<String> words(Column column) {
            var words = new ArrayList<String>();
            for (var word : text(column).strip().split("[\\s,;]+")) {
                if (word.isEmpty()) continue;
                if (words.contains(word)) problem(column, "code.twice", word);
                words.add(word);
            }
            return words;
        }

        private Set<Integer> articles() {
            var articles = new TreeSet<Integer>();
            for (var word : words(Column.ARTICLES)) {
                if (word.equals(NONE)) continue;
                if (word.matches("[0-9]{1,2}") && Article.of(Integer.parseInt(word)).isPresent())
                    articles.add(Integer.parseInt(word));
                else problem(Column.ARTICLES, "article.unknown", word);
            }
            return articles;
        }

        private <E extends Enum<E>> Optional<Set<E>> codes(Column column, E[] known) {
            if (text(column).isBlank()) return Optional.empty();
            var byName = new HashMap<String, E>();
            for (var code : known) byName.put(code.name(), code);
            var codes = new TreeSet<E>();
            for (var word : words(column)) {
                var code = byName.get(word);
                if (code != null) codes.add(code);
                else if (!word.equals(NONE)) problem(column, "code.unknown", word);
            }
            if (!codes.isEmpty() && words(column).contains(NONE))
                problem(column, "code.unknown", NONE);
            return Optional.of(codes);
        }

        /** An article that has nothing of the conduct is a slip, and would be compared with air. */
        private void agree(Set<Integer> articles, Set<Verb> verbs) {
            for (var number : articles) {
                var article = Article.of(number).orElseThrow();
                if (article.conduct().stream().noneMatch(verbs::contains))
                    problem(Column.CONDUCT, "conduct.not-of-article", Integer.toString(number));
            }
        }

        private Penalty penalty(Column column) {
            var text = text(column).strip();
            if (text.isEmpty()) return new Penalty.Unknown();
            if (text.startsWith(Penalty.AS) && !text.substring(Penalty.AS.length()).isBlank())
                return new Penalty.ByReference(text.substring(Penalty.AS.length()).strip());
            if (text.matches("-[0-9]+")) {
                problem(column, "penalty.negative", text);
                return new Penalty.Unknown();
            }
            if (text.matches("[0-9]{1,9}") && Long.parseLong(text) <= MOST_MONTHS)
                return Long.parseLong(text) == 0
                        ? new Penalty.None()
                        : new Penalty.Months(Long.parseLong(text));
            switch (text) {
                case "life" -> {
                    return new Penalty.Life();
                }
                case NONE -> {
                    return new Penalty.None();
                }
                case "unknown" -> {
                    return new Penalty.Unknown();
                }
                default -> problem(column, "penalty.malformed", text);
            }
            return new Penalty.Unknown();
        }

        private Optional<LocalDate> day(Column column) {
            var text = text(column);
            if (text.isBlank()) return Optional.empty();
            try {
                if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                    return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException _) {
                // 2026-02-30: said below
            }
            problem(column, "day.malformed", text);
            return Optional.empty();
        }

        private String language() {
            var text = text(Column.LANGUAGE);
            if (text.isEmpty()) return "";
            try {
                var tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
                if (tag.equalsIgnoreCase(text) && !tag.equals("und")) return tag;
            } catch (IllformedLocaleException _) {
                // said below
            }
            problem(Column.LANGUAGE, "language.malformed", text);
            return "";
        }

        private Optional<Confidence> confidence() {
            var text = text(Column.CONFIDENCE);
            for (var confidence : Confidence.values())
                if (confidence.name().toLowerCase(Locale.ROOT).equals(text))
                    return Optional.of(confidence);
            if (!text.isBlank()) problem(Column.CONFIDENCE, "confidence.unknown", text);
            return Optional.empty();
        }

        private Truth truth() {
            return switch (text(Column.DEATH)) {
                case "true" -> Truth.TRUE;
                case "false" -> Truth.FALSE;
                case "", "unknown" -> Truth.UNKNOWN;
                default -> {
                    problem(Column.DEATH, "truth.malformed", text(Column.DEATH));
                    yield Truth.UNKNOWN;
                }
            };
        }

        private boolean flag() {
            return switch (text(Column.SPEECH)) {
                case "true" -> true;
                case "", "false" -> false;
                default -> {
                    problem(Column.SPEECH, "truth.malformed", text(Column.SPEECH));
                    yield false;
                }
            };
        }
    }
}

package comity.treaty.positions;

import comity.treaty.positions.Position.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the data files whole or not at all. Each problem names its file and line; a file whose rows
 * contradict the Convention or each other (a signature before the Convention was open, a vote
 * without a motion, what is called seen without the depositary) is no source of facts.
 */
public final class PositionsReader {
    static final String STATES = "states.csv";
    static final String SOURCES = "sources.csv";
    static final String MOTIONS = "motions.csv";
    static final String COUNTS = "counts.csv";
    static final String POSITIONS = "positions.csv";

    /** What {@link #read} needs, in the order in which one refers to another. */
    public static final List<String> FILES = List.of(STATES, SOURCES, MOTIONS, COUNTS, POSITIONS);

    /** 64(1): open for signature from 25 October 2025 until 31 December 2026. */
    private static final LocalDate OPENED = LocalDate.of(2025, 10, 25);

    private static final LocalDate CLOSES = LocalDate.of(2026, 12, 31);

    /** What is wrong, and where; line 0 is the whole file. */
    public record Problem(String file, int line, String reason) {}

    /** The positions, or why there are none. */
    public record Read(Optional<Positions> positions, List<Problem> problems) {}

    private final Map<String, String> texts;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Motion> motions = new LinkedHashMap<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<Position> positions = new ArrayList<>();

    private PositionsReader(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Reads {@link #FILES} from their texts, by name. */
    public static Read read(Map<String, String> texts) {
        var reader = new PositionsReader(texts);
        reader.readAll();
        return reader.problems.isEmpty()
                ? new Read(
                        Optional.of(
                                new Positions(
                                        reader.participants,
                                        reader.sources,
                                        List.copyOf(reader.motions.values()),
                                        reader.counts,
                                        reader.positions)),
                        List.of())
                : new Read(Optional.empty(), List.copyOf(reader.problems));
    }

    private void readAll() {
        rows(STATES, List.of("state", "numeric", "region"), this::participant);
        rows(SOURCES, List.of("id", "title", "place"), this::source);
        rows(
                MOTIONS,
                List.of(
                        "id",
                        "article",
                        "date",
                        "outcome",
                        "in-favour",
                        "against",
                        "abstained",
                        "as-of",
                        "confidence",
                        "sources"),
                this::motion);
        rows(
                COUNTS,
                List.of("of", "number", "as-of", "confidence", "sources"),
                row ->
                        counts.add(
                                new Count(
                                        row.word("of", Count.Of.class),
                                        row.number("number"),
                                        row.when("as-of"),
                                        row.confidence(),
                                        row.sources())));
        rows(
                POSITIONS,
                List.of(
                        "state",
                        "kind",
                        "article",
                        "motion",
                        "vote",
                        "date",
                        "as-of",
                        "confidence",
                        "sources",
                        "phrase"),
                this::position);
    }

    private void participant(Row row) {
        var code = row.matching("state", "[A-Z]{2}");
        var participant = new Participant(code, row.word("region", Participant.Region.class));
        if (participant.organization() != row.text("numeric").isEmpty())
            throw row.wrong("a State has a number, an organization has none");
        if (!participant.organization()) row.matching("numeric", "\\d{3}");
        if (participants.put(code, participant) != null) throw row.wrong(code + " is there twice");
    }

    private void source(Row row) {
        var id = row.matching("id", "[A-Z0-9-]{2,40}");
        var source = new Source(id, row.matching("title", ".+"), row.matching("place", ".+"));
        if (sources.put(id, source) != null) throw row.wrong(id + " is there twice");
    }

    private void motion(Row row) {
        var id = row.matching("id", "[a-z0-9-]+");
        var counted = !row.text("in-favour").isEmpty();
        var motion =
                new Motion(
                        id,
                        row.article(),
                        row.when("date"),
                        row.word("outcome", Motion.Outcome.class),
                        counted
                                ? Optional.of(
                                        new Motion.Tally(
                                                row.number("in-favour"),
                                                row.number("against"),
                                                row.number("abstained")))
                                : Optional.empty(),
                        row.when("as-of"),
                        row.confidence(),
                        row.sources());
        if (counted == (motion.outcome() == Motion.Outcome.ADOPTED_WITHOUT_VOTE))
            throw row.wrong("votes are counted exactly where there was a vote");
        if (motions.put(id, motion) != null) throw row.wrong(id + " is there twice");
    }

    private void position(Row row) {
        var position =
                new Position(
                        row.matching("state", "[A-Z]{2}"),
                        row.word("kind", Kind.class),
                        row.article(),
                        row.matching("motion", "[a-z0-9-]*"),
                        row.text("vote").isEmpty()
                                ? Optional.empty()
                                : Optional.of(row.word("vote", Position.Vote.class)),
                        row.text("date").isEmpty()
                                ? Optional.empty()
                                : Optional.of(row.when("date")),
                        row.when("as-of"),
                        row.confidence(),
                        row.sources(),
                        row.matching("phrase", "[a-z0-9-]*"));
        fits(row, position);
        if (positions.contains(position)) throw row.wrong("the same is said twice");
        positions.add(position);
    }

    /** What a row must not say, whatever its words. */
    private void fits(Row row, Position position) {
        if (!participants.containsKey(position.state()))
            throw row.wrong("nobody who may sign is called " + position.state());
        if (!position.motion().isEmpty() && !motions.containsKey(position.motion()))
            throw row.wrong("no motion is called " + position.motion());
        if ((position.kind() == Kind.VOTED)
                != (position.vote().isPresent() && !position.motion().isEmpty()))
            throw row.wrong("a vote has a motion and says how, and nothing else does");
        if (position.date().filter(date -> after(date, position.asOf())).isPresent())
            throw row.wrong("it happened after the source looked");
        var bound = position.kind() == Kind.SIGNED || position.kind() == Kind.INSTRUMENT;
        if (bound && position.date().filter(date -> date.latest().isBefore(OPENED)).isPresent())
            throw row.wrong("before the Convention was open for signature (Article 64)");
        if (position.kind() == Kind.SIGNED
                && position.date().filter(date -> date.earliest().isAfter(CLOSES)).isPresent())
            throw row.wrong("after the Convention was open for signature (Article 64)");
        if (position.kind() == Kind.INSTRUMENT && position.confidence() == Confidence.SEEN) {
            if (position.date().filter(When::exact).isEmpty())
                throw row.wrong("what the depositary shows as deposited has a day");
            if (positions.stream()
                    .anyMatch(
                            other ->
                                    other.kind() == Kind.INSTRUMENT
                                            && other.confidence() == Confidence.SEEN
                                            && other.state().equals(position.state())))
                throw row.wrong(position.state() + " is bound by one instrument, not two");
        }
        for (var other : positions)
            if (other.state().equals(position.state()) && contradict(other, position))
                throw row.wrong("signed, and not signed on a later day");
    }

    private static boolean contradict(Position one, Position other) {
        if (one.kind() == Kind.NOT_SIGNED && other.kind() == Kind.SIGNED)
            return contradict(other, one);
        return one.kind() == Kind.SIGNED
                && other.kind() == Kind.NOT_SIGNED
                && one.date()
                        .filter(date -> date.latest().isBefore(other.asOf().earliest()))
                        .isPresent();
    }

    private static boolean after(When date, When asOf) {
        return date.earliest().isAfter(asOf.latest());
    }

    private void rows(String file, List<String> columns, java.util.function.Consumer<Row> reading) {
        var text = texts.get(file);
        if (text == null) {
            problems.add(new Problem(file, 0, "is missing"));
            return;
        }
        var headed = false;
        var line = 0;
        for (var written : text.split("\n", -1)) {
            line++;
            if (written.isEmpty() || written.startsWith("#")) continue;
            var fields = Csv.fields(written);
            if (fields == null)
                problems.add(new Problem(file, line, "a quote is not closed, or is inside a word"));
            else if (!headed) {
                headed = true;
                if (!fields.equals(columns))
                    problems.add(new Problem(file, line, "the columns are not " + columns));
            } else if (fields.size() != columns.size())
                problems.add(
                        new Problem(
                                file,
                                line,
                                fields.size() + " fields instead of " + columns.size()));
            else
                try {
                    reading.accept(new Row(file, line, columns, fields));
                } catch (Wrong wrong) {
                    problems.add(wrong.problem);
                }
        }
        if (!headed) problems.add(new Problem(file, 0, "has no columns"));
    }

    /** Ends the reading of one row; never leaves this class. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Wrong(Problem problem) {
            super(problem.reason(), null, false, false);
            this.problem = problem;
        }
    }

    /** One line, by the names of its columns. */
    private final class Row {
        private final String file;
        private final int line;
        private final Map<String, String> fields = new LinkedHashMap<>();

        Row(String file, int line, List<String> columns, List<String> fields) {
            this.file = file;
            this.line = line;
            for (var i = 0; i < columns.size(); i++) this.fields.put(columns.get(i), fields.get(i));
        }

        Wrong wrong(String reason) {
            return new Wrong(new Problem(file, line, reason));
        }

        String text(String column) {
            return fields.getOrDefault(column, "");
        }

        String matching(String column, String pattern) {
            var text = text(column);
            if (!text.matches(pattern)) throw wrong(column + " cannot be \"" + text + "\"");
            return text;
        }

        <E extends Enum<E>> E word(String column, Class<E> words) {
            var text = text(column);
            return Arrays.stream(words.getEnumConstants())
                    .filter(word -> word.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> wrong(column + " cannot be \"" + text + "\""));
        }

        int number(String column) {
            return Integer.parseInt(matching(column, "0|[1-9]\\d{0,3}"));
        }

        When when(String column) {
            return When.read(text(column))
                    .orElseThrow(() -> wrong(column + " is no day: \"" + text(column) + "\""));
        }

        /** An article of the Convention, with a paragraph or without. */
        String article() {
            var article = matching("article", "(\\d{1,2}(\\(\\w{1,3}\\)){0,2})?");
            if (!article.isEmpty()) {
                var number = Integer.parseInt(article.replaceAll("\\(.*", ""));
                if (number < 1 || number > 68)
                    throw wrong("the Convention has no Article " + number);
            }
            return article;
        }

        Confidence confidence() {
            var confidence = word("confidence", Confidence.class);
            if (confidence == Confidence.SEEN && !sources().contains(Source.DEPOSITARY))
                throw wrong("only what was read at the depositary counts as seen");
            return confidence;
        }

        List<String> sources() {
            var named = List.of(matching("sources", "[A-Z0-9 -]+").split(" "));
            Set<String> unknown = new HashSet<>(named);
            unknown.removeAll(sources.keySet());
            if (!unknown.isEmpty()) throw wrong("no source is called " + unknown);
            return named;
        }
    }
}

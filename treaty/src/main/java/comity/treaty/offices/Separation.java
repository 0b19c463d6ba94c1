package comity.treaty.offices;

import comity.treaty.terms.Office;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The separation matrix. It is asked about humans and not about accounts: whoever asks has found
 * out before that two acts, or two holdings, are one person's. Immutable.
 */
public final class Separation {
    private static final String SOURCE = "separation.csv";
    private static final int COLUMNS = 5;

    /** Where a line holds. */
    public enum Scope {
        /** On one docket, for the docket's life: also after the office has ended. */
        DOCKET,
        /** Within one authority. */
        AUTHORITY,
        /** Anywhere in the State, while both are held; and on each docket for its life. */
        STATE
    }

    /**
     * A line of the matrix.
     *
     * @param one an office, or ROOT
     * @param others the offices kept apart from it; its own for two humans of one office
     * @param oneself whether it forbids acting upon oneself rather than holding two offices
     * @param relaxable whether a State's published profile may lift it
     * @param reason in English, as the source has it
     */
    public record Line(
            String one,
            Set<String> others,
            Scope scope,
            boolean oneself,
            boolean relaxable,
            String reason) {

        /** Whether it needs two humans of one office. */
        public boolean isOfOneOffice() {
            return others.contains(one);
        }

        boolean separates(Office here, Office there) {
            return here != there
                    && (one.equals(here.name()) && others.contains(there.name())
                            || one.equals(there.name()) && others.contains(here.name()));
        }
    }

    private final List<Line> lines;

    private Separation(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    private static final Separation SHIPPED = read();

    /** The matrix that this program carries. */
    public static Separation shipped() {
        return SHIPPED;
    }

    public List<Line> lines() {
        return lines;
    }

    /**
     * The line that keeps one human from acting in {@code proposed} on a docket on which they have
     * acted in {@code earlier}; empty if there is none.
     *
     * @param relaxed the pairs that the State's profile lifts, as {@link #pair} writes them
     */
    public Optional<Line> onDocket(Office earlier, Office proposed, Set<String> relaxed) {
        return lines.stream()
                .filter(line -> line.scope() != Scope.AUTHORITY)
                .filter(line -> line.separates(earlier, proposed))
                .filter(line -> !(line.relaxable() && isRelaxed(line, earlier, proposed, relaxed)))
                .findFirst();
    }

    private static boolean isRelaxed(Line line, Office one, Office other, Set<String> relaxed) {
        return relaxed.contains(
                line.one().equals(one.name()) ? pair(one, other) : pair(other, one));
    }

    /** The line that keeps one human from holding both offices at the same time, anywhere. */
    public Optional<Line> together(Office one, Office other) {
        return lines.stream()
                .filter(line -> line.scope() == Scope.STATE)
                .filter(line -> line.separates(one, other))
                .findFirst();
    }

    /** Every pair that a profile may lift, such as {@code CUS/INV}. */
    public Set<String> relaxable() {
        var pairs = new TreeSet<String>();
        for (var line : lines)
            if (line.relaxable())
                line.others().forEach(other -> pairs.add(line.one() + "/" + other));
        return pairs;
    }

    /** A pair as the matrix has it: the office of the line first. */
    public static String pair(Office one, Office other) {
        return one + "/" + other;
    }

    private static Separation read() {
        try (var source = Separation.class.getResourceAsStream(SOURCE)) {
            if (source == null) throw new IllegalStateException(SOURCE + " is not in the program");
            var text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            return new Separation(
                    text.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Separation::line)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + SOURCE, e);
        }
    }

    /** Only the last column may hold commas, in quotes. */
    private static Line line(String text) {
        var columns = text.split(",", COLUMNS);
        if (columns.length != COLUMNS) throw new IllegalStateException("a line of four: " + text);
        var one = known(columns[0]);
        var oneself = columns[1].equals("self");
        return new Line(
                one,
                oneself ? Set.of() : others(one, columns[1]),
                scope(columns[2]),
                oneself,
                columns[3].equals("yes"),
                columns[4].replaceAll("^\"|\"$", ""));
    }

    private static Set<String> others(String one, String said) {
        var others = new ArrayList<String>();
        if (said.equals("*")) {
            // The public is no office that anybody holds.
            Stream.of(Office.values())
                    .filter(office -> office != Office.PUB)
                    .map(Office::name)
                    .filter(office -> !office.equals(one))
                    .forEach(others::add);
        } else Stream.of(said.split("\\|")).map(Separation::known).forEach(others::add);
        return Set.copyOf(others);
    }

    private static String known(String office) {
        if (!office.equals("ROOT") && Office.of(office).isEmpty())
            throw new IllegalStateException("no such office: " + office);
        return office;
    }

    private static Scope scope(String letter) {
        return switch (letter) {
            case "D" -> Scope.DOCKET;
            case "A" -> Scope.AUTHORITY;
            case "G" -> Scope.STATE;
            default -> throw new IllegalStateException("no such scope: " + letter);
        };
    }
}

package comity.treaty.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Provisions that the project collected from public sources, each with its source and its
 * confidence. No State has signed them: what a State enacts itself takes their place.
 */
public final class Collected {
    private static final String FILE = "provisions.csv";

    /** The day on which the collection was made. */
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private Collected() {}

    /** One for each State, as if it had been enacted before everything else. */
    public static List<Filed> all() {
        var read = ProvisionsReader.csv(bytes(), Optional.empty(), "");
        var byState = new TreeMap<String, List<Provision>>();
        read.enactment()
                .orElseThrow(() -> new IllegalStateException(FILE + ": " + read.problems()))
                .provisions()
                .forEach(
                        provision ->
                                byState.computeIfAbsent(provision.state(), _ -> new ArrayList<>())
                                        .add(provision));
        var filed = new ArrayList<Filed>();
        byState.forEach(
                (state, provisions) ->
                        filed.add(
                                new Filed(
                                        state,
                                        DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
                                        "",
                                        "",
                                        Optional.empty(),
                                        new Enactment("", Optional.empty(), provisions))));
        return List.copyOf(filed);
    }

    private static byte[] bytes() {
        try (var in = Objects.requireNonNull(Collected.class.getResourceAsStream(FILE))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + FILE, e);
        }
    }
}

package comity.treaty.positions;

import java.util.List;

/** How many signatories or instruments somebody counted on some day; counts may contradict. */
public record Count(Of of, int number, When asOf, Confidence confidence, List<String> sources) {
    /** What is counted. */
    public enum Of {
        SIGNATORIES,
        INSTRUMENTS
    }

    public Count {
        sources = List.copyOf(sources);
    }
}

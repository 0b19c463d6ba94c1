package comity.treaty.law;

import comity.record.act.Places;
import comity.treaty.terms.Citation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is wrong with one document, each at its place; bounded, as is what it judges. */
final class Objections {
    static final int MOST_ITEMS = 5_000;
    private static final int MOST_PROBLEMS = 1_000;

    private final Places places;
    private final String root;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param root pointer to the document within the file that {@code places} knows
     */
    Objections(Places places, String root) {
        this.places = places;
        this.root = root;
    }

    void add(String pointer, String code) {
        add(pointer, code, Map.of());
    }

    void add(String pointer, String code, Map<String, String> facts) {
        add(pointer, code, facts, Optional.empty());
    }

    /** What is looser than an article allows. */
    void looser(String pointer, String code, Map<String, String> facts, Citation citation) {
        add(pointer, code, facts, Optional.of(citation));
    }

    private void add(
            String pointer, String code, Map<String, String> facts, Optional<Citation> citation) {
        if (problems.size() < MOST_PROBLEMS)
            problems.add(
                    new Problem(
                            root + pointer, places.line(root + pointer), code, facts, citation));
    }

    /** Whether a list is longer than anybody means; then its items are not looked at. */
    boolean tooMany(String pointer, int size) {
        if (size <= MOST_ITEMS) return false;
        add(pointer, "list.long", Map.of("most", Integer.toString(MOST_ITEMS)));
        return true;
    }

    /** In the order of the file. */
    List<Problem> sorted() {
        return problems.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}

package comity.node.desk.work;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import java.util.Collection;
import java.util.List;

/**
 * What was searched for, and what was found.
 *
 * @param asked as it was typed
 * @param personal whether persons and accounts were searched
 * @param more whether there may be more than is shown
 */
public record SearchView(String asked, boolean personal, List<Row> hits, boolean more) {
    static final int LONGEST = 200;

    /**
     * @param by what of the docket answers, such as PROVIDER
     */
    public record Row(Found line, List<String> by) {}

    static SearchView of(Search search, Collection<Officer> held, String typed, boolean personal) {
        var asked = typed.strip();
        if (asked.length() > LONGEST) throw Refused.with(422, "search.long");
        var result = search.of(held, asked, personal);
        return new SearchView(
                asked,
                personal,
                result.hits().stream()
                        .map(
                                hit ->
                                        new Row(
                                                hit.docket(),
                                                hit.by().stream().map(Enum::name).toList()))
                        .toList(),
                result.more());
    }
}

package comity.node.desk;

import comity.node.frame.FindingView;
import java.util.List;

/**
 * A step that may be taken next on a docket, or why it may not.
 *
 * @param personal whether it needs the officer's passkey
 * @param internal whether it stays in this State until a transmission discloses it
 * @param findings why not, or what to look at
 * @param fields what it has to say
 */
public record OptionView(
        String type,
        boolean permitted,
        boolean personal,
        boolean internal,
        List<FindingView> findings,
        List<FieldView> fields) {

    /**
     * One thing that the step says.
     *
     * @param kind how it is written: {@code TEXT}, {@code DATE}, {@code DIGEST}, …
     * @param choices the words it may be, where it is one of a list
     */
    public record FieldView(
            String name, String section, String kind, boolean required, List<String> choices) {}
}

package comity.node.completeness;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with an act, seen from this node. */
enum Kind {
    /** The partner acknowledged our act and does not hold it. */
    MISSING_THERE,
    /** The partner does not hold an act of its own that it handed to us. */
    WITHDRAWN_THERE,
    /** We acknowledged the partner's act and do not hold it. */
    MISSING_HERE,
    /** The partner holds an act in our name that we do not hold. */
    ADDITIONAL_THERE,
    /** The partner says that it holds an act, and does not show it. */
    NOT_SHOWN_THERE,
    /** The partner says that we named an act and did not show it. */
    NOT_SHOWN_HERE;

    /** The stable word, in the database, in JSON and in the bundles. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The same seen from the partner's node. */
    Kind fromThere() {
        return switch (this) {
            case MISSING_THERE -> MISSING_HERE;
            case MISSING_HERE -> MISSING_THERE;
            case WITHDRAWN_THERE -> ADDITIONAL_THERE;
            case ADDITIONAL_THERE -> WITHDRAWN_THERE;
            case NOT_SHOWN_THERE -> NOT_SHOWN_HERE;
            case NOT_SHOWN_HERE -> NOT_SHOWN_THERE;
        };
    }
}

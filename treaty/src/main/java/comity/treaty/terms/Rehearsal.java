package comity.treaty.terms;

import java.util.Arrays;

/**
 * The State with which a founded State rehearses: nobody's. Its code is one of those that ISO
 * 3166-1 leaves to users for ever (XA to XZ), so that no State can ever bear it, and every docket
 * with it is known as a rehearsal by its parties alone.
 */
public final class Rehearsal {
    /** The code of the counterpart that answers by itself. */
    public static final String STATE = "XR";

    private Rehearsal() {}

    /** Whether one of these States is nobody's, so that what they do together is a rehearsal. */
    public static boolean concerns(String... states) {
        return Arrays.asList(states).contains(STATE);
    }
}

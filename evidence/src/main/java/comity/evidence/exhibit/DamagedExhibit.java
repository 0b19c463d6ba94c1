package comity.evidence.exhibit;

import java.io.IOException;

/** Sealed bytes that are not what was sealed: cut off, changed, or under another key. */
public final class DamagedExhibit extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedExhibit(String what) {
        super(what);
    }
}

package comity.node.mail;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something of which a person may be told, once.
 *
 * @param about what it is about, for the room that named it; it never stands in a letter
 * @param detail what makes it new: another turn on the same docket is another matter
 * @param urgent an emergency: told at once
 * @param by the last day for it, if it has one
 */
public record Matter(
        Kind kind, String about, String detail, boolean urgent, Optional<LocalDate> by) {

    /** As what it is counted in a letter. */
    public enum Kind {
        /** It is the person's turn, or their office's. */
        TURN,
        /** A last day comes near. */
        NEAR,
        /** A last day has passed. */
        PASSED,
        /** An act bears the person's signature, and no letter said so. */
        SIGNED,
        /** Something about the node has to be done now. */
        NODE
    }

    /**
     * Under which it is remembered that it was told: it says nothing to whoever reads the table.
     */
    String trace() {
        return Digest.of(
                        ("comity-told/1\n" + kind + "\n" + about + "\n" + detail)
                                .getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}

package comity.evidence.redaction;

/** Bytes that are no proof of a redaction, and why. */
public final class MalformedProof extends Exception {
    private static final long serialVersionUID = 1;

    MalformedProof(String why) {
        super(why);
    }
}

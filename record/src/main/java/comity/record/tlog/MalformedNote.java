package comity.record.tlog;

/** Text that is not the signed note, checkpoint or proof that it should be. */
public final class MalformedNote extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedNote(String what) {
        super(what);
    }
}

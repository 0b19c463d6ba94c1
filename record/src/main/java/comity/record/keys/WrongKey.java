package comity.record.keys;

/** The box does not open: the passphrase or key is another, or the box was changed. */
public final class WrongKey extends Exception {
    private static final long serialVersionUID = 1;

    WrongKey(String why) {
        super(why);
    }
}

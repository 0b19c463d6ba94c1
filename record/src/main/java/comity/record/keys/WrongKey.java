package comity.record.keys;

/** The box does not open: the passphrase or key is another, or the box was changed. */
public final class WrongKey extends Exception {
    private static final long serialVersionUID = 1;

    private WrongKey(String why) {
        super(why);
    }

    /**
     * @param why a sentence for whoever runs the program
     */
    public static WrongKey because(String why) {
        return new WrongKey(why);
    }

    /** Encryption cannot tell the two apart. */
    public static WrongKey damaged() {
        return new WrongKey("The passphrase is wrong, or the key file was changed.");
    }
}

package comity.keygen;

/** What was asked cannot be done; the message says why, in a sentence. */
final class WrongQuestion extends Exception {
    private static final long serialVersionUID = 1;

    WrongQuestion(String why) {
        super(why);
    }
}

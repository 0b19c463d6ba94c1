package comity.node.mail;

/** What became of a letter at the mail server. */
public sealed interface Outcome {

    /** The server answered for it: from here on it is the server's. */
    record Accepted() implements Outcome {}

    /**
     * It was certainly not taken, and may be later.
     *
     * @param why {@code UNREACHABLE}, {@code TLS}, {@code SIGN_IN}, {@code BROKEN}, {@code
     *     CALLED_OFF}, or the server's code (RFC 5321, 4.2)
     * @param everybody whether another letter would fare no better now
     */
    record Deferred(String why, boolean everybody) implements Outcome {}

    /** The server has no such recipient, or will not have letters for them. */
    record Refused(String why) implements Outcome {}

    /**
     * The line broke after the whole letter was written and before the server answered: it may have
     * been taken. It is not sent a second time.
     */
    record Doubtful() implements Outcome {}
}

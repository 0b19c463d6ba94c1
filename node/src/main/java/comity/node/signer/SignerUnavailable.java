package comity.node.signer;

/** Nothing can be signed now: the signer does not run, does not answer, or refused. */
public final class SignerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** What whoever waits, and whoever mends it, is told. */
    public enum Why {
        /** It does not run or does not answer. */
        DOWN("signer.unavailable"),
        /** It was asked for what its key may not sign. */
        REFUSED("signer.refused"),
        /** The token was pulled out, or cannot be read. */
        TOKEN_GONE("signer.token-gone"),
        PIN_WRONG("signer.pin-wrong"),
        PIN_LOCKED("signer.pin-locked");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /** Of the problem, as people and programs read it. */
        public String code() {
            return code;
        }
    }

    SignerUnavailable(Why why, String said) {
        super(said);
        this.why = why;
    }

    SignerUnavailable(String said, Throwable cause) {
        super(said, cause);
        this.why = Why.DOWN;
    }

    public Why why() {
        return why;
    }

    /** As a signer that cannot begin says it on its output: the reason, and a sentence. */
    static String line(Why why, String sentence) {
        return why.name() + " " + sentence.replace('\n', ' ');
    }

    /** What {@link #line} said. */
    static SignerUnavailable of(String line) {
        for (var why : Why.values())
            if (line.startsWith(why.name() + " "))
                return new SignerUnavailable(why, line.substring(why.name().length() + 1));
        return new SignerUnavailable(
                Why.DOWN, line.isEmpty() ? "The signer ended before it was ready." : line);
    }
}

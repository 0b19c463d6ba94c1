package comity.node.signer;

/** Nothing can be signed now: the signer does not run, does not answer, or refused. */
public final class SignerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    SignerUnavailable(String why) {
        super(why);
    }

    SignerUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}

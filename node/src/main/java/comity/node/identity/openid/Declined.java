package comity.node.identity.openid;

/** What the provider answered, or did not, lets nobody in. */
final class Declined extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code a stable word such as {@code openid.token}
     */
    Declined(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}

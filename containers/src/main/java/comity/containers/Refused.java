package comity.containers;

/** A container that is not read, and why: whoever reads on would be deceived or overwhelmed. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final String kind;
    private final String code;
    private final String detail;

    Refused(String kind, String code, String detail) {
        super(code + " " + detail);
        this.kind = kind;
        this.code = code;
        this.detail = detail;
    }

    String kind() {
        return kind;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}

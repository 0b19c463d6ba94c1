package comity.record.x509;

/** A reply that is no timestamp of what was asked, by whom it was asked; the code says why. */
public final class RefusedTimestamp extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;
    private final String detail;

    RefusedTimestamp(String code, String detail) {
        super(detail.isEmpty() ? code : code + " (" + detail + ")");
        this.code = code;
        this.detail = detail;
    }

    RefusedTimestamp(String code) {
        this(code, "");
    }

    /** A stable word, such as {@code stamp.other-imprint}. */
    public String code() {
        return code;
    }

    /** What was found there, if that helps; of what the authority wrote, only numbers and names. */
    public String detail() {
        return detail;
    }
}

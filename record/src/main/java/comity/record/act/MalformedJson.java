package comity.record.act;

/** Bytes that are not the JSON we accept: what is wrong, and at which byte. */
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A stable word for the fault, for message bundles and clients: {@code duplicate-key}, {@code
     * too-deep}, …
     */
    private final String code;

    /** Zero-based offset of the byte at which reading stopped. */
    private final int offset;

    MalformedJson(String code, int offset) {
        super(code + " at byte " + offset);
        this.code = code;
        this.offset = offset;
    }

    public String code() {
        return code;
    }

    public int offset() {
        return offset;
    }
}

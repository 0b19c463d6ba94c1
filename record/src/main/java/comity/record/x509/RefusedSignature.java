package comity.record.x509;

/** A container's signature that does not count: {@link #code} says why. */
public final class RefusedSignature extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;

    RefusedSignature(String code) {
        super(code);
        this.code = code;
    }

    /**
     * {@code container.malformed}, {@code .no-certificate}, {@code .certificate-not-bound}, {@code
     * .signature-wrong} or {@code .algorithm-unknown}.
     */
    public String code() {
        return code;
    }
}

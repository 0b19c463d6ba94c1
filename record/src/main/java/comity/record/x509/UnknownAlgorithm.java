package comity.record.x509;

/** A signature that this program cannot check; nothing is said about whether it is right. */
final class UnknownAlgorithm extends Exception {
    private static final long serialVersionUID = 1;

    UnknownAlgorithm(String identifier) {
        super(identifier);
    }
}

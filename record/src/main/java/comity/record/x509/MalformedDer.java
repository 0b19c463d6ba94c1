package comity.record.x509;

/** Bytes that are not what RFC 5280 or RFC 3161 says; the message tells what, never the bytes. */
public final class MalformedDer extends Exception {
    private static final long serialVersionUID = 1;

    MalformedDer(String what) {
        super(what);
    }
}

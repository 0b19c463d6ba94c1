package comity.record.act;

/**
 * Proof that an operator's log holds an act: the operator's origin, the nonce that hides the digest
 * in the public log, and a C2SP tlog-proof (checkpoint, cosignatures, inclusion).
 *
 * @param proof the text of the tlog-proof; {@code record.tlog} reads and judges it
 */
public record Receipt(String origin, byte[] nonce, String proof) {
    public static final int NONCE_BYTES = 32;

    public Receipt {
        nonce = nonce.clone();
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    public Json.Obj json() {
        return Json.object()
                .with("origin", origin)
                .with("nonce", Base64Url.encode(nonce))
                .with("proof", proof);
    }

    public static Receipt of(Json.Obj json) throws MalformedAct {
        var part = "receipts";
        Shape.only(json, part, "origin", "nonce", "proof");
        var nonce = Shape.bytes(json, part, "nonce");
        if (nonce.length != NONCE_BYTES)
            throw new MalformedAct(part + ".nonce", "32 bytes expected");
        var proof = Shape.text(json, part, "proof");
        // A post-quantum cosignature has 3.3 kB; there may be many.
        if (proof.length() > 200_000)
            throw new MalformedAct(part + ".proof", "longer than any proof");
        return new Receipt(Shape.text(json, part, "origin"), nonce, proof);
    }

    /**
     * What the public log holds of an act: SHA-256("comity-leaf/1" || nonce || digest), 32 bytes
     * that say nothing.
     */
    public static byte[] commitment(byte[] nonce, Digest act) {
        var sha = Digest.sha256();
        sha.update("comity-leaf/1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        sha.update(nonce);
        sha.update(act.bytes());
        return sha.digest();
    }

    public byte[] commitment(Digest act) {
        return commitment(nonce, act);
    }
}

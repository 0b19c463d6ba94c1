package comity.record.act;

import java.nio.charset.StandardCharsets;

/**
 * One root holder's approval of one version of a directory: two signatures over the whole document,
 * made offline. What is signed begins with a line of its own, so that it is nothing else's
 * signature.
 *
 * @param holder {@link Root.Holder#id()}
 * @param signature by the holder's Ed25519 or P-256 key
 * @param mlDsa65 by the holder's ML-DSA-65 key
 */
public record Approval(Digest holder, byte[] signature, byte[] mlDsa65) {
    private static final String PURPOSE = "comity-directory-approval/1\n";

    public Approval {
        signature = signature.clone();
        mlDsa65 = mlDsa65.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public byte[] mlDsa65() {
        return mlDsa65.clone();
    }

    /** The bytes that a holder signs: the purpose, and the canonical document. */
    static byte[] signed(Directory directory) {
        var purpose = PURPOSE.getBytes(StandardCharsets.US_ASCII);
        var document = CanonicalJson.bytes(directory.json());
        var signed = java.util.Arrays.copyOf(purpose, purpose.length + document.length);
        System.arraycopy(document, 0, signed, purpose.length, document.length);
        return signed;
    }

    /** Whether both signatures are {@code by} this holder. */
    boolean is(Root.Holder by, byte[] signed) {
        return holder.equals(by.id())
                && by.algorithm().verify(by.publicKey(), signed, signature)
                && MlDsa65.verify(by.mlDsa65(), signed, mlDsa65);
    }

    /** Whether this is {@code by}'s approval of {@code directory}. */
    public boolean isOf(Root.Holder by, Directory directory) {
        return is(by, signed(directory));
    }

    public Json.Obj json() {
        return Json.object()
                .with("holder", holder.hex())
                .with("signature", Base64Url.encode(signature))
                .with("mlDsa65", Base64Url.encode(mlDsa65));
    }

    public static Approval of(Json.Obj json) throws MalformedAct {
        var part = "approvals";
        Shape.only(json, part, "holder", "signature", "mlDsa65");
        return new Approval(
                Shape.digest(json, part, "holder"),
                Shape.bytes(json, part, "signature"),
                Shape.bytes(json, part, "mlDsa65"));
    }
}

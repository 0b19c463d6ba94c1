package comity.record.act;

import java.util.random.RandomGenerator;

/**
 * One named part of an act's content, salted so that its digest tells nothing about it. Withheld or
 * erased, its digest still stands in the header and everything else still verifies.
 */
public record Section(byte[] salt, Json.Obj content) {
    public static final int SALT_BYTES = 32;

    public Section {
        if (salt.length != SALT_BYTES)
            throw new IllegalArgumentException("a section's salt has 32 bytes");
        salt = salt.clone();
    }

    public static Section of(Json.Obj content, RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Section(salt, content);
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /** SHA-256 over the canonical form of salt and content together. */
    public Digest digest() {
        return Digest.of(json());
    }

    public Json.Obj json() {
        return Json.object().with("salt", Base64Url.encode(salt)).with("content", content);
    }

    public static Section of(Json.Obj json) throws MalformedAct {
        Shape.only(json, "section", "salt", "content");
        try {
            return new Section(
                    Base64Url.decode(
                            json.text("salt")
                                    .orElseThrow(
                                            () -> new MalformedAct("section", "salt missing"))),
                    json.object("content")
                            .orElseThrow(() -> new MalformedAct("section", "content missing")));
        } catch (IllegalArgumentException e) {
            throw new MalformedAct("section", "salt: 32 bytes in base64url expected");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Section that && digest().equals(that.digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }
}

package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.SignatureAlgorithm;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pieces of commands over one case file. Whatever stands in the file is quoted: a name in it must
 * not become a command of whoever checks it.
 */
record Shell(String caseFile) {
    /** Reads base64url, which has no padding, with a tool that wants it. */
    static final String BASE64URL =
            "b64u() { tr -- -_ +/ | awk '{while (length($0) % 4) $0 = $0 \"=\"; print}' | base64 -d; }";

    /** From the signature r and s of a JWS to what openssl reads (ECDSA-Sig-Value, RFC 3279). */
    private static final String TO_DER =
            """
            python3 -c '
            import sys
            b = sys.stdin.buffer.read()
            def i(n):
                h = n.to_bytes(n.bit_length() // 8 + 1, "big")
                return b"\\2" + bytes([len(h)]) + h
            s = i(int.from_bytes(b[:32], "big")) + i(int.from_bytes(b[32:], "big"))
            sys.stdout.buffer.write(b"\\60" + bytes([len(s)]) + s)'""";

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Prints an entry. {@code unzip} takes some characters of a name for a pattern. */
    String unzip(String entry) {
        var name = entry.replaceAll("([\\[*?])", "[$1]");
        return "unzip -p " + quoted(caseFile) + " " + quoted(name);
    }

    String act(String folder, Digest act) {
        return "unzip -p " + quoted(caseFile) + " " + folder + "/" + act.hex() + ".json";
    }

    String act(Digest act) {
        return act("acts", act);
    }

    /** Does {@code command} for each of these acts, whose digest is then {@code $d}. */
    String each(List<Digest> acts, String command) {
        return "for d in %s; do\n  %s\ndone"
                .formatted(
                        acts.stream().map(Digest::hex).collect(Collectors.joining(" ")),
                        command.replace("ENTRY", "unzip -p " + quoted(caseFile) + " acts/$d.json"));
    }

    /** Writes a raw public key into {@code key.der}, as openssl reads keys (RFC 8410, RFC 5480). */
    static String key(SignatureAlgorithm algorithm, String rawKey) {
        var prefix =
                switch (algorithm) {
                    case EdDSA -> "302a300506032b6570032100";
                    case ES256 -> "3059301306072a8648ce3d020106082a8648ce3d030107034200";
                };
        var octal = new StringBuilder();
        for (var i = 0; i < prefix.length(); i += 2)
            octal.append('\\').append(octal(Integer.parseInt(prefix.substring(i, i + 2), 16)));
        return "{ printf '" + octal + "'; " + rawKey + "; } >key.der";
    }

    private static String octal(int value) {
        return "" + (value >> 6) + (value >> 3 & 7) + (value & 7);
    }

    /** Writes a JWS signature, raw, into {@code signature}. */
    static String signature(SignatureAlgorithm algorithm, String raw) {
        return switch (algorithm) {
            case EdDSA -> raw + " >signature";
            case ES256 -> raw + " | " + TO_DER + " >signature";
        };
    }

    /** Asks openssl whether {@code signature} of {@code message} was made with {@code key.der}. */
    static String verify(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case EdDSA ->
                    "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in message -sigfile signature";
            case ES256 ->
                    "openssl dgst -sha256 -keyform DER -verify key.der -signature signature message";
        };
    }

    static String verified(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case EdDSA -> "Signature Verified Successfully";
            case ES256 -> "Verified OK";
        };
    }

    /** A raw key that is at hand, as a command that prints it. */
    static String bytes(byte[] raw) {
        return "echo " + Base64.getEncoder().encodeToString(raw) + " | base64 -d";
    }

    /** The first letters of a signature line's base64 tell its key: they are the key's id. */
    static String keyLetters(byte[] keyId) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(keyId, 4)).substring(0, 5);
    }
}

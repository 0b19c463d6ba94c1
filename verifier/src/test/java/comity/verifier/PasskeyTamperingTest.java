package comity.verifier;

import comity.record.act.Assertion;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The signatures of the persons who decide. */
class PasskeyTamperingTest extends Tampering {
    @Override
    Stream<Row> rows() {
        return Stream.of(passkeys()).flatMap(Function.identity());
    }

    private Stream<Row> passkeys() {
        var rows = new ArrayList<Row>();
        asserted(rows, "signature", assertion -> changed(assertion, 3, bytes -> bytes[20] ^= 1));
        asserted(rows, "counter", assertion -> changed(assertion, 1, bytes -> bytes[36] ^= 1));
        asserted(rows, "flags", assertion -> changed(assertion, 1, bytes -> bytes[32] = 0));
        asserted(rows, "relying party", assertion -> changed(assertion, 1, bytes -> bytes[0] ^= 1));
        asserted(rows, "credential", assertion -> changed(assertion, 0, bytes -> bytes[0] ^= 1));
        asserted(
                rows,
                "challenge",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                replaced(
                                        assertion.clientData(),
                                        "challenge\":\"",
                                        "challenge\":\"A"),
                                assertion.signature()));
        asserted(
                rows,
                "origin",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                replaced(assertion.clientData(), "node.example", "evil.example"),
                                assertion.signature()));
        asserted(
                rows,
                "a signature that is a thousand nested sequences",
                assertion ->
                        new Assertion(
                                assertion.credential(),
                                assertion.authenticatorData(),
                                assertion.clientData(),
                                "0\u0080".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1)));
        rows.add(
                lied(
                        "passkey: none where a person decides",
                        "personal.missing",
                        story -> story.instead("authorise-execution", Story::unsigned)));
        rows.add(
                signedBy(
                        "another act",
                        (story, act) -> story.borduria.assertion(Digest.of(new byte[1]), "judge")));
        rows.add(
                signedBy(
                        "at another origin",
                        (story, act) ->
                                story.borduria.assertion(
                                        act, "judge", "https://evil.example", 0x05)));
        rows.add(
                signedBy(
                        "by nobody who was verified",
                        (story, act) ->
                                story.borduria.assertion(act, "judge", Nation.ORIGIN, 0x01)));
        rows.add(
                signedBy(
                        "with a passkey that can be copied",
                        (story, act) ->
                                story.borduria.assertion(act, "judge", Nation.ORIGIN, 0x0d)));
        rows.add(
                signedBy(
                        "by a person of another authority",
                        (story, act) -> story.borduria.assertion(act, "officer")));
        rows.add(
                signedBy(
                        "by another State's judge",
                        (story, act) -> story.arcadia.assertion(act, "judge")));
        return rows.stream();
    }

    private void asserted(List<Row> rows, String what, UnaryOperator<Assertion> change) {
        rows.add(
                lied(
                        "passkey: " + what,
                        "signature.refused",
                        story -> story.instead("authorise-execution", Story.asserting(change))));
    }

    private Row signedBy(String how, BiFunction<Story, Digest, Assertion> assertion) {
        return lied(
                "passkey: a real signature " + how,
                "signature.refused",
                story ->
                        story.instead(
                                "authorise-execution",
                                act -> act.with(assertion.apply(story, act.digest()))));
    }

    private static byte[] replaced(byte[] text, String one, String other) {
        return new String(text, StandardCharsets.UTF_8)
                .replace(one, other)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Assertion changed(Assertion assertion, int which, Consumer<byte[]> change) {
        var parts =
                List.of(
                        assertion.credential(),
                        assertion.authenticatorData(),
                        assertion.clientData(),
                        assertion.signature());
        change.accept(parts.get(which));
        return new Assertion(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }
}

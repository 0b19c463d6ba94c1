package comity.record.act;

import java.util.Map;
import java.util.Optional;

/**
 * The directories that one holder trusts, by State, and the one check of who signed an act. Node
 * and verifier ask it with the same code.
 */
public record Directories(Map<String, Directory> byState) {
    public Directories {
        byState = Map.copyOf(byState);
    }

    public Optional<Directory> of(String state) {
        return Optional.ofNullable(byState.get(state));
    }

    /**
     * Who signed: everything about an act that can be told from its signature and the directory.
     */
    public sealed interface Signatory {
        record Authentic() implements Signatory {}

        /**
         * @param code a stable word: {@code signature.malformed}, {@code key.expired}, {@code
         *     passkey.other-challenge}, …
         */
        record Refused(String code) implements Signatory {}

        /** The interval reaches over the end of a key: could not be checked. */
        record Uncertain(String code) implements Signatory {}
    }

    /**
     * Whether the act's authority signed it with a key that may sign such an act, made within
     * {@code made}; and, where there is a personal assertion, whether it is that of a person in
     * this office. Whether an act <em>needs</em> an assertion is the treaty's to say.
     */
    public Signatory signatory(Envelope act, Interval made) {
        var header = act.header();
        var directory = byState.get(header.author().state());
        if (directory == null) return new Signatory.Refused("state.unknown");
        var jws = DetachedJws.parse(act.signature());
        if (jws.isEmpty()) return new Signatory.Refused("signature.malformed");
        var key = directory.key(jws.get().keyId());
        if (key.isEmpty()) return new Signatory.Refused("key.unknown");
        var verdict = key.get().judge(header, jws.get().algorithm(), made);
        if (verdict != Key.Judgement.VALID && verdict != Key.Judgement.TIME_UNCERTAIN)
            return new Signatory.Refused("key." + word(verdict));
        if (!jws.get().verifies(header.canonical(), key.get().publicKey()))
            return new Signatory.Refused("signature.wrong");
        var person =
                act.personal()
                        .map(assertion -> person(directory, assertion, header, made))
                        .orElseGet(Signatory.Authentic::new);
        // A forged person is named even where the authority's key leaves a doubt.
        if (verdict == Key.Judgement.TIME_UNCERTAIN && !(person instanceof Signatory.Refused))
            return new Signatory.Uncertain("key.time-uncertain");
        return person;
    }

    private static Signatory person(
            Directory directory, Assertion assertion, Header header, Interval made) {
        var passkey = directory.passkey(assertion.credential());
        if (passkey.isEmpty()) return new Signatory.Refused("passkey.unknown");
        var verdict = assertion.judge(passkey.get(), header, made);
        return switch (verdict) {
            case VALID -> new Signatory.Authentic();
            case TIME_UNCERTAIN -> new Signatory.Uncertain("passkey.time-uncertain");
            case OTHER_CREDENTIAL,
                    OTHER_CHALLENGE,
                    OTHER_ORIGIN,
                    OTHER_RELYING_PARTY,
                    USER_NOT_VERIFIED,
                    NOT_DEVICE_BOUND,
                    BAD_SIGNATURE,
                    OTHER_AUTHORITY,
                    OTHER_OFFICE,
                    NOT_YET_VALID,
                    EXPIRED,
                    COMPROMISED ->
                    new Signatory.Refused("passkey." + word(verdict));
        };
    }

    private static String word(Enum<?> verdict) {
        return verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

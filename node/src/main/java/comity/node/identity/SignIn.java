package comity.node.identity;

import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Passkey;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Signing in with a passkey: the same ceremony that signs acts, over a challenge of ours. */
public final class SignIn {
    private final Challenges challenges;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Readings readings;
    private final InstantSource clock;

    public SignIn(
            Challenges challenges,
            Passkeys passkeys,
            Sessions sessions,
            Readings readings,
            InstantSource clock) {
        this.readings = readings;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Whether a person was let in. */
    public sealed interface Admission {
        record Admitted(Person person, String token) implements Admission {}

        /**
         * @param code a stable word such as {@code passkey.unknown}
         */
        record Refused(String code) implements Admission {}
    }

    /** 32 bytes that one assertion may answer, within five minutes. */
    public byte[] challenge() {
        return challenges.issue();
    }

    /** True once for each challenge of ours that is still fresh; whoever asks has spent it. */
    public boolean spend(byte[] challenge) {
        return challenges.answered(challenge);
    }

    /** Lets a person in, or says why not; either way it is written down. */
    public Admission admit(Assertion assertion) {
        var admission = judge(assertion);
        switch (admission) {
            case Admission.Admitted(var person, _) ->
                    readings.signedIn(Optional.of(person), "admitted", "passkey");
            case Admission.Refused(var code) ->
                    readings.signedIn(
                            passkeys.find(assertion.credential()).map(Passkeys.Held::person),
                            code,
                            "passkey");
        }
        return admission;
    }

    /** Writes down that a program came in by a key of its source, or why it did not. */
    public void programCame(Optional<Person> person, String outcome) {
        readings.signedIn(person, outcome, "program");
    }

    private Admission judge(Assertion assertion) {
        var challenge = challengeIn(assertion.clientData());
        // Spent before anything is judged: a second try needs a second challenge.
        if (!challenges.answered(challenge)) return new Admission.Refused("challenge.unknown");
        var held = passkeys.find(assertion.credential());
        if (held.isEmpty()) return new Admission.Refused("passkey.unknown");
        var passkey = held.get().passkey();
        var judgement = assertion.judgeCeremony(passkey, challenge);
        if (judgement != Assertion.Judgement.VALID) {
            var word = judgement.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Admission.Refused("passkey." + word);
        }
        if (!inForce(passkey)) return new Admission.Refused("passkey.expired");
        var person = held.get().person();
        return new Admission.Admitted(person, sessions.open(person, passkey.credential()));
    }

    private boolean inForce(Passkey passkey) {
        var now = clock.instant();
        return passkey.compromised().isEmpty()
                && !now.isBefore(passkey.from())
                && now.isBefore(passkey.until());
    }

    private static byte[] challengeIn(byte[] clientData) {
        try {
            return JsonReader.interchange(clientData) instanceof Json.Obj said
                    ? Base64Url.decode(said.text("challenge").orElse(""))
                    : new byte[0];
        } catch (MalformedJson | IllegalArgumentException _) {
            return new byte[0];
        }
    }
}

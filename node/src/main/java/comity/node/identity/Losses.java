package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.Passkey;
import comity.record.act.Roll;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loss and replacement of a passkey (SECURITY, 3.3): one officer reports, and it ends at once;
 * another confirms who asks, and signs the entry of what was registered with a passkey that the
 * holders of the root approved; then it waits, while its person hears of it by letter and can call
 * it off. Each step is an entry of the roll.
 */
public final class Losses {
    private static final Duration PASSKEY_LIFE = Duration.ofDays(365);

    private final Registrar registrar;
    private final Registry registry;
    private final RelyingParty relyingParty;
    private final Passkeys passkeys;
    private final Enrolment enrolment;
    private final Registrations registrations;
    private final Offices offices;
    private final Sessions sessions;
    private final Duration hold;
    private final InstantSource clock;

    /**
     * @param hold how long a replacement waits before it is valid; a day at least
     */
    Losses(
            Registrar registrar,
            Registry registry,
            RelyingParty relyingParty,
            Passkeys passkeys,
            Enrolment enrolment,
            Registrations registrations,
            Offices offices,
            Sessions sessions,
            Duration hold,
            InstantSource clock) {
        if (hold.compareTo(Roll.SHORTEST_HOLD) < 0)
            throw new IllegalArgumentException("comity.passkey-hold: 24 hours at least");
        this.registrar = registrar;
        this.registry = registry;
        this.relyingParty = relyingParty;
        this.passkeys = passkeys;
        this.enrolment = enrolment;
        this.registrations = registrations;
        this.offices = offices;
        this.sessions = sessions;
        this.hold = hold;
        this.clock = clock;
    }

    /** How a passkey stands now. */
    public enum Standing {
        VALID,
        /** Registered in the place of a lost one, and not entered by a registrar yet. */
        REGISTERED,
        /** Entered, and not valid before its hold is over. */
        HELD,
        /** Reported, and nothing has come in its place. */
        LOST,
        /** Reported, and replaced since. */
        REPLACED,
        EXPIRED
    }

    /** A passkey of this State's and its person. */
    public record Listed(
            Person person,
            String authority,
            String credential,
            Standing standing,
            Instant from,
            Instant until,
            boolean software) {}

    /** Every passkey whose person is known here, in the order of entry. */
    public List<Listed> all() {
        var roll = registrar.roll();
        var all = new ArrayList<Listed>();
        for (var passkey : listed()) {
            passkeys.holder(passkey.credential())
                    .ifPresent(person -> all.add(view(person, passkey, standing(roll, passkey))));
        }
        var known = all.stream().map(Listed::credential).collect(Collectors.toSet());
        for (var waiting : registrations.all()) {
            var credential = Base64Url.encode(waiting.credential());
            if (!known.contains(credential))
                all.add(
                        new Listed(
                                waiting.person(),
                                waiting.authority(),
                                credential,
                                Standing.REGISTERED,
                                clock.instant(),
                                clock.instant(),
                                waiting.software()));
        }
        return all;
    }

    private List<Passkey> listed() {
        return registry.directories()
                .of(registrar.state())
                .map(directory -> directory.passkeys())
                .orElse(List.of());
    }

    private static Listed view(Person person, Passkey passkey, Standing standing) {
        return new Listed(
                person,
                passkey.authority(),
                Base64Url.encode(passkey.credential()),
                standing,
                passkey.from(),
                passkey.until(),
                passkey.software());
    }

    private Standing standing(Roll roll, Passkey passkey) {
        var now = clock.instant();
        if (passkey.compromised().isPresent())
            return roll.isReplaced(passkey.credential()) ? Standing.REPLACED : Standing.LOST;
        if (!now.isBefore(passkey.until())) return Standing.EXPIRED;
        return now.isBefore(passkey.from()) ? Standing.HELD : Standing.VALID;
    }

    /** Whether a passkey has ended, or was never entered. */
    public boolean isOff(byte[] credential) {
        return registrar.roll().loss(credential).isPresent();
    }

    /** Ends a passkey from now on. Restriction first: one officer is enough. */
    public Filing report(byte[] credential, Officer by, String device, String reasons) {
        return end(Roll.Type.LOST, credential, Optional.of(by), device, reasons);
    }

    /** Calls a replacement off, or takes a passkey back. */
    public Filing cancel(byte[] credential, Officer by, String device, String reasons) {
        return end(Roll.Type.CANCEL, credential, Optional.of(by), device, reasons);
    }

    /** The same, by the link of a letter: its person says that it was not they who asked. */
    public Filing cancel(byte[] credential, String reasons) {
        return end(Roll.Type.CANCEL, credential, Optional.empty(), "", reasons);
    }

    private Filing end(
            Roll.Type type,
            byte[] credential,
            Optional<Officer> by,
            String device,
            String reasons) {
        var filing =
                registrar.enter(
                        registrar.docket(),
                        type,
                        Json.object()
                                .with("credential", Base64Url.encode(credential))
                                .with("since", clock.instant().toString())
                                .with("device", device)
                                .with("reasons", reasons),
                        by);
        // Whoever holds it may be signed in with it at this moment.
        if (filing instanceof Filing.Filed) sessions.closeAll(credential);
        return filing;
    }

    /** What came of a confirmation. */
    public sealed interface Confirmation {
        /** A one-time code, to be handed over in person; it is shown once. */
        record Code(Person person, String code) implements Confirmation {}

        /** The entry, to be signed by the registrar in person. */
        record Entry(Proposal proposal) implements Confirmation {}

        /**
         * @param code a stable word: {@code persons.same-person}, …
         */
        record Refused(String code) implements Confirmation {}
    }

    /**
     * A second officer confirms that whoever asks is the person whose passkey was lost. The door
     * asks all of this again when the new passkey is entered; here it is said before anybody comes.
     */
    public Confirmation confirm(byte[] credential, Officer by, String device) {
        var person = passkeys.holder(credential);
        var passkey =
                listed().stream()
                        .filter(one -> java.util.Arrays.equals(one.credential(), credential))
                        .findFirst();
        if (passkey.isEmpty() || person.isEmpty())
            return new Confirmation.Refused("persons.unknown-passkey");
        var roll = registrar.roll();
        var loss = roll.loss(credential);
        if (loss.isEmpty()) return new Confirmation.Refused("persons.not-lost");
        if (roll.isReplaced(credential)) return new Confirmation.Refused("persons.has-a-passkey");
        var docket = registrar.docket();
        var officer = registrar.holder(docket, by.person());
        var holder = registrar.holder(docket, person.get());
        if (Set.of(loss.get().officer(), holder).contains(officer)
                || loss.get().officer().equals(holder))
            return new Confirmation.Refused("persons.same-person");
        if (device.equals(loss.get().device()))
            return new Confirmation.Refused("persons.same-device");
        var replacement =
                new Enrolment.Replacement(
                        loss.get().act().hex(), Base64Url.encode(credential), by.person());
        return new Confirmation.Code(
                person.get(),
                enrolment.issue(person.get(), passkey.get().authority(), Optional.of(replacement)));
    }

    /** The entry of what was registered with the code that this officer handed over. */
    public Confirmation entry(byte[] credential, Officer by) {
        var waiting = registrations.of(credential);
        if (waiting.isEmpty()) return new Confirmation.Refused("persons.unknown-passkey");
        // Who saw the person is who signs.
        if (!waiting.get().officer().equals(by.person().id()))
            return new Confirmation.Refused("persons.other-officer");
        var docket = registrar.docket();
        var from = clock.instant().plus(hold);
        var passkey =
                new Passkey(
                        waiting.get().credential(),
                        waiting.get().publicKey(),
                        relyingParty.id(),
                        relyingParty.origins(),
                        waiting.get().authority(),
                        offices.of(waiting.get().person()).stream()
                                .filter(held -> held.authority().equals(waiting.get().authority()))
                                .map(Officer::office)
                                .collect(Collectors.toSet()),
                        from,
                        from.plus(PASSKEY_LIFE),
                        Optional.empty(),
                        waiting.get().software());
        var entry =
                Json.object()
                        .with("passkey", passkey.json())
                        .with("holder", registrar.holder(docket, waiting.get().person()).hex())
                        .with("replaces", waiting.get().replaces())
                        .with("lost", new Digest(waiting.get().report()).hex())
                        .with("model", waiting.get().model());
        return new Confirmation.Entry(
                registrar.compose(docket, Roll.Type.REPLACE, entry, Optional.of(by)));
    }
}

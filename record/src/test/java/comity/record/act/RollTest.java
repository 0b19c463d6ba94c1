package comity.record.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may come by a passkey in the place of a lost one: the roll's rules, before any server. */
class RollTest {
    private static final Instant NOW = Specimens.AT;
    private static final Duration HOLD = Duration.ofHours(72);
    private static final Digest JUDGE = digest("the judge");
    private static final Digest FIRST = digest("first registrar");
    private static final Digest SECOND = digest("second registrar");
    private static final Passkey OWN = Specimens.passkey();
    private static final Passkey REGISTRAR = passkey("registrar", "REG", NOW);

    /** As the holders of the root approved it: a judge's passkey, and a registrar's. */
    private static final Directory DIRECTORY =
            Specimens.directory().withPasskeys(List.of(OWN, REGISTRAR));

    private static final Envelope LOST = lost(FIRST, "first device");
    private static final Roll AFTER_LOSS = Roll.EMPTY.with(LOST);

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Passkey passkey(String credential, String office, Instant from) {
        return new Passkey(
                credential.getBytes(StandardCharsets.UTF_8),
                OWN.publicKey(),
                "localhost",
                Set.of("https://localhost:8443"),
                "XA.court",
                Set.of(office),
                from,
                from.plus(Duration.ofDays(365)),
                Optional.empty(),
                false);
    }

    private static Passkey successor(Duration wait) {
        return passkey("successor", "JUD", NOW.plus(wait));
    }

    private static Envelope act(
            Roll.Type type, Json.Obj entry, Digest officer, Collection<Digest> seen) {
        var section = new Section(Specimens.SALT, entry);
        var header =
                new Header(
                        UUID.nameUUIDFromBytes(CanonicalJson.bytes(entry)),
                        Specimens.DOCKET,
                        Roll.KIND,
                        type.word(),
                        NOW,
                        new Author("XA", "XA.registrar", Roll.OFFICE, officer),
                        new TreeSet<>(seen),
                        digest("rules"),
                        "",
                        Map.of(Roll.ENTRY, section.digest(), Roll.OFFICER, digest("unused")));
        return new Envelope(header, Map.of(Roll.ENTRY, section), "", Optional.empty(), List.of());
    }

    private static Envelope lost(Digest officer, String device) {
        return act(
                Roll.Type.LOST,
                Json.object()
                        .with("credential", Base64Url.encode(OWN.credential()))
                        .with("since", NOW.toString())
                        .with("device", device),
                officer,
                List.of());
    }

    private static Envelope replace(Passkey passkey, Digest officer, Envelope report) {
        return act(
                        Roll.Type.REPLACE,
                        Json.object()
                                .with("passkey", passkey.json())
                                .with("holder", JUDGE.hex())
                                .with("replaces", Base64Url.encode(OWN.credential()))
                                .with("lost", report.digest().hex()),
                        officer,
                        List.of(report.digest()))
                .with(signedBy(REGISTRAR));
    }

    /** Whose passkey it is; that it signed is the door's and the verifier's one check. */
    private static Assertion signedBy(Passkey passkey) {
        return new Assertion(passkey.credential(), new byte[37], new byte[0], new byte[0]);
    }

    private static Optional<String> objection(Roll roll, Envelope act) {
        return roll.objection(act, DIRECTORY);
    }

    @Test
    void ends_a_passkey_at_once_and_completes_the_directory() {
        assertThat(objection(Roll.EMPTY, LOST)).isEmpty();
        var complete = AFTER_LOSS.with(replace(successor(HOLD), SECOND, LOST)).complete(DIRECTORY);
        assertThat(complete.passkeys()).hasSize(3);
        assertThat(complete.passkey(OWN.credential()).orElseThrow().compromised()).contains(NOW);
        assertThat(complete.version()).isEqualTo(DIRECTORY.version());
    }

    /** The order is the acts' own: whoever hands them over in another has the same roll. */
    @Test
    void is_the_same_in_whatever_order_its_acts_arrived() {
        var roll = Roll.of(List.of(replace(successor(HOLD), SECOND, LOST), LOST));
        assertThat(roll.isReplaced(OWN.credential())).isTrue();
        assertThat(roll.loss(OWN.credential()).orElseThrow().act()).isEqualTo(LOST.digest());
    }

    @Test
    void replaces_a_lost_one_by_a_second_officer_on_a_second_device_after_a_wait() {
        assertThat(objection(AFTER_LOSS, replace(successor(HOLD), SECOND, LOST))).isEmpty();
        assertThat(objection(AFTER_LOSS, replace(successor(HOLD), FIRST, LOST)))
                .contains("persons.same-person");
        assertThat(objection(AFTER_LOSS, replace(successor(HOLD), JUDGE, LOST)))
                .contains("persons.same-person");
        var day = Duration.ofHours(24);
        assertThat(objection(AFTER_LOSS, replace(successor(day.minusSeconds(1)), SECOND, LOST)))
                .contains("persons.held-too-short");
        assertThat(objection(AFTER_LOSS, replace(successor(day), SECOND, LOST))).isEmpty();
    }

    @Test
    void takes_one_device_for_one_person() {
        var report = lost(FIRST, Digest.of(REGISTRAR.credential()).hex());
        assertThat(objection(Roll.EMPTY.with(report), replace(successor(HOLD), SECOND, report)))
                .contains("persons.same-device");
    }

    /** The holder reported it, and somebody confirms: one pair of eyes beside the holder's own. */
    @Test
    void takes_a_report_by_the_holder_for_no_second_officer() {
        var own = lost(JUDGE, "own device");
        assertThat(objection(Roll.EMPTY.with(own), replace(successor(HOLD), SECOND, own)))
                .contains("persons.same-person");
    }

    /** Whoever runs the node has every key but a registrar's own. */
    @Test
    void replaces_nothing_without_a_registrar_whom_the_root_lists() {
        var unsigned =
                act(
                        Roll.Type.REPLACE,
                        replace(successor(HOLD), SECOND, LOST).content(Roll.ENTRY).orElseThrow(),
                        SECOND,
                        List.of(LOST.digest()));
        assertThat(objection(AFTER_LOSS, unsigned)).contains("persons.no-registrar");
        assertThat(objection(AFTER_LOSS, unsigned.with(signedBy(passkey("invented", "REG", NOW)))))
                .contains("persons.no-registrar");
        // Nor one that only came onto the roll by another replacement.
        var replaced = AFTER_LOSS.with(replace(successor(HOLD), SECOND, LOST));
        assertThat(objection(replaced, unsigned.with(signedBy(successor(HOLD)))))
                .contains("persons.no-registrar");
    }

    @Test
    void replaces_nothing_that_nobody_reported_or_that_was_replaced_already() {
        var valid = replace(successor(HOLD), SECOND, LOST);
        assertThat(objection(Roll.EMPTY, valid)).contains("persons.not-lost");
        var third = replace(passkey("third", "JUD", NOW.plus(HOLD)), SECOND, LOST);
        assertThat(objection(AFTER_LOSS.with(valid), third)).contains("persons.has-a-passkey");
        var calledOff =
                act(
                        Roll.Type.CANCEL,
                        Json.object()
                                .with("credential", Base64Url.encode(successor(HOLD).credential()))
                                .with("since", NOW.toString()),
                        JUDGE,
                        List.of(valid.digest()));
        assertThat(objection(AFTER_LOSS.with(valid).with(calledOff), third)).isEmpty();
    }

    @Test
    void gives_nobody_an_office_or_an_authority_that_the_lost_one_had_not() {
        assertThat(
                        objection(
                                AFTER_LOSS,
                                replace(passkey("new", "CAO", NOW.plus(HOLD)), SECOND, LOST)))
                .contains("persons.other-office");
        assertThat(
                        objection(
                                AFTER_LOSS,
                                replace(passkey("registrar", "JUD", NOW.plus(HOLD)), SECOND, LOST)))
                .contains("persons.credential-taken");
    }

    @Test
    void refuses_what_it_cannot_read_and_changes_nothing_by_it() {
        for (var type : Roll.Type.values()) {
            var empty = act(type, Json.object().with("nothing", "here"), FIRST, List.of());
            assertThat(objection(Roll.EMPTY, empty)).as(type.word()).isPresent();
            assertThat(Roll.EMPTY.with(empty).complete(DIRECTORY)).isEqualTo(DIRECTORY);
        }
    }

    @Test
    void names_the_signing_page_that_was_published_last() {
        var page = digest("page");
        var act =
                act(
                        Roll.Type.SIGNING_PAGE,
                        Json.object().with("sha256", page.hex()),
                        FIRST,
                        List.of());
        assertThat(Roll.EMPTY.signingPage()).isEmpty();
        assertThat(Roll.EMPTY.with(act).signingPage()).contains(page);
    }
}

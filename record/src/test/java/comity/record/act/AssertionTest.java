package comity.record.act;

import static comity.record.act.Assertion.Judgement.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssertionTest {
    private static final byte[] CHALLENGE = Specimens.header().digest().bytes();
    private static final String CLIENT = Specimens.clientData("webauthn.get", CHALLENGE);

    private static Assertion.Judgement ceremony(String relyingParty, int flags, String client) {
        return Specimens.assertion(relyingParty, flags, client)
                .judgeCeremony(Specimens.passkey(), CHALLENGE);
    }

    @Test
    void proves_that_this_person_took_this_act() throws Exception {
        var assertion = Specimens.assertion(CHALLENGE);
        var made = Interval.at(Specimens.AT);
        assertThat(assertion.judge(Specimens.passkey(), Specimens.header(), made)).isEqualTo(VALID);
        assertThat(Assertion.of(assertion.json()).json()).isEqualTo(assertion.json());
        assertThat(
                        assertion.judge(
                                Specimens.passkey(),
                                Specimens.header(),
                                Interval.at(Specimens.UNTIL)))
                .isEqualTo(EXPIRED);
    }

    @Test
    void proves_nothing_about_another_act_place_or_person() {
        assertThat(ceremony("localhost", 0x05, CLIENT)).isEqualTo(VALID);
        assertThat(ceremony("localhost.example", 0x05, CLIENT)).isEqualTo(OTHER_RELYING_PARTY);
        assertThat(ceremony("localhost", 0x01, CLIENT)).isEqualTo(USER_NOT_VERIFIED);
        assertThat(ceremony("localhost", 0x04, CLIENT)).isEqualTo(USER_NOT_VERIFIED);
        assertThat(ceremony("localhost", 0x0d, CLIENT)).isEqualTo(NOT_DEVICE_BOUND);
        assertThat(ceremony("localhost", 0x1d, CLIENT)).isEqualTo(NOT_DEVICE_BOUND);
        assertThat(ceremony("localhost", 0x15, CLIENT))
                .as("backed up, and says that it cannot be")
                .isEqualTo(NOT_DEVICE_BOUND);
        assertThat(ceremony("localhost", 0x05, CLIENT.replace("false", "true")))
                .as("in another site's frame")
                .isEqualTo(OTHER_ORIGIN);
        assertThat(ceremony("localhost", 0x05, Specimens.clientData("webauthn.create", CHALLENGE)))
                .isEqualTo(OTHER_CHALLENGE);
        assertThat(
                        ceremony(
                                "localhost",
                                0x05,
                                Specimens.clientData("webauthn.get", Specimens.SALT)))
                .isEqualTo(OTHER_CHALLENGE);
        assertThat(ceremony("localhost", 0x05, CLIENT.replace("8443", "8444")))
                .isEqualTo(OTHER_ORIGIN);
        assertThat(ceremony("localhost", 0x05, "{\"type\":\"webauthn.get\"," + CLIENT.substring(1)))
                .as("a duplicate member has two meanings")
                .isEqualTo(OTHER_CHALLENGE);
        assertThat(ceremony("localhost", 0x05, "no JSON")).isEqualTo(OTHER_CHALLENGE);
    }

    @Test
    void is_refused_in_an_office_or_authority_that_its_holder_has_not() {
        var assertion = Specimens.assertion(CHALLENGE);
        var made = Interval.at(Specimens.AT);
        assertThat(assertion.judge(passkey("XA.court", "CAO"), Specimens.header(), made))
                .isEqualTo(OTHER_OFFICE);
        assertThat(assertion.judge(passkey("XA.prosecution", "JUD"), Specimens.header(), made))
                .isEqualTo(OTHER_AUTHORITY);
    }

    private static Passkey passkey(String authority, String office) {
        var passkey = Specimens.passkey();
        return new Passkey(
                passkey.credential(),
                passkey.publicKey(),
                passkey.relyingParty(),
                passkey.origins(),
                authority,
                Set.of(office),
                passkey.from(),
                passkey.until(),
                Optional.empty(),
                false);
    }

    @Test
    void does_not_survive_the_change_of_any_single_bit() {
        var sound = Specimens.assertion(CHALLENGE);
        assertThat(spoilt(sound, 0)).isNotEqualTo(VALID);
        for (var part = 0; part < 4; part++) {
            var bits = 8 * part(sound, part).length;
            for (var bit = 0; bit < bits; bit++)
                assertThat(spoilt(sound, part * 100_000 + bit)).isNotEqualTo(VALID);
        }
    }

    private static byte[] part(Assertion assertion, int part) {
        return switch (part) {
            case 0 -> assertion.credential();
            case 1 -> assertion.authenticatorData();
            case 2 -> assertion.clientData();
            default -> assertion.signature();
        };
    }

    private static Assertion.Judgement spoilt(Assertion sound, int place) {
        var parts = new byte[4][];
        for (var part = 0; part < 4; part++) parts[part] = part(sound, part);
        parts[place / 100_000][place % 100_000 / 8] ^= (byte) (1 << place % 8);
        return new Assertion(parts[0], parts[1], parts[2], parts[3])
                .judgeCeremony(Specimens.passkey(), CHALLENGE);
    }
}

package comity.record.act;

import static comity.record.act.Key.Judgement.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTest {
    private static final Instant STOLEN = Instant.parse("2026-06-01T00:00:00Z");
    private static final Interval MADE = Interval.at(Specimens.AT);

    private static Key.Judgement judged(Interval made) {
        return Specimens.key().judge(Specimens.header(), SignatureAlgorithm.EdDSA, made);
    }

    private static Interval between(Instant from, Instant to) {
        return new Interval(Optional.of(from), Optional.of(to));
    }

    @Test
    void is_valid_from_its_first_instant_to_before_its_last() {
        assertThat(judged(Interval.at(Specimens.FROM.minusNanos(1)))).isEqualTo(NOT_YET_VALID);
        assertThat(judged(Interval.at(Specimens.FROM))).isEqualTo(VALID);
        assertThat(judged(Interval.at(Specimens.UNTIL.minusNanos(1)))).isEqualTo(VALID);
        assertThat(judged(Interval.at(Specimens.UNTIL))).isEqualTo(EXPIRED);
    }

    @Test
    void says_that_it_cannot_say_where_the_interval_reaches_over_its_end() {
        var nextDay = Specimens.UNTIL.plusSeconds(86_400);
        assertThat(judged(between(Specimens.AT, nextDay))).isEqualTo(TIME_UNCERTAIN);
        assertThat(judged(between(Specimens.AT, Specimens.UNTIL))).isEqualTo(TIME_UNCERTAIN);
        assertThat(judged(Interval.OPEN)).isEqualTo(TIME_UNCERTAIN);
        assertThat(judged(new Interval(Optional.empty(), Optional.of(Specimens.AT))))
                .isEqualTo(VALID);
        assertThat(judged(new Interval(Optional.of(Specimens.UNTIL), Optional.empty())))
                .isEqualTo(EXPIRED);
    }

    @Test
    void once_stolen_stands_only_for_what_is_proven_to_be_older() {
        assertThat(stolen(Interval.at(STOLEN.minusNanos(1)))).isEqualTo(VALID);
        assertThat(stolen(Interval.at(STOLEN))).isEqualTo(COMPROMISED);
        assertThat(stolen(between(Specimens.FROM, STOLEN))).isEqualTo(COMPROMISED);
        assertThat(stolen(new Interval(Optional.of(Specimens.FROM), Optional.empty())))
                .isEqualTo(COMPROMISED);
    }

    private static Key.Judgement stolen(Interval made) {
        var key = Specimens.key();
        return new Key(
                        key.id(),
                        key.algorithm(),
                        key.publicKey(),
                        key.state(),
                        key.authority(),
                        key.kinds(),
                        key.types(),
                        key.from(),
                        key.until(),
                        Optional.of(STOLEN))
                .judge(Specimens.header(), SignatureAlgorithm.EdDSA, made);
    }

    private static Key.Judgement speaking(
            String state, String authority, String kind, String type) {
        var key = Specimens.key();
        return new Key(
                        key.id(),
                        key.algorithm(),
                        key.publicKey(),
                        state,
                        authority,
                        Set.of(kind),
                        Set.of(type),
                        key.from(),
                        key.until(),
                        Optional.empty())
                .judge(Specimens.header(), SignatureAlgorithm.EdDSA, MADE);
    }

    @Test
    void speaks_for_its_own_State_authority_kinds_and_types_alone() {
        assertThat(speaking("XA", "XA.court", "cooperation", "authorise")).isEqualTo(VALID);
        assertThat(speaking("XA", "XA.court", "cooperation", "*")).isEqualTo(VALID);
        assertThat(speaking("XB", "XA.court", "cooperation", "*")).isEqualTo(OTHER_STATE);
        assertThat(speaking("XA", "XA.central-authority", "cooperation", "*"))
                .isEqualTo(OTHER_AUTHORITY);
        assertThat(speaking("XA", "XA.court", "law", "*")).isEqualTo(OTHER_KIND);
        assertThat(speaking("XA", "XA.court", "cooperation", "request")).isEqualTo(OTHER_TYPE);
        assertThat(Specimens.key().judge(Specimens.header(), SignatureAlgorithm.ES256, MADE))
                .isEqualTo(OTHER_ALGORITHM);
    }

    @Test
    void is_judged_before_its_signature_by_whoever_holds_the_directory() {
        var act = Specimens.envelope();
        var trusted = new Directories(java.util.Map.of("XA", Specimens.directory()));
        assertThat(trusted.signatory(act, Interval.at(Specimens.UNTIL)))
                .isEqualTo(new Directories.Signatory.Refused("key.expired"));
        assertThat(trusted.signatory(act, Interval.OPEN))
                .isEqualTo(new Directories.Signatory.Uncertain("key.time-uncertain"));
        assertThat(new Directories(java.util.Map.of()).signatory(act, MADE))
                .isEqualTo(new Directories.Signatory.Refused("state.unknown"));
        var forged =
                new Envelope(
                        act.header(),
                        act.sections(),
                        DetachedJws.sign(
                                        act.header().canonical(),
                                        SigningKey.of(
                                                "XA.court-1",
                                                SignatureAlgorithm.EdDSA,
                                                Specimens.filled(99)))
                                .compact(),
                        act.personal(),
                        List.of());
        assertThat(trusted.signatory(forged, MADE))
                .isEqualTo(new Directories.Signatory.Refused("signature.wrong"));
    }
}

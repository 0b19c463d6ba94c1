package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Articles 24(2), 36(2): what came by mistake, from the report until the last copy is gone. */
class ErrorsTest {
    private static final Digest MAILBOX = Digest.of("mailbox".getBytes(StandardCharsets.UTF_8));
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final LocalDate LAST = DAY.plusDays(10);

    @Nested
    class The_quarantine {
        @Test
        void begins_with_the_report_and_ends_with_a_release() {
            var received = received();
            assertThat(Marked.frozen(received, MAILBOX)).isEmpty();
            var reported = with(received, Officer.MOREAU, Type.REPORT_ERROR, Map.of());
            assertThat(Marked.frozen(reported, MAILBOX)).map(Finding::rule).contains("W-140");
            var released = with(reported, Officer.NOVAK, Type.CLASSIFY_ERROR, Map.of());
            assertThat(Marked.frozen(released, MAILBOX)).isEmpty();
        }

        @Test
        void is_not_ended_by_the_body_of_the_other_state_nor_by_a_second_classification() {
            var reported = reported();
            assertThat(
                            Marked.frozen(
                                    with(reported, Officer.FERRER, Type.CLASSIFY_ERROR, Map.of()),
                                    MAILBOX))
                    .isPresent();
            var condemned = condemned();
            assertThat(
                            Marked.frozen(
                                    with(condemned, Officer.NOVAK, Type.CLASSIFY_ERROR, Map.of()),
                                    MAILBOX))
                    .isPresent();
        }

        /** Whose data it was may be erased in time; that it was a mistake may not. */
        @Test
        void is_not_ended_by_an_erasure() {
            var reported = reported();
            var report = reported.latest(Act.ReportError.class).orElseThrow().digest();
            assertThat(Retention.erasable(reported))
                    .contains(new Act.Part(report, "subject"))
                    .doesNotContain(new Act.Part(report, "terms"));
            var erasing =
                    new Act.ProposeErasure(
                            Set.of(new Act.Part(report, "terms")), "1", Optional.of("Too old."));
            assertThat(
                            Rulebook.current()
                                    .ruling(
                                            reported,
                                            erasing,
                                            Officer.NDIAYE.author(),
                                            World.PROFILES,
                                            DAY)
                                    .all())
                    .extracting(Finding::rule)
                    .contains("W-033");
        }

        @Test
        void stops_a_transmission_that_had_not_heard_of_the_report() {
            var compared = compared();
            var report = World.act(Officer.MOREAU, Type.REPORT_ERROR, compared, Map.of());
            var sent = World.act(Officer.LINDQVIST, Type.TRANSMIT, compared, Map.of());
            for (var docket :
                    Set.of(compared.with(report).with(sent), compared.with(sent).with(report)))
                assertThat(docket.all(Act.Transmit.class)).isEmpty();
        }
    }

    @Nested
    class The_clock {
        @Test
        void runs_ten_days_for_the_body_of_the_state_that_reported() {
            var docket = reported();
            var error = Errors.on(docket).getFirst();
            assertThat(Errors.standing(docket, error, LAST)).isEqualTo(Errors.Standing.AWAITED);
            assertThat(Errors.standing(docket, error, LAST.plusDays(1)))
                    .isEqualTo(Errors.Standing.OVERDUE);
            assertThat(running(docket)).containsExactly(Map.entry("XB", LAST));
        }

        @Test
        void runs_on_in_each_state_until_a_certificate_says_that_it_is_gone() {
            var docket = condemned();
            var last = LocalDate.parse("2026-12-31");
            assertThat(running(docket))
                    .containsExactly(Map.entry("XA", last), Map.entry("XB", last));
            docket =
                    with(
                            docket,
                            Officer.NDIAYE,
                            Type.DESTROY,
                            Map.of("decided", "last:classify-error", "setAside", MAILBOX.hex()));
            docket = with(docket, Officer.NDIAYE, Type.CERTIFY_DESTRUCTION, Map.of());
            assertThat(running(docket)).containsExactly(Map.entry("XA", last));
            docket = with(docket, Officer.PAVLOVA, Type.PROPOSE_DISPOSAL, Map.of());
            docket = with(docket, Officer.QUINN, Type.DISPOSE, Map.of());
            docket = with(docket, Officer.QUINN, Type.CERTIFY_DISPOSAL, Map.of());
            assertThat(running(docket)).isEmpty();
            assertThat(Errors.standing(docket, Errors.on(docket).getFirst(), last))
                    .isEqualTo(Errors.Standing.DESTROYED);
        }

        private List<Map.Entry<String, LocalDate>> running(Docket docket) {
            return Timers.on(docket).stream()
                    .filter(running -> running.timer() == Timer.ERROR)
                    .map(running -> Map.entry(running.state(), running.due().orElseThrow()))
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
        }
    }

    @Nested
    class The_person {
        @Test
        void is_told_of_a_serious_error_that_was_never_secret() {
            var docket = condemned();
            assertThat(Secrecy.owed(docket, World.PROFILES))
                    .singleElement()
                    .satisfies(
                            owed -> {
                                assertThat(owed.state()).isEqualTo("XB");
                                assertThat(owed.from()).isEqualTo(DAY);
                            });
            var told =
                    with(
                            docket,
                            Officer.KATZ,
                            Type.NOTIFY,
                            Map.of("servedOn", DAY.toString(), "ofError", "last:classify-error"));
            assertThat(Secrecy.owed(told, World.PROFILES)).isEmpty();
        }

        /** Whom a measure concerned and whom a mistake harmed may be two. */
        @Test
        void is_not_told_of_it_by_a_letter_about_the_measure() {
            var told =
                    with(
                            condemned(),
                            Officer.KATZ,
                            Type.NOTIFY,
                            Map.of("servedOn", DAY.toString()));
            assertThat(Secrecy.owed(told, World.PROFILES)).hasSize(1);
        }

        @Test
        void is_told_when_secrecy_has_ended_and_not_before() {
            var docket =
                    condemned(
                            with(
                                    reported(),
                                    Officer.OKAFOR,
                                    Type.DELAY_NOTICE,
                                    Map.of("until", "2026-12-20", "review", "2026-12-10")));
            assertThat(Secrecy.owed(docket, World.PROFILES))
                    .as("of the measure, since it was secret, and of the error")
                    .hasSize(2)
                    .extracting(Secrecy.Owed::from)
                    .containsOnly(LocalDate.parse("2026-12-21"));
        }

        @Test
        void is_owed_nothing_for_an_error_that_was_not_serious() {
            assertThat(
                            Secrecy.owed(
                                    with(reported(), Officer.NOVAK, Type.CLASSIFY_ERROR, Map.of()),
                                    World.PROFILES))
                    .isEmpty();
        }
    }

    private static Docket compared() {
        return Proceeding.upTo(Type.COMPARE).docket();
    }

    private static Docket received() {
        return Proceeding.upTo(Type.CONFIRM_RECEIPT).docket();
    }

    private static Docket reported() {
        return with(received(), Officer.MOREAU, Type.REPORT_ERROR, Map.of());
    }

    private static Docket condemned() {
        return condemned(reported());
    }

    private static Docket condemned(Docket reported) {
        return with(
                reported,
                Officer.NOVAK,
                Type.CLASSIFY_ERROR,
                Map.of("gravity", "SERIOUS_ERROR", "decision", "DESTROY"));
    }

    private static Docket with(Docket docket, Officer who, Type type, Map<String, String> changes) {
        return docket.with(World.act(who, type, docket, changes));
    }
}

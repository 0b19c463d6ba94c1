package comity.treaty.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Remedies.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Article 24(2), effective remedy: what a judge of review orders binds, in both States. */
class RemediesTest {
    private static final List<String> STRUCK = List.of("W-113 24");

    /** The decision is gone as well, and with it the judge's word that execution rests on. */
    private static final List<String> FALLEN = List.of("R-030b 24", "W-113 24");

    private static final Digest MAILBOX = Digest.of("mailbox".getBytes(UTF_8));
    private static final LocalDate DUE = LocalDate.of(2026, 12, 31);

    private static Digest latest(Docket docket, Class<? extends Act> type) {
        return docket.latest(type).map(Entry::digest).orElseThrow();
    }

    private static String strikes(Proceeding proceeding, Class<? extends Act> type) {
        return "struck=" + latest(proceeding.docket(), type).hex();
    }

    private static Entry remedy(Proceeding proceeding) {
        return proceeding.docket().latest(Act.Remedy.class).orElseThrow();
    }

    /** Evidence has reached the State that asked, and the judge of review there or here rules. */
    private static Proceeding quashedAfterReceipt() {
        var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
        return proceeding.permits(
                Officer.ADEYEMI,
                Type.REMEDY,
                "remedy=QUASH",
                strikes(proceeding, Act.AuthoriseExecution.class));
    }

    @Nested
    class Who_orders {
        @Test
        void a_judge_who_decided_here_before_does_not_review() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding
                    .denies(Officer.OKAFOR, Type.REMEDY, List.of("W-112 24"))
                    .permits(Officer.ADEYEMI, Type.REMEDY);
        }

        @Test
        void a_judge_who_reviewed_decides_nothing_here_afterwards() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding
                    .permits(Officer.ADEYEMI, Type.REMEDY, "remedy=QUASH")
                    .denies(Officer.ADEYEMI, Type.AUTHORISE_EXECUTION, List.of("W-112 24"))
                    .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION);
        }

        @Test
        void only_a_judge_orders_a_remedy() {
            Proceeding.upTo(Type.ORDER).denies(Officer.LINDQVIST, Type.REMEDY, List.of("W-003 40"));
        }

        @Test
        void a_judge_strikes_nothing_of_the_other_State() {
            var proceeding = Proceeding.upTo(Type.TRANSMIT);
            proceeding
                    .denies(
                            Officer.RINALDI,
                            Type.REMEDY,
                            List.of("W-111 5"),
                            strikes(proceeding, Act.AuthoriseExecution.class))
                    .permits(
                            Officer.RINALDI, Type.REMEDY, strikes(proceeding, Act.Authorise.class));
        }
    }

    @Nested
    class What_it_names {
        @Test
        void it_names_a_decision_on_which_something_rests_and_the_test_that_failed() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding
                    .denies(Officer.ADEYEMI, Type.REMEDY, List.of("W-110 24"), "struck=")
                    .denies(Officer.ADEYEMI, Type.REMEDY, List.of("W-110 24"), "tests=-")
                    .denies(Officer.ADEYEMI, Type.REMEDY, List.of("W-110 24"), "remedy=-")
                    .denies(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            List.of("W-110 24"),
                            strikes(proceeding, Act.Find.class))
                    .denies(Officer.ADEYEMI, Type.REMEDY, List.of("R-065 40"), "reasons=-");
        }

        @Test
        void what_has_to_be_done_has_an_addressee_of_the_two_and_a_day_to_come() {
            var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
            for (var lacking : List.of("addressee=-", "addressee=XC", "due=-", "due=2026-11-22"))
                proceeding.denies(
                        Officer.ADEYEMI,
                        Type.REMEDY,
                        List.of("W-110 24"),
                        "remedy=DESTROY",
                        "struck=@mailbox",
                        lacking);
            proceeding
                    .denies(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            List.of("W-110 24"),
                            "remedy=DESTROY",
                            "struck=@elsewhere")
                    .denies(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            List.of("W-110 24"),
                            "remedy=RETURN",
                            strikes(proceeding, Act.Order.class))
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=DESTROY",
                            "struck=@mailbox",
                            "due=2026-11-23");
        }
    }

    @Nested
    class Suspended {
        @Test
        void nothing_is_produced_or_transmitted_until_a_judge_lifts_it() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            strikes(proceeding, Act.AuthoriseExecution.class))
                    .denies(Officer.MOREAU, Type.PRODUCE, STRUCK)
                    .denies(Officer.OKAFOR, Type.LIFT_SUSPENSION, List.of("W-112 24"))
                    .denies(Officer.RINALDI, Type.LIFT_SUSPENSION, List.of("W-114 24"))
                    .permits(Officer.ADEYEMI, Type.LIFT_SUSPENSION)
                    .denies(Officer.ADEYEMI, Type.LIFT_SUSPENSION, List.of("W-114 24"))
                    .permits(Officer.MOREAU, Type.PRODUCE);
            assertThat(Remedies.standing(proceeding.docket(), remedy(proceeding), DUE))
                    .isEqualTo(Standing.LIFTED);
        }

        @Test
        void the_State_that_asked_uses_nothing_while_the_other_States_judge_suspends() {
            var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
            proceeding
                    .permits(Officer.ADEYEMI, Type.REMEDY, strikes(proceeding, Act.Transmit.class))
                    .denies(Officer.IBARRA, Type.USE, STRUCK);
            assertThat(Remedies.suspended(proceeding.docket(), MAILBOX)).isPresent();
            assertThat(Remedies.unlawful(proceeding.docket(), MAILBOX)).isEmpty();
            proceeding
                    .permits(Officer.ADEYEMI, Type.LIFT_SUSPENSION)
                    .permits(Officer.IBARRA, Type.USE);
        }

        /** Two suspensions are lifted one by one. */
        @Test
        void what_two_judges_suspended_stays_until_both_are_lifted() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            var strikes = strikes(proceeding, Act.AuthoriseExecution.class);
            proceeding.permits(Officer.ADEYEMI, Type.REMEDY, strikes);
            var first = remedy(proceeding).digest().hex();
            proceeding
                    .permits(Officer.ADEYEMI, Type.REMEDY, strikes)
                    .permits(Officer.ADEYEMI, Type.LIFT_SUSPENSION, "suspension=" + first)
                    .denies(Officer.MOREAU, Type.PRODUCE, STRUCK);
        }
    }

    @Nested
    class Quashed {
        @Test
        void the_authorisation_falls_and_what_rests_on_it() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            var authorisation = latest(proceeding.docket(), Act.AuthoriseExecution.class);
            var order = latest(proceeding.docket(), Act.Order.class);
            proceeding
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=QUASH",
                            "struck=" + authorisation.hex())
                    .denies(Officer.MOREAU, Type.PRODUCE, FALLEN);
            var docket = proceeding.docket();
            assertThat(docket.overridden(authorisation)).isTrue();
            assertThat(docket.quashed(order)).contains(remedy(proceeding).digest());
            assertThat(docket.quashed(latest(docket, Act.Request.class))).isEmpty();
            assertThat(Remedies.standing(docket, remedy(proceeding), DUE))
                    .isEqualTo(Standing.IN_FORCE);
        }

        @Test
        void it_is_not_lifted() {
            quashedAfterReceipt()
                    .denies(Officer.ADEYEMI, Type.LIFT_SUSPENSION, List.of("W-114 24"));
        }

        @Test
        void what_was_obtained_is_unlawfully_obtained_and_used_by_nobody() {
            var proceeding =
                    quashedAfterReceipt()
                            .denies(Officer.IBARRA, Type.USE, STRUCK)
                            .denies(
                                    Officer.AMADI,
                                    Type.TRANSFER_ONWARD,
                                    List.of("R-072 36", "W-113 24"));
            assertThat(Remedies.unlawful(proceeding.docket(), MAILBOX))
                    .contains(remedy(proceeding).digest());
        }

        @Test
        void nor_is_what_was_made_of_it() {
            var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
            proceeding
                    .permits(
                            Officer.NDIAYE,
                            Type.DERIVE,
                            "exhibits=@extract//@mailbox",
                            "under=last:order")
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=QUASH",
                            strikes(proceeding, Act.AuthoriseExecution.class));
            assertThat(Remedies.unlawful(proceeding.docket(), Digest.of("extract".getBytes(UTF_8))))
                    .isPresent();
        }

        /** The court of the State that asked gives way, and the other State stops. */
        @Test
        void an_authorisation_to_ask_falls_with_everything_that_was_done_on_it_in_both_States() {
            var proceeding = Proceeding.upTo(Type.COMPARE);
            proceeding
                    .permits(
                            Officer.RINALDI,
                            Type.REMEDY,
                            "remedy=QUASH",
                            strikes(proceeding, Act.Authorise.class))
                    .denies(Officer.LINDQVIST, Type.TRANSMIT, STRUCK);
            assertThat(Remedies.unlawful(proceeding.docket(), MAILBOX)).isPresent();
        }

        @Test
        void the_court_may_decide_anew_and_what_is_obtained_then_is_lawful() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=QUASH",
                            strikes(proceeding, Act.AuthoriseExecution.class))
                    .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION)
                    .permits(Officer.LINDQVIST, Type.ORDER)
                    .permits(Officer.MOREAU, Type.PRODUCE);
            assertThat(Remedies.unlawful(proceeding.docket(), MAILBOX)).isEmpty();
        }

        /** What a judge quashed has to go, and is named by whoever lets it go. */
        @Test
        void it_can_still_be_returned_or_destroyed() {
            quashedAfterReceipt()
                    .permits(Officer.PAVLOVA, Type.PROPOSE_DISPOSAL)
                    .permits(Officer.QUINN, Type.DISPOSE);
        }
    }

    @Nested
    class Done {
        private static Proceeding destruction(String... also) {
            var proceeding = quashedAfterReceipt();
            var all = new ArrayList<>(List.of("remedy=DESTROY", "struck=@mailbox"));
            all.addAll(List.of(also));
            return proceeding.permits(Officer.ADEYEMI, Type.REMEDY, all.toArray(String[]::new));
        }

        private static Standing standing(Proceeding proceeding, LocalDate day) {
            return Remedies.standing(proceeding.docket(), remedy(proceeding), day);
        }

        @Test
        void it_is_open_until_its_day_then_overdue_and_the_addressee_is_reminded() {
            var proceeding = destruction();
            assertThat(standing(proceeding, DUE)).isEqualTo(Standing.OPEN);
            assertThat(standing(proceeding, DUE.plusDays(1))).isEqualTo(Standing.OVERDUE);
            assertThat(Timers.on(proceeding.docket()))
                    .filteredOn(running -> running.timer() == Timer.REMEDY)
                    .singleElement()
                    .satisfies(
                            running -> {
                                assertThat(running.state()).isEqualTo("XA");
                                assertThat(running.due()).contains(DUE);
                            });
        }

        @Test
        void a_certificate_of_destruction_ends_it() {
            var proceeding =
                    destruction()
                            .permits(Officer.PAVLOVA, Type.PROPOSE_DISPOSAL)
                            .permits(Officer.QUINN, Type.DISPOSE);
            assertThat(standing(proceeding, DUE)).isEqualTo(Standing.OPEN);
            proceeding.permits(Officer.QUINN, Type.CERTIFY_DISPOSAL);
            assertThat(standing(proceeding, DUE)).isEqualTo(Standing.DONE);
            assertThat(Timers.on(proceeding.docket()))
                    .noneMatch(running -> running.timer() == Timer.REMEDY);
            proceeding.denies(Officer.AMADI, Type.REMEDIED, List.of("W-114 24"));
        }

        /** The transmission said that it comes back; the judge says that it is destroyed. */
        @Test
        void what_the_judge_ordered_goes_before_what_the_transmission_said() {
            var proceeding =
                    Proceeding.upTo(Type.COMPARE)
                            .permits(
                                    Officer.LINDQVIST,
                                    Type.TRANSMIT,
                                    "atEnd=RETURN",
                                    "keptUntil=2027-12-31")
                            .permits(Officer.BRANDT, Type.CONFIRM_RECEIPT)
                            .denies(Officer.PAVLOVA, Type.PROPOSE_DISPOSAL, List.of("W-069 36"))
                            .permits(
                                    Officer.ADEYEMI,
                                    Type.REMEDY,
                                    "remedy=DESTROY",
                                    "struck=@mailbox");
            proceeding.permits(Officer.PAVLOVA, Type.PROPOSE_DISPOSAL);
        }

        @Test
        void the_State_that_has_to_do_it_reports_it_once() {
            var proceeding = quashedAfterReceipt();
            proceeding
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=COMPENSATE",
                            "addressee=XB",
                            strikes(proceeding, Act.Transmit.class))
                    .denies(Officer.AMADI, Type.REMEDIED, List.of("W-114 24"))
                    .denies(
                            Officer.LINDQVIST,
                            Type.REMEDIED,
                            List.of("W-114 24"),
                            "doneOn=2026-11-24")
                    .denies(Officer.LINDQVIST, Type.REMEDIED, List.of("R-065 40"), "done=-")
                    .permits(Officer.LINDQVIST, Type.REMEDIED)
                    .denies(Officer.LINDQVIST, Type.REMEDIED, List.of("W-114 24"));
            assertThat(standing(proceeding, DUE.plusDays(1))).isEqualTo(Standing.DONE);
        }

        /** A right does not end with the proceeding. */
        @Test
        void a_remedy_reaches_also_a_proceeding_that_is_over() {
            var proceeding = Proceeding.upTo(Type.CLOSE);
            proceeding
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=QUASH",
                            strikes(proceeding, Act.AuthoriseExecution.class))
                    .permits(
                            Officer.ADEYEMI,
                            Type.REMEDY,
                            "remedy=RECTIFY",
                            "addressee=XA",
                            strikes(proceeding, Act.Transmit.class))
                    .permits(Officer.AMADI, Type.REMEDIED);
        }
    }

    @Nested
    class Concurrent {
        private static Envelope taken(
                Docket docket, Officer officer, Type type, Map<String, String> changes) {
            return World.act(
                    officer,
                    type,
                    new TreeSet<>(docket.causality().heads()),
                    World.content(type, docket, changes),
                    docket.headers().getLast().at());
        }

        /** Whoever acts without having heard of the remedy acts in vain, whatever clocks said. */
        @Test
        void an_order_that_crossed_a_quashing_falls_with_what_it_rests_on() {
            var before = Proceeding.upTo(Type.AUTHORISE_EXECUTION).docket();
            var quashed =
                    taken(
                            before,
                            Officer.RINALDI,
                            Type.REMEDY,
                            Map.of(
                                    "remedy",
                                    "QUASH",
                                    "struck",
                                    latest(before, Act.Authorise.class).hex()));
            var order = taken(before, Officer.LINDQVIST, Type.ORDER, Map.of());
            for (var docket :
                    List.of(before.with(quashed).with(order), before.with(order).with(quashed))) {
                assertThat(docket.quashed(order.digest())).contains(quashed.digest());
                assertThat(Proceeding.denying(produced(docket))).isEqualTo(STRUCK);
            }
        }

        private static Ruling produced(Docket docket) {
            var act = World.act(Officer.MOREAU, Type.PRODUCE, docket, Map.of());
            return Rulebook.current()
                    .ruling(
                            docket,
                            Cooperation.read(act),
                            act.header().author(),
                            World.PROFILES,
                            LocalDate.of(2026, 11, 23));
        }

        /** A remedy that names what the other State decided strikes nothing, wherever it lies. */
        @Test
        void a_node_that_files_what_its_rules_forbid_strikes_nothing_of_the_other_State() {
            var before = Proceeding.upTo(Type.TRANSMIT).docket();
            var authorisation = latest(before, Act.AuthoriseExecution.class);
            var forbidden =
                    taken(
                            before,
                            Officer.RINALDI,
                            Type.REMEDY,
                            Map.of("remedy", "QUASH", "struck", authorisation.hex()));
            var docket = before.with(forbidden);
            assertThat(docket.overridden(authorisation)).isFalse();
            assertThat(docket.quashed(authorisation)).isEmpty();
        }

        @Test
        void a_remedy_that_its_judge_did_not_sign_strikes_nothing() {
            var proceeding = Proceeding.upTo(Type.ORDER);
            proceeding.permits(
                    Officer.ADEYEMI,
                    Type.REMEDY,
                    "remedy=QUASH",
                    strikes(proceeding, Act.AuthoriseExecution.class));
            proceeding
                    .permits(
                            Officer.OKAFOR,
                            Type.CONTEST_SIGNATURE,
                            "signed=" + remedy(proceeding).digest().hex())
                    .denies(Officer.MOREAU, Type.PRODUCE, FALLEN)
                    .permits(Officer.OYELARAN, Type.RESOLVE_CONTEST, "resolution=NOT_GENUINE")
                    .permits(Officer.MOREAU, Type.PRODUCE);
        }

        @Property(tries = 40)
        void any_order_of_arrival_with_repetitions_gives_the_same_docket(@ForAll long seed) {
            var random = new Random(seed);
            var start = Proceeding.upTo(Type.CONFIRM_RECEIPT).docket();
            var acts = new ArrayList<Envelope>();
            start.entries().forEach(entry -> acts.add(start.act(entry.digest()).orElseThrow()));
            var grown = start;
            var struck =
                    List.of(
                            latest(start, Act.AuthoriseExecution.class),
                            latest(start, Act.Transmit.class),
                            latest(start, Act.Order.class));
            for (var step = 0; step < 4; step++) {
                // Some of them know of each other, and some do not.
                var known = random.nextBoolean() ? grown : start;
                var lifts = random.nextInt(3) == 0 && !known.all(Act.Remedy.class).isEmpty();
                var act =
                        lifts
                                ? taken(known, Officer.ADEYEMI, Type.LIFT_SUSPENSION, Map.of())
                                : taken(
                                        known,
                                        Officer.ADEYEMI,
                                        Type.REMEDY,
                                        Map.of(
                                                "remedy",
                                                random.nextBoolean() ? "SUSPEND" : "QUASH",
                                                "struck",
                                                struck.get(random.nextInt(3)).hex(),
                                                "reasons",
                                                "Ground " + step));
                acts.add(act);
                grown = grown.with(act);
            }
            var whole = Docket.of(World.DOCKET, acts);
            var arrivals = new ArrayList<>(acts);
            arrivals.addAll(acts);
            Collections.shuffle(arrivals, random);
            var docket = Docket.empty(World.DOCKET);
            for (var act : arrivals) docket = docket.with(act);
            assertThat(docket.stateDigest()).isEqualTo(whole.stateDigest());
            for (var entry : whole.entries()) {
                assertThat(docket.quashed(entry.digest())).isEqualTo(whole.quashed(entry.digest()));
                assertThat(docket.suspended(entry.digest()))
                        .isEqualTo(whole.suspended(entry.digest()));
            }
        }
    }
}

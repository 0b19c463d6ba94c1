package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Truth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Article 36(2): who may touch evidence, and what shows where its custody breaks. */
class CustodyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Digest MAILBOX = Digest.of("mailbox".getBytes(StandardCharsets.UTF_8));

    private Docket docket = Docket.empty(World.DOCKET);

    private CustodyTest acted(Officer who, Type type, Map<String, String> changes) {
        docket = docket.with(World.act(who, type, docket, changes, DAY));
        return this;
    }

    private CustodyTest produced() {
        return acted(Officer.SERRANO, Type.AUTHORISE, Map.of())
                .acted(Officer.LINDQVIST, Type.ORDER, Map.of())
                .acted(Officer.MOREAU, Type.PRODUCE, Map.of());
    }

    private List<Holding.Kind> breaks() {
        return Holding.of(docket).breaks().stream().map(Holding.Break::kind).toList();
    }

    @Nested
    class Certificates {
        private Profiles demanding =
                new Profiles(
                        Map.of(
                                "XB",
                                new Profile(
                                        "XB",
                                        Json.object()
                                                .with("format", "comity-profile/1")
                                                .with("state", "XB")
                                                .with(
                                                        "custody",
                                                        Json.object()
                                                                .with("trainingRequired", true)))));

        private List<String> refusals(LocalDate day) {
            return refusals(Officer.NDIAYE, day);
        }

        private List<String> refusals(Officer who, LocalDate day) {
            var act = World.act(who, Type.HANDLE, docket, Map.of(), day);
            return Rulebook.current()
                    .ruling(docket, Cooperation.read(act), act.header().author(), demanding, day)
                    .all()
                    .stream()
                    .map(Finding::rule)
                    .toList();
        }

        private void certified(String from, String until) {
            certified(Officer.NDIAYE, from, until);
        }

        private void certified(Officer who, String from, String until) {
            acted(
                    Officer.STROM,
                    Type.CERTIFY_HANDLER,
                    Map.of(
                            "holder",
                            who.author().officer().hex(),
                            "course",
                            "Digital evidence, first responder",
                            "validFrom",
                            from,
                            "validUntil",
                            until));
        }

        @Test
        void refuse_whoever_holds_none_where_the_profile_demands_one() {
            produced();

            assertThat(refusals(DAY)).containsExactly("W-084");
        }

        @Test
        void permit_from_the_first_day_to_the_last() {
            produced().certified();

            assertThat(refusals(LocalDate.of(2026, 10, 31))).containsExactly("W-084");
            assertThat(refusals(LocalDate.of(2026, 11, 1))).isEmpty();
            assertThat(refusals(LocalDate.of(2026, 11, 30))).isEmpty();
            assertThat(refusals(LocalDate.of(2026, 12, 1))).containsExactly("W-084");
        }

        /** To look is to touch: who holds nothing sees the evidence all the same. */
        @Test
        void are_asked_of_the_judge_and_of_the_filter_reviewer_too() {
            produced();

            for (var who : List.of(Officer.OKAFOR, Officer.FINCH)) {
                assertThat(refusals(who, DAY)).as(who.name()).contains("W-084");
                certified(who, "2026-11-01", "2026-11-30");
                assertThat(refusals(who, DAY)).as(who.name()).doesNotContain("W-084");
                assertThat(refusals(who, LocalDate.of(2026, 12, 1)))
                        .as(who.name())
                        .contains("W-084");
            }
            assertThat(refusals(Officer.OKAFOR, DAY)).isEmpty();
        }

        @Test
        void are_asked_of_the_defence_where_its_own_state_demands_one() {
            produced();

            assertThat(refusals(Officer.HOLM, DAY))
                    .as("Arcadia demands none")
                    .doesNotContain("W-084");
            demanding =
                    new Profiles(
                            Map.of(
                                    "XA",
                                    new Profile(
                                            "XA",
                                            Json.object()
                                                    .with("format", "comity-profile/1")
                                                    .with("state", "XA")
                                                    .with(
                                                            "custody",
                                                            Json.object()
                                                                    .with(
                                                                            "trainingRequired",
                                                                            true)))));
            assertThat(refusals(Officer.HOLM, DAY)).contains("W-084");
        }

        @Test
        void are_taken_away_by_a_later_one_of_the_same_course_that_ends_sooner() {
            produced().certified();
            certified("2026-11-01", "2026-11-20");

            assertThat(refusals(DAY)).containsExactly("W-084");
        }

        @Test
        void of_another_person_do_not_help() {
            produced();
            acted(Officer.STROM, Type.CERTIFY_HANDLER, Map.of());

            assertThat(refusals(DAY)).containsExactly("W-084");
            assertThat(Custody.training(docket, "XB", Officer.HALDEN.author().officer(), DAY))
                    .isEqualTo(Truth.TRUE);
        }

        private CustodyTest produced() {
            return CustodyTest.this.produced();
        }
    }

    @Nested
    class Openings {
        private static final Duration DAY_LONG = Custody.OPEN_FOR;

        private int standing(Officer who, Digest exhibit, Duration after) {
            var at = docket.entries().getLast().header().at();
            return Custody.openings(docket, who.author(), exhibit, at.plus(after)).size();
        }

        @Test
        void stand_for_a_day_and_not_a_moment_longer() {
            produced().acted(Officer.NDIAYE, Type.HANDLE, Map.of());

            assertThat(standing(Officer.NDIAYE, MAILBOX, Duration.ZERO)).isOne();
            assertThat(standing(Officer.NDIAYE, MAILBOX, DAY_LONG)).isOne();
            assertThat(standing(Officer.NDIAYE, MAILBOX, DAY_LONG.plusNanos(1))).isZero();
        }

        @Test
        void are_of_the_person_in_their_office_and_of_what_they_name() {
            produced().acted(Officer.NDIAYE, Type.HANDLE, Map.of());

            assertThat(standing(Officer.LINDQVIST, MAILBOX, Duration.ZERO)).isZero();
            assertThat(
                            standing(
                                    Officer.NDIAYE,
                                    Digest.of("album".getBytes(StandardCharsets.UTF_8)),
                                    Duration.ZERO))
                    .isZero();
        }

        /** Who looks without custody leaves it where it is. */
        @Test
        void of_a_judge_break_no_chain() {
            produced()
                    .acted(Officer.NDIAYE, Type.HAND_OVER, Map.of())
                    .acted(Officer.OKAFOR, Type.HANDLE, Map.of())
                    .acted(Officer.HALDEN, Type.RECEIVE, Map.of())
                    .acted(Officer.OKAFOR, Type.HANDLE, Map.of());

            assertThat(breaks()).isEmpty();
        }

        private CustodyTest produced() {
            return CustodyTest.this.produced();
        }
    }

    private void certified() {
        acted(
                Officer.STROM,
                Type.CERTIFY_HANDLER,
                Map.of(
                        "holder", Officer.NDIAYE.author().officer().hex(),
                        "course", "Digital evidence, first responder",
                        "validFrom", "2026-11-01",
                        "validUntil", "2026-11-30"));
    }

    @Nested
    class The_chain {
        @Test
        void is_whole_where_one_lets_go_and_the_other_receives() {
            produced()
                    .acted(Officer.NDIAYE, Type.HAND_OVER, Map.of())
                    .acted(Officer.HALDEN, Type.RECEIVE, Map.of())
                    .acted(Officer.HALDEN, Type.HANDLE, Map.of());

            assertThat(breaks()).isEmpty();
            assertThat(Holding.of(docket).place("XB", MAILBOX))
                    .isEqualTo(new Holding.Place.With("XB.laboratory"));
        }

        @Test
        void has_a_gap_where_somebody_touches_what_is_under_way() {
            produced()
                    .acted(Officer.NDIAYE, Type.HAND_OVER, Map.of())
                    .acted(Officer.HALDEN, Type.HANDLE, Map.of());

            assertThat(breaks()).containsExactly(Holding.Kind.GAP, Holding.Kind.UNRECEIVED);
        }

        @Test
        void has_a_gap_where_it_never_came_into_the_state() {
            produced().acted(Officer.BRANDT, Type.HANDLE, Map.of());

            assertThat(breaks()).containsExactly(Holding.Kind.GAP);
        }

        /** With what was set aside goes what it was taken from: nobody holds that any more. */
        @Test
        void has_a_gap_where_somebody_touches_what_was_destroyed_with_what_was_taken_from_it() {
            produced()
                    .acted(
                            Officer.NDIAYE,
                            Type.COMPARE,
                            Map.of(
                                    "exhibits",
                                    "@within/WITHIN/@mailbox,@outside/SET_ASIDE/@mailbox"))
                    .acted(Officer.OKAFOR, Type.DECIDE_SET_ASIDE, Map.of("setAside", "@outside"))
                    .acted(Officer.LINDQVIST, Type.DESTROY, Map.of("setAside", "@outside"))
                    .acted(Officer.NDIAYE, Type.HANDLE, Map.of());

            assertThat(breaks()).containsExactly(Holding.Kind.GAP);
        }

        @Test
        void has_two_holders_where_one_receives_what_another_did_not_let_go() {
            produced().acted(Officer.HALDEN, Type.RECEIVE, Map.of());

            assertThat(breaks()).containsExactly(Holding.Kind.OVERLAP);
        }

        @Test
        void has_two_holders_where_one_touches_what_another_received() {
            produced()
                    .acted(Officer.NDIAYE, Type.HAND_OVER, Map.of())
                    .acted(Officer.HALDEN, Type.RECEIVE, Map.of())
                    .acted(Officer.NDIAYE, Type.HANDLE, Map.of());

            assertThat(breaks()).containsExactly(Holding.Kind.OVERLAP);
        }
    }
}

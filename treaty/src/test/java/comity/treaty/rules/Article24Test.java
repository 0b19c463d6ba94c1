package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Type;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Article24Test {
    @Nested
    class Paragraph2_independent_review_and_limits {
        @Test
        void lets_no_content_be_asked_for_without_a_judge() {
            new Proceeding().denies(Officer.AMADI, Type.REQUEST, List.of("R-030 24"));
        }

        @Test
        void lets_an_order_be_as_wide_as_the_authorisation_and_no_day_wider() {
            Proceeding.upTo(Type.AUTHORISE_EXECUTION)
                    .denies(Officer.LINDQVIST, Type.ORDER, List.of("W-024 24"), "to=2026-10-11")
                    .denies(Officer.LINDQVIST, Type.ORDER, List.of("W-024 24"), "from=2026-09-30")
                    .denies(
                            Officer.LINDQVIST,
                            Type.ORDER,
                            List.of("W-024 24"),
                            "accounts=somebody@else.example")
                    .permits(Officer.LINDQVIST, Type.ORDER, "from=2026-10-01", "to=2026-10-10");
        }

        @Test
        void lets_a_provider_produce_nothing_beyond_the_order() {
            Proceeding.upTo(Type.ORDER)
                    .denies(Officer.MOREAU, Type.PRODUCE, List.of("W-024 24"), "to=2026-10-11")
                    .permits(Officer.MOREAU, Type.PRODUCE);
        }

        /** A judge's worklist showed it as running until the authorisation would have ended. */
        @Test
        void has_no_day_on_which_a_measure_ends_that_was_refused() {
            var asked = Proceeding.upTo(Type.ACKNOWLEDGE);
            assertThat(timers(asked)).contains(Timer.MEASURE_ENDS);
            var refused =
                    asked.permits(Officer.KATZ, Type.CONSULT).permits(Officer.KATZ, Type.REFUSE);
            assertThat(refused.docket().hasEnded()).isTrue();
            assertThat(timers(refused)).doesNotContain(Timer.MEASURE_ENDS);
        }

        private static List<Timer> timers(Proceeding proceeding) {
            return Timers.on(proceeding.docket()).stream().map(Timers.Running::timer).toList();
        }

        @Test
        void asks_for_accounts_days_and_categories() {
            new Proceeding()
                    .denies(Officer.SERRANO, Type.AUTHORISE, List.of("R-037 24"), "accounts=-")
                    .denies(Officer.SERRANO, Type.AUTHORISE, List.of("R-037 24"), "from=2026-10-11")
                    .denies(Officer.SERRANO, Type.AUTHORISE, List.of("R-036 24"), "until=-")
                    .denies(
                            Officer.SERRANO,
                            Type.AUTHORISE,
                            List.of("R-034 24"),
                            "proportionality=-")
                    .denies(
                            Officer.SERRANO,
                            Type.AUTHORISE,
                            List.of("R-038 24"),
                            "accounts=a,b,c,d,e,f")
                    .permits(Officer.SERRANO, Type.AUTHORISE, "accounts=a,b,c,d,e");
        }
    }

    @Test
    void says_everything_that_is_missing_at_once() {
        Proceeding.upTo(Type.AUTHORISE)
                .denies(
                        Officer.AMADI,
                        Type.REQUEST,
                        List.of("R-005 23", "R-034 24", "R-035 24", "R-050 40", "R-055 40"),
                        "proceeding=-",
                        "purpose=-",
                        "proportionality=-",
                        "lessIntrusiveMeans=-",
                        "language=de");
    }
}

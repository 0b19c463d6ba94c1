package comity.treaty.rules;

import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Type;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Article6Test {
    @Nested
    class Paragraph2_no_suppression_of_freedoms {
        @Test
        void lets_nothing_be_executed_before_a_named_person_has_found_on_it() {
            Proceeding.upTo(Type.ACKNOWLEDGE)
                    .permits(Officer.KATZ, Type.FIND, "safeguard=40(22)")
                    .permits(Officer.KATZ, Type.ASSESS)
                    .denies(Officer.OKAFOR, Type.AUTHORISE_EXECUTION, List.of("W-010 6(2)"));
        }

        @Test
        void lets_a_rainbow_flag_go_unpunished_whatever_two_laws_say() {
            Proceeding.upTo(Type.AUTHORISE)
                    .permits(
                            Officer.AMADI,
                            Type.REQUEST,
                            "conventionArticle=-",
                            "maxMonths=72",
                            "maxMonthsRequested=72")
                    .permits(Officer.KATZ, Type.FIND, "safeguard=40(22)")
                    .permits(
                            Officer.KATZ,
                            Type.FIND,
                            "safeguard=6(2)",
                            "outcome=CONCERN",
                            "conduct=SOGI_EXPRESSION")
                    .permits(Officer.KATZ, Type.ASSESS)
                    .denies(
                            Officer.OKAFOR,
                            Type.AUTHORISE_EXECUTION,
                            List.of("R-010 6(2)", "R-011 6(2)"))
                    .denies(Officer.KATZ, Type.REFUSE, List.of("R-065b 40"))
                    .permits(Officer.KATZ, Type.CONSULT)
                    .permits(Officer.KATZ, Type.REFUSE);
        }

        @Test
        void lets_a_concern_be_resolved_only_by_a_finding_that_had_seen_it() {
            Proceeding.upTo(Type.ACKNOWLEDGE)
                    .permits(Officer.KATZ, Type.FIND, "safeguard=40(22)")
                    .permits(Officer.KATZ, Type.FIND, "safeguard=6(2)", "outcome=CONCERN")
                    .permits(Officer.KATZ, Type.ASSESS)
                    .denies(Officer.OKAFOR, Type.AUTHORISE_EXECUTION, List.of("R-010 6(2)"))
                    .permits(Officer.KATZ, Type.FIND, "safeguard=6(2)", "outcome=CLEAR")
                    .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION);
        }
    }
}

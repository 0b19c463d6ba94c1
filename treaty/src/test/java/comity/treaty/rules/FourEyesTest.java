package comity.treaty.rules;

import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class FourEyesTest {
    @Test
    void lets_nobody_order_who_found() {
        Proceeding.upTo(Type.AUTHORISE_EXECUTION)
                .denies(Officer.KATZ, Type.ORDER, List.of("R-107 24"))
                .permits(Officer.LINDQVIST, Type.ORDER);
    }

    @Test
    void lets_nobody_contest_what_they_assessed_themselves() {
        Proceeding.upTo(Type.ASSESS)
                .denies(Officer.KATZ, Type.CONTEST, List.of("R-107 24"))
                .permits(Officer.LINDQVIST, Type.CONTEST);
    }

    @Test
    void lets_each_act_only_in_its_office_and_its_State() {
        Proceeding.upTo(Type.ACKNOWLEDGE)
                .permits(Officer.KATZ, Type.ASSESS)
                .denies(
                        Officer.LINDQVIST,
                        Type.AUTHORISE_EXECUTION,
                        List.of("W-003 40", "W-010 6(2)", "W-022 40"))
                .denies(Officer.AMADI, Type.FIND, List.of("W-006 5(2)", "R-107 24"))
                .denies(Officer.KATZ, Type.WITHDRAW, List.of("W-006 5(2)"));
    }
}

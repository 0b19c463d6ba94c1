package comity.treaty.register;

import static comity.treaty.register.Element.*;
import static comity.treaty.register.Provisions.access;
import static comity.treaty.register.Provisions.filed;
import static comity.treaty.register.Provisions.inForce;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stood on which day, and what changed since. */
class RegisterTest {
    private static final Provision OLD = access("XA/1", Set.of(WITHOUT_RIGHT));
    private static final Provision NEW =
            inForce(access("XA/1", Set.of(WITHOUT_RIGHT, INTENT)), "2027-01-01", "");
    private static final Provision ENDED =
            inForce(access("XA/1", Set.of(WITHOUT_RIGHT, INTENT)), "2027-01-01", "2027-06-30");

    /** After the third act: in the node, acts are told apart by their place. */
    private static boolean later(Filed filed) {
        return Integer.parseInt(filed.act().orElseThrow().substring(4)) > 3;
    }

    private static List<Provision> on(Register register, String day) {
        return register.on(LocalDate.parse(day)).stream().map(Version::provision).toList();
    }

    @Test
    void the_old_law_stands_until_the_new_ones_first_day() {
        var register = Register.of(List.of(filed(0, Set.of(), OLD), filed(1, Set.of(), NEW)));
        assertThat(on(register, "2026-12-31")).containsExactly(OLD);
        assertThat(on(register, "2027-01-01")).containsExactly(NEW);
        assertThat(register.history("XA/1")).hasSize(2);
    }

    @Test
    void a_provision_that_ended_does_not_bring_its_predecessor_back() {
        var register = Register.of(List.of(filed(0, Set.of(), OLD), filed(1, Set.of(), ENDED)));
        assertThat(on(register, "2026-12-31")).containsExactly(OLD);
        assertThat(on(register, "2027-06-30")).containsExactly(ENDED);
        assertThat(on(register, "2027-07-01")).isEmpty();
    }

    @Test
    void what_a_state_says_of_completeness_stands_until_it_says_otherwise() {
        var register = Register.of(List.of(filed(0, Set.of(7, 9), OLD), filed(1, Set.of(), NEW)));
        assertThat(register.complete("XA")).containsExactly(7, 9);
        assertThat(register.complete("XB")).isEmpty();
    }

    @Test
    void a_change_is_told_with_before_and_after_to_whoever_rests_on_it() {
        var register = Register.of(List.of(filed(0, Set.of(), OLD), filed(5, Set.of(), NEW)));
        var changes = Changes.affecting(register, Set.of("XA/1", "XA/2"), RegisterTest::later);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().before().orElseThrow().provision()).isEqualTo(OLD);
        assertThat(changes.getFirst().after().provision()).isEqualTo(NEW);
    }

    @Test
    void nothing_is_told_of_what_was_said_again_or_is_older_or_is_somebody_elses() {
        var again = Register.of(List.of(filed(0, Set.of(), OLD), filed(5, Set.of(), OLD)));
        assertThat(Changes.affecting(again, Set.of("XA/1"), RegisterTest::later)).isEmpty();
        var older = Register.of(List.of(filed(0, Set.of(), OLD), filed(2, Set.of(), NEW)));
        assertThat(Changes.affecting(older, Set.of("XA/1"), RegisterTest::later)).isEmpty();
        assertThat(Changes.affecting(older, Set.of("XA/9"), _ -> true)).isEmpty();
    }

    @Test
    void a_provision_that_came_into_the_register_later_has_no_before() {
        var register = Register.of(List.of(filed(5, Set.of(), OLD)));
        var changes = Changes.affecting(register, Set.of("XA/1"), RegisterTest::later);
        assertThat(changes.getFirst().before()).isEmpty();
    }

    @Test
    void a_quoted_statute_names_a_provision_by_its_whole_label() {
        var register =
                Register.of(
                        List.of(filed(0, Set.of(), OLD, access("XA/1b", Set.of(WITHOUT_RIGHT)))));
        assertThat(Changes.quoted(register, "XA", "Criminal Code, XA/1b: Whoever accesses"))
                .containsExactly("XA/1b");
        assertThat(Changes.quoted(register, "XA", "see Criminal Code, XA/1, as amended"))
                .containsExactly("XA/1");
        assertThat(Changes.quoted(register, "XB", "Criminal Code, XA/1")).isEmpty();
    }
}

package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What named officers assess decides at the door, and what nobody knows permits nothing. */
class AssessedFactsTest {

    static Stream<String> truths() {
        return Cooperation.fields(Type.ASSESS).stream()
                .filter(field -> field.kind() == Field.Kind.TRUTH)
                .map(Field::name);
    }

    private static boolean mayBeExecuted(String fact, String answer) {
        return Proceeding.upTo(Type.FIND)
                        .permits(Officer.KATZ, Type.ASSESS, fact + "=" + answer)
                        .ruling(Officer.OKAFOR, Type.AUTHORISE_EXECUTION)
                instanceof Ruling.Permitted;
    }

    @ParameterizedTest
    @MethodSource("truths")
    void what_is_permitted_without_knowing_is_permitted_whatever_the_fact_is(String fact) {
        if (!mayBeExecuted(fact, "UNKNOWN")) return;

        assertThat(mayBeExecuted(fact, "TRUE")).as(fact + " true").isTrue();
        assertThat(mayBeExecuted(fact, "FALSE")).as(fact + " false").isTrue();
    }

    @ParameterizedTest
    @MethodSource("truths")
    void what_another_reviewer_contests_is_as_if_nobody_knew_it(String fact) {
        var contested =
                Proceeding.upTo(Type.ASSESS)
                        .permits(Officer.LINDQVIST, Type.CONTEST, "contested=" + fact)
                        .ruling(Officer.OKAFOR, Type.AUTHORISE_EXECUTION);

        assertThat(contested instanceof Ruling.Permitted).isEqualTo(mayBeExecuted(fact, "UNKNOWN"));
    }

    @Test
    void a_risk_of_torture_stops_execution_and_its_absence_does_not() {
        assertThat(mayBeExecuted("risks.tortureOrDisappearance", "TRUE")).isFalse();
        assertThat(mayBeExecuted("risks.tortureOrDisappearance", "FALSE")).isTrue();
    }

    @Test
    void who_sought_refuge_is_not_told_of() {
        assertThat(mayBeExecuted("person.refugeeFromRequesting", "TRUE")).isFalse();
    }
}

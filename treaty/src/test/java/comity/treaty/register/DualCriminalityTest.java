package comity.treaty.register;

import static comity.treaty.register.Element.*;
import static comity.treaty.register.Provisions.DAY;
import static comity.treaty.register.Provisions.access;
import static comity.treaty.register.Provisions.filed;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.JsonReader;
import comity.treaty.facts.Fact;
import comity.treaty.register.DualCriminality.Reason;
import comity.treaty.terms.Truth;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** 35(3): conduct, not label. */
class DualCriminalityTest {
    private static final Register BOTH =
            Register.of(
                    List.of(
                            filed(0, Set.of(7), access("XA/1", Set.of(WITHOUT_RIGHT, INTENT))),
                            filed(
                                    1,
                                    Set.of(7),
                                    access(
                                            "XB/9",
                                            Set.of(WITHOUT_RIGHT, INTENT, SECURITY_MEASURE)))));

    private static ConductFacts accessed(Map<Element, Truth> circumstances) {
        return new ConductFacts(Set.of(Verb.ACCESS), circumstances);
    }

    private static DualCriminality.Answer ask(Register register, ConductFacts facts) {
        return DualCriminality.ask(register, "XA", "XB", DAY, facts);
    }

    @Nested
    class Both_laws_seen {

        @Test
        void it_is_criminal_in_both_where_every_element_of_a_provision_is_there() {
            var answer =
                    ask(
                            BOTH,
                            accessed(
                                    Map.of(
                                            WITHOUT_RIGHT, Truth.TRUE,
                                            INTENT, Truth.TRUE,
                                            SECURITY_MEASURE, Truth.TRUE)));
            assertThat(answer.inBoth()).isEqualTo(Truth.TRUE);
            assertThat(answer.labelsDiffer()).isEqualTo(Truth.TRUE);
            var facts = DualCriminality.facts(answer);
            assertThat(facts.is(Fact.DUAL_CRIMINALITY)).isEqualTo(Truth.TRUE);
            assertThat(facts.is(Fact.LABELS_DIFFER)).isEqualTo(Truth.TRUE);
            assertThat(answer.requested().tested().getFirst().elements())
                    .containsEntry(SECURITY_MEASURE, Truth.TRUE);
        }

        @Test
        void it_is_not_where_one_law_asks_for_a_security_measure_and_none_was_infringed() {
            var answer =
                    ask(
                            BOTH,
                            accessed(
                                    Map.of(
                                            WITHOUT_RIGHT, Truth.TRUE,
                                            INTENT, Truth.TRUE,
                                            SECURITY_MEASURE, Truth.FALSE)));
            assertThat(answer.requesting().criminal()).isEqualTo(Truth.TRUE);
            assertThat(answer.requested().criminal()).isEqualTo(Truth.FALSE);
            assertThat(answer.requested().reason()).isEqualTo(Reason.NONE_HOLDS);
            assertThat(answer.inBoth()).isEqualTo(Truth.FALSE);
        }

        @Test
        void it_is_unknown_where_nobody_said_whether_one_was() {
            var answer = ask(BOTH, accessed(Map.of(WITHOUT_RIGHT, Truth.TRUE, INTENT, Truth.TRUE)));
            assertThat(answer.inBoth()).isEqualTo(Truth.UNKNOWN);
            assertThat(answer.labelsDiffer()).isEqualTo(Truth.UNKNOWN);
            assertThat(DualCriminality.facts(answer).is(Fact.DUAL_CRIMINALITY))
                    .isEqualTo(Truth.UNKNOWN);
        }

        @Test
        void who_meant_to_obtain_data_acted_with_intent() {
            assertThat(accessed(Map.of(INTENT_TO_OBTAIN_DATA, Truth.TRUE)).of(INTENT))
                    .isEqualTo(Truth.TRUE);
            assertThat(accessed(Map.of(RECKLESSNESS, Truth.FALSE)).of(DISHONEST_INTENT))
                    .isEqualTo(Truth.FALSE);
        }
    }

    @Test
    void a_register_that_does_not_claim_to_be_complete_makes_nothing_lawful() {
        var register =
                Register.of(List.of(filed(0, Set.of(), access("XB/9", Set.of(SECURITY_MEASURE)))));
        var state =
                DualCriminality.in(
                        register, "XB", DAY, accessed(Map.of(SECURITY_MEASURE, Truth.FALSE)));
        assertThat(state.tested().getFirst().holds()).isEqualTo(Truth.FALSE);
        assertThat(state.criminal()).isEqualTo(Truth.UNKNOWN);
        assertThat(state.reason()).isEqualTo(Reason.NOT_COMPLETE);
    }

    @Test
    void a_law_against_speech_is_named_as_one_also_where_both_have_it() {
        var flag = speech("XA/282c");
        var other = speech("XB/77");
        var register = Register.of(List.of(filed(0, Set.of(), flag), filed(1, Set.of(), other)));
        var answer =
                ask(
                        register,
                        new ConductFacts(
                                Set.of(Verb.EXPRESS), Map.of(FORBIDDEN_MESSAGE, Truth.TRUE)));
        assertThat(answer.inBoth()).isEqualTo(Truth.TRUE);
        assertThat(answer.onlySpeech()).isTrue();
    }

    private static Provision speech(String id) {
        var text =
                "{\"format\":\"comity-provisions/1\",\"provisions\":[{\"id\":\""
                        + id
                        + "\",\"label\":\"s\",\"title\":\"Propaganda\",\"articles\":[],"
                        + "\"conduct\":[\"EXPRESS\"],\"elements\":[\"FORBIDDEN_MESSAGE\"],"
                        + "\"base\":72,\"source\":\"Gazette\",\"asOf\":\"2026-01-01\","
                        + "\"confidence\":\"seen\",\"speech\":true}]}";
        return ProvisionsReader.json(
                        text.getBytes(StandardCharsets.UTF_8), java.util.Optional.empty())
                .enactment()
                .orElseThrow()
                .provisions()
                .getFirst();
    }

    @Provide
    static Arbitrary<Map<Element, Truth>> circumstances() {
        return Arbitraries.maps(
                Arbitraries.of(WITHOUT_RIGHT, INTENT, SECURITY_MEASURE, DATA_OBTAINED, KNOWLEDGE),
                Arbitraries.of(Truth.class));
    }

    @Provide
    static Arbitrary<Provision> provisions() {
        return Combinators.combine(
                        Arbitraries.of("XA/1", "XA/2", "XB/1", "XB/2"),
                        Arbitraries.of(
                                        WITHOUT_RIGHT,
                                        INTENT,
                                        SECURITY_MEASURE,
                                        DATA_OBTAINED,
                                        LISTED_CIRCUMSTANCE)
                                .set(),
                        Arbitraries.of(Confidence.class))
                .as(
                        (id, elements, confidence) ->
                                Provisions.of(
                                        id,
                                        Set.of(7),
                                        Set.of(Verb.ACCESS),
                                        elements,
                                        12,
                                        confidence));
    }

    /** Whatever is criminal rests on a provision that was seen, each element known to be there. */
    @Property
    void what_is_unknown_never_makes_it_criminal_in_both(
            @ForAll("provisions") Provision one,
            @ForAll("provisions") Provision other,
            @ForAll("circumstances") Map<Element, Truth> circumstances,
            @ForAll Element forgotten) {
        var register = Register.of(List.of(filed(0, Set.of(), one), filed(1, Set.of(), other)));
        var answer = ask(register, accessed(circumstances));
        for (var state : List.of(answer.requesting(), answer.requested()))
            if (state.criminal() == Truth.TRUE)
                assertThat(state.tested())
                        .anySatisfy(
                                tested -> {
                                    assertThat(tested.version().provision().isCertain()).isTrue();
                                    assertThat(tested.elements().values())
                                            .allMatch(truth -> truth == Truth.TRUE);
                                });
        var less = new EnumMap<Element, Truth>(Element.class);
        less.putAll(circumstances);
        less.remove(forgotten);
        if (ask(register, accessed(less)).inBoth() == Truth.TRUE)
            assertThat(answer.inBoth()).isNotEqualTo(Truth.UNKNOWN);
    }

    @Test
    void facts_are_read_whole_or_refused_with_every_problem() throws Exception {
        var read =
                ConductFacts.read(
                        JsonReader.actObject(
                                """
                                {"conduct": ["ACCESS", "THINK"], "surprise": 1,
                                 "circumstances": {"INTENT_TO_GAIN": true, "INTENT": false, "LUCK": true, "KNOWLEDGE": 7}}
                                """
                                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(read.problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "code.unknown",
                        "member.unknown",
                        "facts.contradict",
                        "code.unknown",
                        "truth.malformed");
    }
}

package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Assertion;
import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Openings.Standing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Article 24(2): two inspectors open, and never one; what the case file cannot say. */
class OpeningsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 7);
    private static final List<Officer> PEOPLE =
            List.of(Officer.FERRER, Officer.DURAN, Officer.NOVAK, Officer.AMADI);

    /**
     * Whatever is put on a docket, by whomever and past every door: what is open was proposed by
     * one person and agreed to by another of the same body.
     */
    @Test
    void no_single_person_ever_opens() {
        var random = new Random(105);
        var opened = 0;
        for (var run = 0; run < 200; run++) {
            var docket = applied();
            for (var step = 0; step < 6; step++) {
                var who = PEOPLE.get(random.nextInt(PEOPLE.size()));
                var answers =
                        !docket.all(Act.ProposeOpening.class).isEmpty() && random.nextBoolean();
                docket =
                        docket.with(
                                answers
                                        ? World.act(
                                                who,
                                                Type.ANSWER_OPENING,
                                                docket,
                                                Map.of("proposal", any(docket, random)))
                                        : World.act(who, Type.PROPOSE_OPENING, docket, Map.of()));
            }
            for (var opening : Openings.on(docket)) {
                if (opening.standing(DAY) != Standing.OPEN) continue;
                opened++;
                var first = opening.proposal().header().author();
                var second = opening.answer().orElseThrow().header().author();
                assertThat(second.officer()).isNotEqualTo(first.officer());
                assertThat(second.authority()).isEqualTo(first.authority());
            }
        }
        assertThat(opened).isPositive();
    }

    private static String any(Docket docket, Random random) {
        var all = docket.all(Act.ProposeOpening.class);
        return all.get(random.nextInt(all.size())).digest().hex();
    }

    @Test
    void is_open_until_its_last_day_and_not_on_the_next() {
        var docket = opened();
        assertThat(standing(docket, DAY)).isEqualTo(Standing.OPEN);
        assertThat(standing(docket, LAST)).isEqualTo(Standing.OPEN);
        assertThat(standing(docket, LAST.plusDays(1))).isEqualTo(Standing.ENDED);
        var proposed = proposed();
        assertThat(standing(proposed, LAST)).isEqualTo(Standing.AWAITED);
        assertThat(standing(proposed, LAST.plusDays(1))).isEqualTo(Standing.LAPSED);
    }

    @Test
    void one_who_declines_is_heard_before_one_who_agrees_at_the_same_time() {
        var proposed = proposed();
        var agrees = World.act(Officer.DURAN, Type.ANSWER_OPENING, proposed, Map.of());
        var declines =
                World.act(
                        Officer.DURAN, Type.ANSWER_OPENING, proposed, Map.of("answer", "DECLINED"));
        assertThat(standing(proposed.with(agrees).with(declines), DAY))
                .isEqualTo(Standing.DECLINED);
        assertThat(standing(proposed.with(declines).with(agrees), DAY))
                .isEqualTo(Standing.DECLINED);
    }

    @Test
    void two_names_with_one_passkey_are_one_device() {
        var first =
                signed(World.act(Officer.FERRER, Type.PROPOSE_OPENING, applied(), Map.of()), "a");
        var docket = applied().with(first);
        var answer = World.act(Officer.DURAN, Type.ANSWER_OPENING, docket, Map.of());
        assertThat(Rulebook.current().ofPasskeys(docket, signed(answer, "b"))).isEmpty();
        assertThat(Rulebook.current().ofPasskeys(docket, signed(answer, "a")))
                .extracting(Finding::rule)
                .containsExactly("W-100");
    }

    @Test
    void names_at_most_fifty_sections() {
        var docket = applied();
        for (var i = 0; i < 8; i++)
            docket = docket.with(World.act(Officer.AMADI, Type.MARK, docket, Map.of()));
        var all = Openings.nameable(docket);
        assertThat(all).hasSizeGreaterThan(Openings.MOST_SECTIONS);
        assertThat(rules(docket, all.subList(0, Openings.MOST_SECTIONS))).isEmpty();
        assertThat(rules(docket, all.subList(0, Openings.MOST_SECTIONS + 1)))
                .containsExactly("W-101");
    }

    @Test
    void an_opening_stays_in_its_state() {
        for (var entry : opened().entries())
            assertThat(Cooperation.audience(opened(), entry.digest())).containsExactly("XA");
    }

    @Test
    void what_oversight_says_of_itself_is_not_among_what_may_be_named() {
        var docket = opened();
        var own =
                docket.entries().stream()
                        .filter(entry -> Type.of(entry.act()).filter(Openings::isOne).isPresent())
                        .map(Entry::digest)
                        .collect(Collectors.toSet());
        assertThat(own).hasSize(2);
        assertThat(Openings.nameable(docket)).noneMatch(part -> own.contains(part.act()));
        assertThat(rules(docket, List.of(new Act.Part(own.iterator().next(), "reasons"))))
                .containsExactly("W-101");
    }

    private static List<String> rules(Docket docket, List<Act.Part> sections) {
        var act =
                new Act.ProposeOpening(
                        new HashSet<>(sections),
                        Optional.of(Act.InspectionPurpose.SAMPLE),
                        Optional.of(DAY),
                        Optional.of("Drawn by lot for the inspection of this quarter."));
        return Rulebook.current()
                .ruling(docket, act, Officer.FERRER.author(), World.PROFILES, DAY)
                .all()
                .stream()
                .map(Finding::rule)
                .toList();
    }

    private static Envelope signed(Envelope act, String device) {
        var credential = device.getBytes(StandardCharsets.UTF_8);
        return new Envelope(
                act.header(),
                act.sections(),
                act.signature(),
                Optional.of(new Assertion(credential, credential, credential, credential)),
                List.of());
    }

    private static Standing standing(Docket docket, LocalDate day) {
        return Openings.on(docket).getFirst().standing(day);
    }

    private static Docket applied() {
        return new Proceeding().permits(Officer.IBARRA, Type.APPLY).docket();
    }

    private static Docket proposed() {
        return new Proceeding()
                .permits(Officer.IBARRA, Type.APPLY)
                .permits(Officer.FERRER, Type.PROPOSE_OPENING)
                .docket();
    }

    private static Docket opened() {
        return new Proceeding()
                .permits(Officer.IBARRA, Type.APPLY)
                .permits(Officer.FERRER, Type.PROPOSE_OPENING)
                .permits(Officer.DURAN, Type.ANSWER_OPENING)
                .docket();
    }
}

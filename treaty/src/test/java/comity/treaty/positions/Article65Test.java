package comity.treaty.positions;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.positions.Participant.Region;
import comity.treaty.positions.Position.Kind;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Article65Test {
    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);

    @Nested
    class Paragraph1_the_ninetieth_day_after_the_fortieth_instrument {

        @Test
        void is_counted_from_the_day_after_the_deposit() {
            assertThat(EntryIntoForce.ninetiethDayAfter(LocalDate.of(2027, 1, 1)))
                    .isEqualTo(LocalDate.of(2027, 4, 1));
        }

        @Test
        void does_not_come_with_the_thirty_ninth() {
            assertThat(new World().deposits(39, Confidence.SEEN).day()).isEmpty();
        }

        @Test
        void comes_with_the_fortieth_and_counts_from_its_own_deposit() {
            var world = new World().deposits(40, Confidence.SEEN);
            var fortieth = FIRST.plusDays(39);
            assertThat(world.day()).contains(fortieth.plusDays(90));
            assertThat(world.inForceOn(fortieth.plusDays(89))).isNotEqualTo(Truth.TRUE);
            assertThat(world.inForceOn(fortieth.plusDays(90))).isEqualTo(Truth.TRUE);
        }

        @Test
        void goes_by_the_days_of_deposit_and_not_by_the_order_of_the_list() {
            var world = new World();
            for (var i = 39; i >= 0; i--)
                world.deposit(World.state(i), FIRST.plusDays(i), Confidence.SEEN);
            assertThat(world.entry().day()).contains(FIRST.plusDays(39 + 90));
        }

        @Test
        void does_not_count_the_european_union_in_addition() {
            var world = new World();
            world.deposit("EU", FIRST, Confidence.SEEN);
            for (var i = 0; i < 39; i++)
                world.deposit(World.state(i), FIRST.plusDays(i), Confidence.SEEN);
            assertThat(world.entry().tally().certain()).isEqualTo(39);
            assertThat(world.entry().day()).isEmpty();
        }

        @Test
        void does_not_count_what_is_disputed_reported_or_unverified_as_certain() {
            for (var confidence :
                    List.of(Confidence.SECONDARY, Confidence.DISPUTED, Confidence.UNVERIFIED)) {
                var world = new World();
                for (var i = 0; i < 39; i++)
                    world.deposit(World.state(i), FIRST.plusDays(i), Confidence.SEEN);
                world.deposit(World.state(39), FIRST.plusDays(39), confidence);
                assertThat(world.entry().day()).as("%s", confidence).isEmpty();
                assertThat(world.entry().tally().certain()).isEqualTo(39);
                assertThat(world.entry().tally().most()).isEqualTo(40);
            }
        }

        @Test
        void counts_a_state_once_by_the_surest_source() {
            var world = new World();
            world.deposit("AA", FIRST, Confidence.DISPUTED);
            world.deposit("AA", FIRST, Confidence.SEEN);
            assertThat(world.entry().tally()).isEqualTo(new EntryIntoForce.Tally(1, 0, 0, 0));
        }
    }

    @Nested
    class A_later_State {
        private final EntryIntoForce entry = new World().deposits(45, Confidence.SEEN);

        @Test
        void is_bound_on_the_ninetieth_day_after_its_own_deposit() {
            assertThat(entry.dayFor(World.state(44))).contains(FIRST.plusDays(44 + 90));
        }

        @Test
        void among_the_first_forty_is_bound_with_all_others() {
            assertThat(entry.dayFor(World.state(0))).isEqualTo(entry.day());
            assertThat(entry.dayFor(World.state(39))).isEqualTo(entry.day());
        }

        @Test
        void and_an_organization_that_is_not_counted_are_bound_all_the_same() {
            var world = new World();
            world.deposit("EU", FIRST, Confidence.SEEN);
            var counted = world.deposits(40, Confidence.SEEN);
            assertThat(counted.dayFor("EU")).isEqualTo(counted.day());
        }

        @Test
        void that_deposited_nothing_is_not_bound() {
            assertThat(entry.dayFor(World.state(46))).isEmpty();
        }

        @Test
        void is_not_bound_before_the_convention_is_in_force() {
            assertThat(new World().deposits(39, Confidence.SEEN).dayFor(World.state(0))).isEmpty();
        }
    }

    @Nested
    class What_an_old_list_can_say {
        /** Somebody last counted on 31 May 2026. */
        private final EntryIntoForce entry = new World().deposits(3, Confidence.DISPUTED);

        @Test
        void is_no_for_ninety_days_after_anybody_looked() {
            assertThat(entry.inForceOn(World.LOOKED)).isEqualTo(Truth.FALSE);
            assertThat(entry.inForceOn(World.LOOKED.plusDays(90))).isEqualTo(Truth.FALSE);
        }

        @Test
        void is_nothing_certain_after_that() {
            assertThat(entry.inForceOn(World.LOOKED.plusDays(91))).isEqualTo(Truth.UNKNOWN);
        }

        @Test
        void is_nothing_certain_where_all_that_is_said_makes_forty() {
            assertThat(new World().deposits(40, Confidence.DISPUTED).inForceOn(World.LOOKED))
                    .isEqualTo(Truth.UNKNOWN);
        }
    }

    /** States AA, AB, … and the European Union. */
    private static final class World {
        static final LocalDate LOOKED = LocalDate.of(2026, 5, 31);
        private final List<Position> positions = new ArrayList<>();

        static String state(int number) {
            return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
        }

        void deposit(String state, LocalDate day, Confidence confidence) {
            positions.add(
                    new Position(
                            state,
                            Kind.INSTRUMENT,
                            "",
                            "",
                            Optional.empty(),
                            Optional.of(When.on(day)),
                            When.on(day),
                            confidence,
                            List.of(Source.DEPOSITARY),
                            ""));
        }

        /** So many States, one each day from the first on. */
        EntryIntoForce deposits(int number, Confidence confidence) {
            for (var i = 0; i < number; i++) deposit(state(i), FIRST.plusDays(i), confidence);
            return entry();
        }

        EntryIntoForce entry() {
            var participants = new TreeMap<String, Participant>();
            for (var i = 0; i < 50; i++)
                participants.put(state(i), new Participant(state(i), Region.AFRICA));
            participants.put("EU", new Participant("EU", Region.ORGANIZATION));
            var counts =
                    List.of(
                            new Count(
                                    Count.Of.INSTRUMENTS,
                                    3,
                                    When.on(LOOKED),
                                    Confidence.DISPUTED,
                                    List.of(Source.DEPOSITARY)));
            return new EntryIntoForce(
                    new Positions(participants, Map.of(), List.of(), counts, positions));
        }
    }
}

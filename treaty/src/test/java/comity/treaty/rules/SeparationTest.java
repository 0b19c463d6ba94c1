package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.treaty.World;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.offices.Separation;
import comity.treaty.offices.Separation.Scope;
import comity.treaty.terms.Office;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The separation matrix, every cell of it: what the table says is what the rulebook does. */
class SeparationTest {
    /**
     * The matrix as a square, written down apart from the file that the program reads: D on one
     * docket, G anywhere in the State, - not kept apart.
     */
    private static final String SQUARE =
            """
                  INV PRO CAO JUD DUT CUS PRV FIL DEF TRA INC SUB TRN LAW OVS REG ADM PUB
            INV   .   -   D   G   -   D   G   D   D   D   D   D   -   -   G   -   G   -
            PRO   -   .   D   G   -   -   G   D   D   -   D   D   -   -   G   -   G   -
            CAO   D   D   .   D   -   -   G   -   D   -   -   D   -   -   G   -   G   -
            JUD   G   G   D   .   D   -   G   -   D   -   -   D   -   -   G   -   G   -
            DUT   -   -   -   D   .   -   G   -   -   -   -   D   -   -   G   -   G   -
            CUS   D   -   -   -   -   .   -   -   D   -   -   D   -   -   G   -   G   -
            PRV   G   G   G   G   G   -   .   -   -   -   -   D   -   -   G   -   G   -
            FIL   D   D   -   -   -   -   -   .   D   -   -   D   -   -   G   -   G   -
            DEF   D   D   D   D   -   D   -   D   .   D   -   D   -   -   G   -   G   -
            TRA   D   -   -   -   -   -   -   -   D   .   -   D   -   -   G   -   G   -
            INC   D   D   -   -   -   -   -   -   -   -   .   D   -   -   G   -   G   -
            SUB   D   D   D   D   D   D   D   D   D   D   D   .   D   D   G   D   G   -
            TRN   -   -   -   -   -   -   -   -   -   -   -   D   .   -   G   -   G   -
            LAW   -   -   -   -   -   -   -   -   -   -   -   D   -   .   G   -   G   -
            OVS   G   G   G   G   G   G   G   G   G   G   G   G   G   G   .   G   G   -
            REG   -   -   -   -   -   -   -   -   -   -   -   D   -   -   G   .   G   -
            ADM   G   G   G   G   G   G   G   G   G   G   G   G   G   G   G   G   .   -
            PUB   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   .
            """;

    private static final Set<String> RELAXABLE = Set.of("CUS/INV", "TRA/INV", "TRA/DEF");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private static Map<String, String> square() {
        var cells = new LinkedHashMap<String, String>();
        var rows = SQUARE.lines().toList();
        var columns = rows.getFirst().strip().split(" +");
        for (var row : rows.subList(1, rows.size())) {
            var words = row.strip().split(" +");
            for (var at = 0; at < columns.length; at++)
                cells.put(words[0] + "/" + columns[at], words[at + 1]);
        }
        return cells;
    }

    @Test
    void the_square_has_every_office_twice_and_reads_the_same_both_ways() {
        var square = square();
        assertThat(square).hasSize(Office.values().length * Office.values().length);
        for (var one : Office.values())
            for (var other : Office.values())
                assertThat(square.get(one + "/" + other))
                        .as("%s and %s", one, other)
                        .isEqualTo(square.get(other + "/" + one));
    }

    @Test
    void the_matrix_says_what_the_square_says() {
        var square = square();
        for (var one : Office.values())
            for (var other : Office.values()) {
                var cell = square.get(one + "/" + other);
                var matrix = Separation.shipped();
                assertThat(matrix.onDocket(one, other, Set.of()).isPresent())
                        .as("%s after %s on one docket", other, one)
                        .isEqualTo(Set.of("D", "G").contains(cell));
                assertThat(matrix.together(one, other).isPresent())
                        .as("%s with %s at one time", other, one)
                        .isEqualTo("G".equals(cell));
            }
    }

    @Test
    void only_three_pairs_can_be_relaxed_and_each_alone() {
        var matrix = Separation.shipped();
        assertThat(matrix.relaxable()).isEqualTo(RELAXABLE);
        for (var one : Office.values())
            for (var other : Office.values()) {
                if (matrix.onDocket(one, other, Set.of()).isEmpty()) continue;
                for (var relaxed : everyPair()) {
                    var lifted =
                            RELAXABLE.contains(relaxed)
                                    && (relaxed.equals(one + "/" + other)
                                            || relaxed.equals(other + "/" + one));
                    assertThat(matrix.onDocket(one, other, Set.of(relaxed)).isPresent())
                            .as("%s after %s with %s relaxed", other, one, relaxed)
                            .isEqualTo(!lifted);
                }
            }
    }

    private static Set<String> everyPair() {
        var pairs = new TreeSet<String>();
        for (var one : Office.values())
            for (var other : Office.values()) pairs.add(one + "/" + other);
        return pairs;
    }

    /**
     * Office of the earlier act, office of the proposed one, each type of act, whose hand it was,
     * and whether the earlier act still stands: the options and the ruling say the same, and both
     * say what the square says.
     */
    @Test
    void each_act_in_each_office_after_each_other_is_ruled_on_as_the_square_says() {
        var square = square();
        var unexplained = new ArrayList<String>();
        var cells = 0;
        for (var earlier : Office.values()) {
            var docket = acted(earlier, "one");
            for (var proposed : Office.values()) {
                var cell = square.get(earlier + "/" + proposed);
                for (var who : List.of("one", "another")) {
                    var apart = who.equals("one") && Set.of("D", "G").contains(cell);
                    var actor = author(proposed, who);
                    for (var option :
                            Rulebook.current().options(docket, actor, World.PROFILES, DAY)) {
                        cells++;
                        var ruled = ruling(docket, option.specimen(), actor, World.PROFILES);
                        if (denies(option.ruling()) != apart || denies(ruled) != apart)
                            unexplained.add(
                                    "%s by %s after %s by one: options %s, ruling %s, table %s"
                                            .formatted(
                                                    option.type(),
                                                    proposed + " " + who,
                                                    earlier,
                                                    denies(option.ruling()),
                                                    denies(ruled),
                                                    apart));
                    }
                }
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(cells)
                .isEqualTo(
                        Office.values().length * Office.values().length * 2 * Type.values().length);
    }

    /** Who drafted in 2027 cannot review in 2029 after a transfer. */
    @Test
    void what_a_person_did_stays_theirs_for_the_life_of_the_docket() {
        var docket = acted(Office.PRO, "one");
        var review = new Act.Acknowledge(Optional.empty());
        var years = List.of(DAY, DAY.plusYears(2), DAY.plusYears(40));
        for (var day : years)
            assertThat(
                            denies(
                                    Rulebook.current()
                                            .ruling(
                                                    docket,
                                                    review,
                                                    author(Office.CAO, "one"),
                                                    World.PROFILES,
                                                    day)))
                    .as(day.toString())
                    .isTrue();
    }

    /** Only the profile of the actor's own State lifts a line, and only one that may be lifted. */
    @Test
    void a_published_profile_relaxes_what_may_be_relaxed() {
        var docket = acted(Office.CUS, "one");
        var use = new Act.Acknowledge(Optional.empty());
        var actor = author(Office.INV, "one");
        assertThat(denies(ruling(docket, use, actor, relaxing("XB", "CUS/INV")))).isFalse();
        assertThat(denies(ruling(docket, use, actor, relaxing("XA", "CUS/INV")))).isTrue();
        assertThat(denies(ruling(docket, use, actor, relaxing("XB", "TRA/INV")))).isTrue();
        assertThat(
                        denies(
                                ruling(
                                        acted(Office.PRO, "one"),
                                        use,
                                        author(Office.CAO, "one"),
                                        relaxing("XB", "PRO/CAO"))))
                .isTrue();
    }

    /** Two humans of one office: each such line is kept by at least one pair of acts. */
    @Test
    void offices_that_need_two_of_their_own_have_acts_that_do() {
        var lines =
                Separation.shipped().lines().stream()
                        .filter(Separation.Line::isOfOneOffice)
                        .map(Separation.Line::one)
                        .toList();
        assertThat(lines).containsExactlyInAnyOrder("JUD", "CAO", "CUS", "DUT", "LAW", "ROOT");
        assertThat(FourEyes.officesOfPairs())
                .contains(Office.JUD, Office.CAO, Office.CUS, Office.DUT);
    }

    @Test
    void shares_of_the_root_lie_in_different_authorities() {
        assertThat(Separation.shipped().lines())
                .filteredOn(line -> line.one().equals("ROOT"))
                .extracting(Separation.Line::scope)
                .containsExactly(Scope.AUTHORITY, Scope.STATE);
    }

    private static Profiles relaxing(String state, String pair) {
        var profiles = new TreeMap<>(World.PROFILES.byState());
        var profile = profiles.get(state);
        assertThat(profile).isNotNull();
        profiles.put(
                state,
                new Profile(
                        state,
                        profile.document()
                                .with(
                                        "separation",
                                        Json.object()
                                                .with("relaxed", Json.strings(List.of(pair))))));
        return new Profiles(Map.copyOf(profiles));
    }

    private static Ruling ruling(Docket docket, Act act, Author actor, Profiles profiles) {
        return Rulebook.current().ruling(docket, act, actor, profiles, DAY);
    }

    private static boolean denies(Ruling ruling) {
        return ruling.all().stream()
                .anyMatch(finding -> finding.rule().equals("R-120") && finding.effect().denies());
    }

    private static Author author(Office office, String who) {
        return new Author(
                "XB",
                "XB.somewhere",
                office.name(),
                Digest.of(who.getBytes(StandardCharsets.UTF_8)));
    }

    /** A docket on which {@code who} has acted in this office, whatever it was. */
    private static Docket acted(Office office, String who) {
        var digests = new TreeMap<String, Digest>();
        Cooperation.SECTIONS.forEach(
                name -> digests.put(name, Digest.of(name.getBytes(StandardCharsets.UTF_8))));
        var header =
                new Header(
                        UUID.nameUUIDFromBytes(office.name().getBytes(StandardCharsets.UTF_8)),
                        World.DOCKET,
                        Cooperation.KIND,
                        "consult",
                        Instant.from(DAY.minusYears(1).atStartOfDay(ZoneOffset.UTC)),
                        author(office, who),
                        new TreeSet<>(),
                        Rulebook.current().digest(World.PROFILES),
                        "",
                        digests);
        return Docket.empty(World.DOCKET)
                .with(new Envelope(header, Map.of(), "", Optional.empty(), List.of()));
    }
}

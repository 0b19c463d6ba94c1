package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.law.Profiles;
import comity.treaty.offices.Separation;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import comity.treaty.terms.Office;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The separation matrix at the door: for each office in which somebody has acted, each in which
 * they act next, and each type of act, the options offer it exactly where the door lets it in.
 */
class SeparationDoorTest {
    private static final UUID DOCKET = UUID.fromString("01990000-0000-7000-8000-000000000002");
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private final CooperationKind door = new CooperationKind(InstantSource.fixed(NOON));

    @Test
    void the_door_and_the_options_say_what_the_matrix_says_of_every_act() {
        var unexplained = new ArrayList<String>();
        var cells = 0;
        for (var earlier : Office.values()) {
            var held = new Held(DOCKET, List.of(act("consult", earlier, "one", new TreeSet<>())));
            var seen = new TreeSet<>(held.docket().causality().heads());
            for (var proposed : Office.values())
                for (var who : List.of("one", "another")) {
                    var apart =
                            who.equals("one")
                                    && Separation.shipped()
                                            .onDocket(earlier, proposed, Set.of())
                                            .isPresent();
                    var offered = offered(held.docket(), author(proposed, who));
                    for (var type : Type.values()) {
                        cells++;
                        var filed = isApart(act(type.word(), proposed, who, seen), held);
                        if (filed != apart || offered.contains(type) == apart)
                            unexplained.add(
                                    "%s by %s %s after %s".formatted(type, proposed, who, earlier));
                    }
                }
        }
        assertThat(unexplained).isEmpty();
        assertThat(cells).isEqualTo(18 * 18 * 2 * Type.values().length);
    }

    /** The types that the matrix leaves open; other rules may still close them. */
    private static Set<Type> offered(Docket docket, Author actor) {
        return Rulebook.current().options(docket, actor, Profiles.NONE, DAY).stream()
                .filter(option -> !names(option.ruling()))
                .map(Rulebook.Option::type)
                .collect(Collectors.toSet());
    }

    private boolean isApart(Envelope act, Held held) {
        return door.refused(act, held, Trust.NONE, true)
                .filter(filing -> filing instanceof Filing.Denied(var ruling) && names(ruling))
                .isPresent();
    }

    private static boolean names(Ruling ruling) {
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

    private static Envelope act(String type, Office office, String who, SortedSet<Digest> seen) {
        var digests = new TreeMap<String, Digest>();
        Cooperation.SECTIONS.forEach(
                name -> digests.put(name, Digest.of(name.getBytes(StandardCharsets.UTF_8))));
        return new Envelope(
                new Header(
                        UUID.nameUUIDFromBytes(
                                (type + office + who).getBytes(StandardCharsets.UTF_8)),
                        DOCKET,
                        Cooperation.KIND,
                        type,
                        NOON,
                        author(office, who),
                        seen,
                        Rulebook.current().digest(Profiles.NONE),
                        "",
                        digests),
                Map.of(),
                "",
                Optional.empty(),
                List.of());
    }
}

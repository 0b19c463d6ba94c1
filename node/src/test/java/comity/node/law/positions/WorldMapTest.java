package comity.node.law.positions;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.positions.Participant;
import comity.treaty.positions.Positions;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The drawing that the build made has every State, and nothing outside its frame. */
class WorldMapTest {
    private final WorldMap map = WorldMap.drawn();

    @Test
    void every_state_is_drawn_once_and_no_organization_is() {
        var states = new TreeSet<String>();
        Positions.shipped().participants().values().stream()
                .filter(participant -> !participant.organization())
                .map(Participant::code)
                .forEach(states::add);
        assertThat(map.outlines().stream().map(WorldMap.Outline::code))
                .containsExactlyInAnyOrderElementsOf(states);
    }

    @Test
    void a_state_has_an_outline_or_a_ring_inside_the_frame() {
        assertThat(map.outlines())
                .allSatisfy(
                        outline -> {
                            assertThat(outline.path().isEmpty() && outline.ring().isEmpty())
                                    .as(outline.code())
                                    .isFalse();
                            assertThat(outline.path()).matches("(M\\d+ \\d+l[-\\d ]+z)*");
                            outline.ring()
                                    .ifPresent(
                                            ring -> {
                                                assertThat(ring.x()).isBetween(0, map.width());
                                                assertThat(ring.y()).isBetween(0, map.height());
                                            });
                        });
    }

    @Test
    void small_states_have_rings_and_large_ones_none() {
        var ringed =
                map.outlines().stream()
                        .filter(outline -> outline.ring().isPresent())
                        .map(WorldMap.Outline::code)
                        .toList();
        assertThat(ringed)
                .contains("NR", "MV", "MU", "PW", "VA", "SG", "TV", "QA", "LU")
                .doesNotContain("RU", "IN", "FR", "AU", "CL");
    }
}

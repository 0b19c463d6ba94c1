package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole walk over lines that refuse, delay and cut: nothing is lost, nothing is there twice,
 * and both nodes agree. {@code -Dcomity.seed=} repeats a run.
 */
@Tag("slow")
class FaultyLineTest {
    @TempDir Path folder = Path.of("");
    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Map<String, FaultyLine> lines = new LinkedHashMap<>();

    @Test
    void a_request_crosses_lines_that_cut_in_the_middle_of_question_and_answer() throws Exception {
        System.out.println("faulty lines, seed " + seed);
        var narrator = new Narrator(System.out);
        try (var cast = Cast.assemble(folder, narrator, this::over)) {
            var evidence = folder.resolve("k.orlov.mbox");
            Mailbox.write(evidence);

            var docket = Walk.run(cast, evidence, narrator);

            assertThat(lines.values().stream().mapToInt(FaultyLine::faults).sum())
                    .as("connections cut")
                    .isPositive();
            lines.values().forEach(FaultyLine::mend);
            assertThat(acts(cast, World.BRANDT, docket)).doesNotHaveDuplicates();
            assertThat(acts(cast, World.KATZ, docket)).doesNotHaveDuplicates();
            RunningNode.await(
                    "the nodes did not agree",
                    RunningNode.LONGEST_CROSSING,
                    () ->
                            state(cast, World.BRANDT, docket)
                                    .equals(state(cast, World.KATZ, docket)));
        } finally {
            for (var line : lines.values()) line.close();
        }
    }

    /** Each node is introduced to the other at the near end of a line of its own. */
    private int over(RunningNode partner, int port) {
        try {
            var line = new FaultyLine(port, seed + lines.size());
            lines.put(partner.state(), line);
            return line.port();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static java.util.List<Json> acts(Cast cast, World.Officer officer, UUID docket) {
        return cast.person(officer).docket(docket).items("acts").stream()
                .map(act -> ((Json.Obj) act).get("digest").orElseThrow())
                .toList();
    }

    private static Json state(Cast cast, World.Officer officer, UUID docket) {
        return cast.person(officer).docket(docket).get("state").orElseThrow();
    }
}

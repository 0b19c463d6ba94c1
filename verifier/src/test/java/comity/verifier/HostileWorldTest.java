package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Verification;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A forger who makes up a whole world, with every key in hand, can sign anything. Whatever it is,
 * the court's program answers with lines.
 */
class HostileWorldTest {
    private static final int WORLDS = 150;
    private static final List<String> STEPS =
            List.of(
                    "authorise",
                    "request",
                    "acknowledge",
                    "find-discrimination",
                    "authorise-execution",
                    "order",
                    "produce",
                    "transmit",
                    "confirm-receipt");
    private static final List<Json> VALUES =
            List.of(
                    new Json.Str(""),
                    new Json.Str("x".repeat(5_000)),
                    new Json.Str("\u202e\n{type}\u0000"),
                    new Json.Str("+999999999-12-31"),
                    new Json.Str("-999999999-01-01"),
                    new Json.Str("+1000000000-12-31T23:59:59.999999999Z"),
                    new Json.Str("ab".repeat(32)),
                    new Json.Str("log+x+y"),
                    new Json.Str("log+00000000+AQ=="),
                    new Json.Int(Json.Int.LIMIT),
                    new Json.Int(-Json.Int.LIMIT),
                    new Json.Bool(true),
                    Json.EMPTY,
                    new Json.Arr(List.of()),
                    new Json.Arr(List.of(Json.EMPTY, new Json.Str("CONTENT"), new Json.Int(0))));
    @TempDir Path folder;

    @Test
    void whatever_is_signed_is_answered_with_lines() throws IOException {
        for (var seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var story = new Story();
            for (var i = 0; i < 3; i++)
                story.when(
                        STEPS.get(random.nextInt(STEPS.size())), draft -> distort(draft, random));
            var file = Story.write(folder, with(story.told(), random));
            var roots = Optional.of(story.roots()).filter(_ -> random.nextBoolean());

            var report = Verification.verify(file, roots, Progress.SILENT);

            assertThat(report.lines()).as("world %d", seed).isNotEmpty();
            assertThat(report.text(Locale.ENGLISH).lines())
                    .as("world %d: each line is one line", seed)
                    .filteredOn(line -> line.matches("(PASSED|FAILED|UNCHECKED)  .*"))
                    .hasSize(report.lines().size());
            Files.delete(file);
        }
    }

    private static void distort(Story.Draft draft, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> draft.seen.clear();
            case 1 -> draft.after = ((Json.Str) VALUES.get(random.nextInt(9))).text();
            default -> {
                var names = List.copyOf(draft.content.keySet());
                var name = names.get(random.nextInt(names.size()));
                draft.content.put(name, distorted(draft.content.get(name), random));
            }
        }
    }

    /** One value, somewhere, is another. */
    private static Json.Obj distorted(Json.Obj object, Random random) {
        var names = List.copyOf(object.members().keySet());
        if (names.isEmpty()) return object.with("x", VALUES.get(random.nextInt(VALUES.size())));
        var name = names.get(random.nextInt(names.size()));
        var value = object.members().get(name);
        if (value instanceof Json.Obj inner && random.nextInt(4) > 0)
            return object.with(name, distorted(inner, random));
        if (value instanceof Json.Arr(var items) && !items.isEmpty() && random.nextInt(4) > 0) {
            var copy = new ArrayList<>(items);
            var at = random.nextInt(copy.size());
            copy.set(
                    at,
                    copy.get(at) instanceof Json.Obj inner
                            ? distorted(inner, random)
                            : VALUES.get(random.nextInt(VALUES.size())));
            return object.with(name, new Json.Arr(copy));
        }
        return object.with(name, VALUES.get(random.nextInt(VALUES.size())));
    }

    /** In every other world the directories and profiles are distorted too, and signed anew. */
    private static Contents with(Story story, Random random) {
        var nation = random.nextBoolean() ? story.arcadia : story.borduria;
        if (random.nextBoolean())
            story.directories.add(
                    story.published(
                            nation, Directory.KIND, distorted(nation.directory(2).json(), random)));
        if (random.nextInt(4) == 0)
            story.profiles.add(story.published(nation, "law", distorted(nation.profile(), random)));
        return story.contents();
    }
}

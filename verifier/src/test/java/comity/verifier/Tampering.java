package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Roots;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything in a case file, changed: by who handles the file and holds no key, and by who holds a
 * State's keys and lies. A row says what was changed, which line of the report says so, and with
 * what exit. {@link Story} is the case; the rows are in the classes named after what they change.
 */
abstract class Tampering {
    @TempDir Path folder;

    /** What a court is handed: a file, and the roots that it was given by another path. */
    record Handed(Path file, Optional<Roots> roots) {}

    @FunctionalInterface
    interface Attempt {
        Handed make() throws IOException;
    }

    /** What was changed, and by which code and status of a line the report says so. */
    record Row(String change, Status status, String code, Attempt attempt) {}

    abstract Stream<Row> rows();

    @TestFactory
    Stream<DynamicTest> every_change_is_named() {
        return rows().map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.change + " -> " + row.code, () -> holds(row)));
    }

    private static void holds(Row row) throws IOException {
        var report = verify(row.attempt.make());

        assertThat(report.lines())
                .as(report.text(Locale.ENGLISH))
                .anyMatch(line -> line.code().equals(row.code) && line.status() == row.status);
        assertThat(report.exit())
                .as(report.text(Locale.ENGLISH))
                .isEqualTo(row.status == Status.FAILED ? 1 : 2);
        for (var language : List.of("en", "fr", "es", "ar", "ru", "zh"))
            assertThat(report.text(Locale.of(language)).replace("NOT_SEEN_THOUGH_HELD", ""))
                    .doesNotContain("{", row.code)
                    .doesNotContainPattern("why\\.[a-z]");
    }

    static Report verify(Handed handed) throws IOException {
        return Verification.verify(handed.file, handed.roots, Progress.SILENT);
    }

    Handed handed(Story story) throws IOException {
        return new Handed(story.write(folder), Optional.of(story.roots()));
    }

    Handed handed(Story story, Contents contents) throws IOException {
        return new Handed(Story.write(folder, contents), Optional.of(story.roots()));
    }

    /** By whoever handles the file and holds no key. */
    Row handled(String change, String code, BiConsumer<Story, Parts> how) {
        return handled(change, Status.FAILED, code, how);
    }

    Row handled(String change, Status status, String code, BiConsumer<Story, Parts> how) {
        return new Row(
                change,
                status,
                code,
                () -> {
                    var story = new Story().told();
                    var parts = Parts.of(story.write(folder));
                    how.accept(story, parts);
                    return new Handed(parts.write(folder), Optional.of(story.roots()));
                });
    }

    /** By whoever holds a State's keys and lies before signing. */
    Row lied(String change, String code, UnaryOperator<Story> how) {
        return lied(change, Status.FAILED, code, how);
    }

    Row lied(String change, Status status, String code, UnaryOperator<Story> how) {
        return new Row(change, status, code, () -> handed(how.apply(new Story()).told()));
    }

    /** By whoever puts the file together. */
    Row written(String change, Status status, String code, Function<Story, Contents> how) {
        return new Row(
                change,
                status,
                code,
                () -> {
                    var story = new Story().told();
                    return handed(story, how.apply(story));
                });
    }

    static List<Envelope> changed(Story story, String name, Consumer<List<Receipt>> change) {
        return story.contents().acts().stream()
                .map(
                        act -> {
                            if (!act.digest().equals(story.act(name))) return act;
                            var receipts = new ArrayList<Receipt>(act.receipts());
                            change.accept(receipts);
                            return act.with(receipts);
                        })
                .toList();
    }

    static void onlyReceipt(Parts parts, Digest act, int number) {
        parts.change(
                act,
                envelope ->
                        envelope.with(
                                "receipts",
                                new Json.Arr(List.of(envelope.items("receipts").get(number)))));
    }

    static void only(Story.Draft draft, Digest seen) {
        draft.seen.clear();
        draft.seen.add(seen);
    }
}

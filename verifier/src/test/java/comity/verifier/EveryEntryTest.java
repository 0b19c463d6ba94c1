package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Status;
import comity.evidence.dossier.Verification;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each entry of a case file is changed in turn, in each way in which a file can be. Whatever it is,
 * the answer is a report, and the report does not say that everything passed.
 */
class EveryEntryTest {
    private static final int FLIPS = 5;

    @TempDir Path folder;
    private Story story = new Story();
    private Parts whole = new Parts();

    @BeforeEach
    void a_case() throws IOException {
        story = new Story().told();
        whole = Parts.of(story.write(folder));
    }

    private Report verify(Parts parts) throws IOException {
        var file = parts.write(folder);
        try {
            return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
        } finally {
            Files.delete(file);
        }
    }

    private Parts copy() {
        var parts = new Parts();
        whole.entries.forEach((name, bytes) -> parts.entries.put(name, bytes.clone()));
        return parts;
    }

    @Test
    void untouched_it_passes() throws IOException {
        assertThat(verify(copy()).exit()).isZero();
        assertThat(whole.entries).hasSizeGreaterThan(15);
    }

    @TestFactory
    Stream<DynamicTest> every_entry_in_every_way() {
        return Stream.of(
                each("a bit is flipped", this::flipped),
                each("taken out", (parts, name) -> parts.entries.remove(name)),
                each("taken out, and its listing too", this::delisted, this::isTheLastAct),
                each("emptied", (parts, name) -> parts.entries.put(name, new byte[0])),
                each("cut in half", (parts, name) -> cut(parts, name, 2)),
                each("its last byte cut off", (parts, name) -> cut(parts, name, 1)),
                each("a byte appended", this::appended),
                each("in another's place", this::swapped),
                each("there under another name too", this::doubled));
    }

    private DynamicTest each(String how, BiConsumer<Parts, String> change) {
        return each(how, change, _ -> false);
    }

    private DynamicTest each(
            String how, BiConsumer<Parts, String> change, Predicate<String> except) {
        return DynamicTest.dynamicTest(
                how,
                () -> {
                    for (var name : List.copyOf(whole.entries.keySet())) {
                        if (except.test(name)) continue;
                        var parts = copy();
                        change.accept(parts, name);
                        var report = verify(parts);
                        assertThat(report.exit())
                                .as("%s: %s\n%s", name, how, report.textInShort(Locale.ENGLISH))
                                .isNotZero();
                        assertThat(report.textInShort(Locale.ENGLISH))
                                .as("%s: %s", name, how)
                                .doesNotContain("Exception")
                                .doesNotContainPattern("why\\.[a-z]");
                    }
                });
    }

    /** Nothing names it, so nothing misses it: the line "upto" says so of every report. */
    private boolean isTheLastAct(String name) {
        return name.equals(Parts.place(story.act("confirm-receipt")));
    }

    /**
     * Several places of one entry in turn. Some mean nothing: who wrote the file is in no
     * signature, and a cosignature whose name is spoilt is one of nobody known (C2SP signed-note).
     * Then every line is as it was, but for a time that only this cosignature bounded so closely:
     * the next one that is left bounds it, and the interval holds the former one.
     */
    private void flipped(Parts parts, String name) {
        var random = new Random(name.hashCode());
        for (var i = 0; i < FLIPS; i++) {
            var one = copy();
            var bytes = one.entries.get(name);
            var at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            try {
                var report = verify(one);
                if (report.exit() == 0)
                    saysNoMoreThan(verify(copy()), report, name + ", byte " + at);
            } catch (IOException e) {
                throw new AssertionError(name, e);
            }
        }
        parts.entries.get(name)[0] ^= 1;
    }

    private static void saysNoMoreThan(Report whole, Report spoilt, String where) {
        var before = whole.lines();
        var after = spoilt.lines();
        assertThat(after).as(where).hasSameSizeAs(before);
        for (var i = 0; i < before.size(); i++) {
            var had = before.get(i);
            var has = after.get(i);
            assertThat(bare(has)).as(where).isEqualTo(bare(had));
            if (!had.code().equals("time.interval")) continue;
            assertThat(end(has, "from")).as(where).isBeforeOrEqualTo(end(had, "from"));
            assertThat(end(has, "to")).as(where).isAfterOrEqualTo(end(had, "to"));
        }
    }

    private static Instant end(Report.Line line, String which) {
        return Instant.parse(line.facts().getOrDefault(which, ""));
    }

    /** A line without the ends of an interval, and without who bounds it. */
    private static String bare(Report.Line line) {
        var facts = new TreeMap<>(line.facts());
        if (line.code().equals("time.interval"))
            facts.keySet().removeAll(Set.of("from", "to", "witness"));
        return line.status() + " " + line.code() + " " + facts + line.act();
    }

    private static void cut(Parts parts, String name, int how) {
        var bytes = parts.entries.get(name);
        parts.entries.put(
                name, Arrays.copyOf(bytes, how == 1 ? bytes.length - 1 : bytes.length / how));
    }

    private void appended(Parts parts, String name) {
        var bytes = parts.entries.get(name);
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = '}';
        parts.entries.put(name, longer);
    }

    private void swapped(Parts parts, String name) {
        var names = List.copyOf(parts.entries.keySet());
        var other = names.get((names.indexOf(name) + 1) % names.size());
        var bytes = parts.entries.get(name);
        parts.entries.put(name, parts.entries.get(other));
        parts.entries.put(other, bytes);
    }

    private void doubled(Parts parts, String name) {
        parts.entries.put(name + ".copy", parts.entries.get(name));
    }

    /** Whoever leaves something out leaves it out of the list too. */
    private void delisted(Parts parts, String name) {
        parts.entries.remove(name);
        if (name.equals(Parts.MANIFEST)) return;
        if (name.indexOf('/') < 0) {
            parts.list("beside", all -> all.remove(name));
            return;
        }
        var folder = name.substring(0, name.indexOf('/'));
        var listed =
                folder.equals("exhibits")
                        ? name
                        : name.substring(name.indexOf('/') + 1, name.length() - ".json".length());
        parts.list(folder, all -> all.remove(listed));
    }

    /** What nobody listed and what nobody knows are named, each by its own name. */
    @Test
    void an_unknown_file_is_named() throws IOException {
        for (var name : List.of("readme.txt", "acts/x.json", "exhibits/x/y", "logs/z.json")) {
            var parts = copy();
            parts.entries.put(name, "hello".getBytes(StandardCharsets.UTF_8));
            var report = verify(parts);

            assertThat(report.lines()).hasSize(1);
            assertThat(report.lines().getFirst().status()).isEqualTo(Status.FAILED);
            assertThat(report.text(Locale.ENGLISH)).contains(name);
        }
    }

    /** Members that the format does not know change nothing that was signed, and are refused. */
    @Test
    void a_member_more_in_an_act_is_refused() throws IOException {
        for (var digest : whole.json(Parts.MANIFEST).texts("acts")) {
            var parts = copy();
            var name = "acts/" + digest + ".json";
            parts.entries.put(
                    name,
                    CanonicalJson.bytes(parts.json(name).with("note", new Json.Str("believe me"))));

            assertThat(verify(parts).exit()).isEqualTo(1);
        }
    }

    /** Two exhibits that change places: each has a name that is the other's. */
    @Test
    void two_exhibits_swapped_are_two_lines() throws IOException {
        var two = new Story();
        var second = "A second mailbox.\n".getBytes(StandardCharsets.UTF_8);
        two.when("produce", draft -> exhibits(draft, Story.exhibit(Story.PRODUCED), second));
        two.when(
                "compare",
                draft ->
                        draft.say(
                                "exhibits",
                                "exhibits",
                                new Json.Arr(
                                        List.of(
                                                Story.derived().with("standing", "WITHIN"),
                                                Story.exhibit(second)
                                                        .with("standing", "WITHIN")))));
        two.when("transmit", draft -> exhibits(draft, Story.derived(), second));
        two.when(
                "confirm-receipt",
                draft -> exhibits(draft, Story.exhibit(Story.TRANSMITTED), second));
        story = two.told();
        var one = story.contents();
        var both = List.of(one.exhibits().getFirst(), Story.exhibit("second.mbox", second));
        var parts =
                Parts.of(
                        Story.write(
                                folder,
                                new Contents(
                                        one.docket(),
                                        one.exporter(),
                                        one.acts(),
                                        one.directories(),
                                        one.profiles(),
                                        one.logs(),
                                        both)));
        var hash = comity.record.act.Digest.of(second).hex();
        var place = "exhibits/" + hash + "/second.mbox";
        assertThat(verify(parts).exit()).as("both are here").isZero();

        var first =
                parts.entries.keySet().stream()
                        .filter(name -> name.startsWith("exhibits/") && !name.equals(place))
                        .findFirst()
                        .orElseThrow();
        var bytes = parts.entries.get(first);
        parts.entries.put(first, second);
        parts.entries.put(place, bytes);
        var failed = verify(parts).lines().stream().filter(l -> l.status() == Status.FAILED);

        assertThat(failed)
                .hasSize(2)
                .allMatch(
                        line ->
                                line.code().equals("file.other-bytes")
                                        || line.code().equals("file.damaged"));
    }

    private static void exhibits(Story.Draft draft, Json.Obj first, byte[] second) {
        draft.say(
                "exhibits",
                "exhibits",
                new Json.Arr(List.of(first, Story.exhibit(second).with("name", "second.mbox"))));
    }
}

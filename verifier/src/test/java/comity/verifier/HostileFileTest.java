package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.evidence.dossier.Contents;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files made to hurt whoever opens them: each ends with a plain sentence and exit 1, within the
 * memory of a small machine.
 */
class HostileFileTest {
    @TempDir Path folder;
    private Story story = new Story();
    private Path honest = Path.of("");
    private Path roots = Path.of("");

    @BeforeEach
    void an_honest_case() throws IOException {
        story = new Story().told();
        honest = story.write(folder);
        roots = Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()));
    }

    private record Answer(int exit, String text) {}

    private Answer verify(Path file) {
        var out = new ByteArrayOutputStream();
        var exit =
                Verify.run(
                        List.of(file.toString(), "--roots", roots.toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8));
    }

    private void isRefused(Path file, String sentence) {
        var answer = verify(file);
        assertThat(answer.text()).contains("FAILED", sentence).doesNotContain("Exception", "\tat ");
        assertThat(answer.exit()).as(answer.text()).isEqualTo(1);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "hostile", ".comity"), bytes);
    }

    private Path changed(Consumer<byte[]> change) throws IOException {
        var bytes = Files.readAllBytes(honest);
        change.accept(bytes);
        return file(bytes);
    }

    /** An archive of these entries. */
    private Path zip(Map<String, byte[]> entries) throws IOException {
        var parts = new Parts();
        parts.entries.putAll(entries);
        return parts.write(folder);
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (var at = from; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) return at;
        }
        throw new AssertionError("not there");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first entry's header in the table of contents. */
    private static int table(byte[] bytes) {
        return find(bytes, ascii("PK\1\2"), 0);
    }

    @Nested
    class What_is_no_archive {
        @Test
        void an_empty_file() throws IOException {
            isRefused(file(new byte[0]), "the file is empty");
        }

        @Test
        void a_letter() throws IOException {
            isRefused(file(ascii("Dear court, please find enclosed.")), "it is not a ZIP file");
        }

        @Test
        void an_archive_that_was_cut_short_wherever() throws IOException {
            var bytes = Files.readAllBytes(honest);
            for (var length = 1; length < bytes.length; length += 211)
                isRefused(file(Arrays.copyOf(bytes, length)), "it is not a ZIP file");
        }

        @Test
        void an_archive_with_a_program_before_it() throws IOException {
            var bytes = Files.readAllBytes(honest);
            var longer = new byte[bytes.length + 512];
            System.arraycopy(bytes, 0, longer, 512, bytes.length);
            isRefused(file(longer), "its table of contents is damaged");
        }

        @Test
        void an_archive_with_something_after_it() throws IOException {
            var bytes = Files.readAllBytes(honest);
            isRefused(file(Arrays.copyOf(bytes, bytes.length + 9)), "it is not a ZIP file");
        }

        @Test
        void a_terabyte_of_nothing() throws IOException {
            var file = folder.resolve("sparse.comity");
            try (var large = new java.io.RandomAccessFile(file.toFile(), "rw")) {
                large.setLength(1L << 40);
            }
            isRefused(file, "it is not a ZIP file");
            Files.delete(file);
        }

        @Test
        void a_folder_or_nothing_is_a_wrong_question() {
            assertThat(verify(folder).exit()).isEqualTo(3);
            assertThat(verify(folder.resolve("nothing")).exit()).isEqualTo(3);
        }
    }

    @Nested
    class What_two_programs_would_read_differently {
        @Test
        void a_name_that_lies_there_twice() throws IOException {
            var first = "acts/" + "a".repeat(64) + ".json";
            var second = "acts/" + "b".repeat(64) + ".json";
            var bytes =
                    Files.readAllBytes(
                            zip(
                                    Map.of(
                                            first, ascii("{}"),
                                            second, ascii("{}"))));
            for (var at = 0; at < bytes.length; at++) {
                if (bytes[at] == 'b' && bytes[at - 1] != 'l') bytes[at] = 'a';
            }
            isRefused(file(bytes), "it lies here twice");
        }

        @Test
        void two_names_over_the_same_bytes() throws IOException {
            var bytes = Files.readAllBytes(honest);
            var first = table(bytes);
            var second = find(bytes, ascii("PK\1\2"), first + 4);
            System.arraycopy(bytes, first + 42, bytes, second + 42, 4); // where its bytes lie
            isRefused(file(bytes), "contradict each other");
        }

        @Test
        void another_name_in_front_of_the_bytes_than_in_the_table() throws IOException {
            isRefused(changed(bytes -> bytes[30] ^= 1), "contradict each other");
        }

        @Test
        void another_method_in_front_of_the_bytes_than_in_the_table() throws IOException {
            isRefused(changed(bytes -> bytes[8] = 0), "contradict each other");
        }

        @Test
        void bytes_that_no_entry_owns() throws IOException {
            var bytes = Files.readAllBytes(honest);
            var at = table(bytes);
            var longer = new byte[bytes.length + 40];
            System.arraycopy(bytes, 0, longer, 0, at);
            System.arraycopy(bytes, at, longer, at + 40, bytes.length - at);
            var end = longer.length - 22;
            var start = at + 40;
            for (var i = 0; i < 4; i++) longer[end + 16 + i] = (byte) (start >> 8 * i);
            isRefused(file(longer), "bytes that belong to no part");
        }
    }

    @Nested
    class Names {
        @TestFactory
        Stream<DynamicTest> that_lead_elsewhere() {
            return Stream.of(
                            "../../etc/passwd",
                            "/etc/passwd",
                            "acts/../../x.json",
                            "exhibits/" + "ab".repeat(32) + "/../../../x",
                            "C:/x",
                            "..\\..\\x",
                            "acts//x.json",
                            "acts/",
                            "acts/a\nPASSED     x.json",
                            "acts/\u0000.json",
                            "x".repeat(5_000))
                    .map(
                            name ->
                                    DynamicTest.dynamicTest(
                                            name.length() > 60 ? "a long one" : name,
                                            () -> {
                                                var parts = Parts.of(honest);
                                                parts.entries.put(name, new byte[1]);
                                                isRefused(
                                                        parts.write(folder),
                                                        "its name is not one that a case file can hold");
                                            }));
        }

        @Test
        void that_lead_elsewhere_from_the_list() throws IOException {
            var parts = Parts.of(honest);
            parts.list("exhibits", names -> names.add("exhibits/../../x"));
            isRefused(parts.write(folder), "names what cannot be in a case file");
        }

        @Test
        void that_would_draw_lines_of_their_own_in_the_report() throws IOException {
            var liar = new Story();
            liar.when(
                    "transmit",
                    draft ->
                            draft.say(
                                    "exhibits",
                                    "exhibits",
                                    new Json.Arr(
                                            List.of(
                                                    Story.derived()
                                                            .with("derivedFrom", "ab".repeat(32))
                                                            .with(
                                                                    "name",
                                                                    "a.mbox\nPASSED     \u202eAll is well {sha256}.\u001b[2J")))));
            var answer = verify(liar.told().write(folder));

            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.text())
                    .contains(
                            "FAILED     a.mbox\\u{a}PASSED     \\u{202e}All is well {sha256}.\\u{1b}[2J: does not come from");
            assertThat(answer.text().lines())
                    .as("what passes names the file on the same line, its line end written out")
                    .noneMatch(
                            line ->
                                    line.startsWith("PASSED")
                                            && line.contains("All is well")
                                            && !line.contains("a.mbox\\u{a}PASSED"));
        }

        @Test
        void of_the_public_collection_of_archives_that_escape() throws IOException {
            try (var files = Files.walk(corpora("adversarial/zip-slip/archives"))) {
                var archives = files.filter(file -> file.toString().endsWith(".zip")).toList();
                assertThat(archives).isNotEmpty();
                archives.forEach(archive -> isRefused(archive, "This is not a sound case file"));
            }
        }
    }

    @Nested
    class Bombs {
        @Test
        void an_act_that_unpacks_to_hundreds_of_megabytes() throws IOException {
            var parts = Parts.of(honest);
            parts.entries.put(Parts.place(story.act("order")), new byte[200 << 20]);
            isRefused(parts.write(folder), "it is larger than it may be");
        }

        @Test
        void an_exhibit_that_unpacks_to_more_than_was_signed() throws IOException {
            var parts = Parts.of(honest);
            var place = "exhibits/" + Digest.of(Story.TRANSMITTED).hex() + "/k.orlov.mbox";
            parts.entries.put(place, new byte[200 << 20]);
            isRefused(parts.write(folder), "it is larger than it may be");
        }

        @Test
        void an_entry_that_says_it_is_smaller_than_it_is() throws IOException {
            isRefused(
                    changed(
                            bytes -> {
                                bytes[table(bytes) + 24] ^= 1;
                                bytes[find(bytes, ascii("PK\7\10"), 0) + 12] ^= 1;
                            }),
                    "it does not have the size that it claims");
        }

        @Test
        void an_entry_that_says_it_is_larger_than_deflate_can_make_it() throws IOException {
            isRefused(
                    changed(bytes -> bytes[table(bytes) + 27] = 0x40),
                    "it does not have the size that it claims");
        }

        @Test
        void an_entry_whose_packed_size_reaches_into_the_next() throws IOException {
            isRefused(changed(bytes -> bytes[table(bytes) + 21] += 1), "shares bytes with another");
        }

        @Test
        @Tag("slow")
        void more_entries_than_any_case_file() throws IOException {
            var file = folder.resolve("many.comity");
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.setMethod(ZipOutputStream.STORED);
                for (var i = 0; i < 70_000; i++) {
                    var entry = new ZipEntry("acts/" + i);
                    entry.setSize(0);
                    entry.setCrc(0);
                    zip.putNextEntry(entry);
                    zip.closeEntry();
                }
            }
            isRefused(file, "it has more parts than any case file");
        }

        @Test
        void an_archive_in_an_archive_is_not_opened() throws IOException {
            var parts = Parts.of(honest);
            var place = "exhibits/" + "ab".repeat(32) + "/inner.zip";
            parts.entries.put(place, Files.readAllBytes(honest));
            parts.list("exhibits", names -> names.add(place));
            isRefused(parts.write(folder), "no act names this file");
        }

        @Test
        void what_is_encrypted() throws IOException {
            isRefused(
                    changed(
                            bytes -> {
                                bytes[6] |= 1;
                                bytes[table(bytes) + 8] |= 1;
                            }),
                    "it is encrypted");
        }

        @Test
        void what_is_packed_in_another_way() throws IOException {
            isRefused(
                    changed(
                            bytes -> {
                                bytes[8] = 12;
                                bytes[table(bytes) + 10] = 12;
                            }),
                    "packed in a way that a case file never is");
        }

        @Test
        void what_is_damaged() throws IOException {
            isRefused(changed(bytes -> bytes[60] ^= 0x55), "its bytes are damaged");
        }
    }

    @Nested
    class Texts {
        @Test
        void nested_without_end() throws IOException {
            for (var opened : List.of("[", "{\"a\":")) {
                var parts = Parts.of(honest);
                parts.entries.put(Parts.MANIFEST, ascii(opened.repeat(100_000)));
                isRefused(parts.write(folder), "it cannot be read");
            }
        }

        @Test
        void of_more_values_than_any_memory_should_hold() throws IOException {
            var parts = Parts.of(honest);
            parts.entries.put(
                    Parts.place(story.act("order")),
                    ascii("{\"a\":[" + "{},".repeat(600_000) + "{}]}"));
            isRefused(parts.write(folder), "more than any case file");
        }

        /** The public collection of JSON texts, each as the list and as an act. */
        @Test
        void of_the_public_collection_of_json() throws IOException {
            try (var files = Files.walk(corpora("adversarial/JSONTestSuite"))) {
                var texts = files.filter(file -> file.toString().endsWith(".json")).toList();
                assertThat(texts).hasSizeGreaterThan(100);
                for (var text : texts) {
                    var bytes = Files.readAllBytes(text);
                    var list = Parts.of(honest);
                    list.entries.put(Parts.MANIFEST, bytes);
                    isRefused(list.write(folder), "This is not a sound case file");
                    var act = Parts.of(honest);
                    act.entries.put(Parts.place(story.act("order")), bytes);
                    isRefused(act.write(folder), "This is not a sound case file");
                }
            }
        }
    }

    /** Public corpora, which are never committed: where they are absent the test says so. */
    private static Path corpora(String relative) {
        var path =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", "."))
                                                .resolveSibling("shared/corpora"))
                        .resolve(relative);
        if (!Files.exists(path)) System.out.println("skipped: no corpora " + relative);
        assumeTrue(Files.exists(path), "no corpora " + relative);
        return path;
    }

    /** A byte changed at random passes only where it changed nothing that a reader is told. */
    @Test
    void a_byte_changed_anywhere_is_noticed_or_means_nothing() throws IOException {
        var bytes = Files.readAllBytes(honest);
        var random = new Random(20261124);
        for (var i = 0; i < 400; i++) {
            var changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            var file = file(changed);
            var answer = verify(file);
            assertThat(answer.exit()).as(answer.text()).isBetween(0, 2);
            if (answer.exit() != 1) assertThat(contents(file)).isEqualTo(contents(honest));
            Files.delete(file);
        }
    }

    private static Map<String, String> contents(Path file) throws IOException {
        var digests = new java.util.TreeMap<String, String>();
        Parts.of(file).entries.forEach((name, bytes) -> digests.put(name, Digest.of(bytes).hex()));
        return digests;
    }

    @Nested
    class In_little_memory {
        private static final long LARGE = 256L << 20;

        @Test
        void an_exhibit_much_larger_than_the_memory_is_verified() throws Exception {
            var zeros = new byte[1 << 20];
            var sha = Digest.sha256();
            for (var i = 0; i < LARGE / zeros.length; i++) sha.update(zeros);
            var digest = Digest.ofHash(sha.digest());
            var big = new Story();
            UnaryOperator<Json.Obj> sized =
                    exhibit ->
                            exhibit.with("sha256", digest.hex())
                                    .with("size", LARGE)
                                    .with("name", "disk.img");
            for (var name : List.of("compare", "transmit", "confirm-receipt"))
                big.when(
                        name,
                        draft ->
                                draft.say(
                                        "exhibits",
                                        "exhibits",
                                        new Json.Arr(
                                                List.of(
                                                        name.equals("compare")
                                                                ? sized.apply(Story.derived())
                                                                        .with("standing", "WITHIN")
                                                                : sized.apply(Story.derived())))));
            var contents = big.told().contents();
            var file =
                    Story.write(
                            folder,
                            new Contents(
                                    contents.docket(),
                                    contents.exporter(),
                                    contents.acts(),
                                    contents.directories(),
                                    contents.profiles(),
                                    contents.logs(),
                                    List.of(
                                            new Contents.Exhibit(
                                                    digest,
                                                    "disk.img",
                                                    LARGE,
                                                    out -> zeros(out, zeros)))));

            assertThat(inLittleMemory(file)).isEqualTo(0);
        }

        private static void zeros(OutputStream out, byte[] zeros) throws IOException {
            for (var i = 0; i < LARGE / zeros.length; i++) out.write(zeros);
        }

        @Test
        void texts_as_large_as_they_may_be_are_refused() throws Exception {
            var parts = Parts.of(honest);
            for (var i = 0; i < 8; i++) {
                var text =
                        "{\"a\":[" + "{},".repeat(60_000) + "\"" + "x".repeat(3_000_000) + "\"]}";
                var digest = Digest.of(new byte[] {(byte) i}).hex();
                parts.entries.put("acts/" + digest + ".json", ascii(text));
                parts.list("acts", acts -> acts.addFirst(digest));
            }

            assertThat(inLittleMemory(parts.write(folder))).isEqualTo(1);
        }

        /** As a process of its own, with less memory than a browser's tab. */
        private int inLittleMemory(Path file) throws IOException, InterruptedException {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx96m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    Objects.requireNonNull(System.getProperty("java.class.path")),
                                    "comity.verifier.Verify",
                                    file.toString(),
                                    "--roots",
                                    folder.resolve("roots.json").toString())
                            .redirectErrorStream(true)
                            .start();
            try (var out = process.inputReader()) {
                var text = String.join("\n", new ArrayList<>(out.readAllLines()));
                var exit = process.waitFor();
                assertThat(text).doesNotContain("Exception", "OutOfMemory", "\tat ");
                return exit;
            }
        }
    }
}

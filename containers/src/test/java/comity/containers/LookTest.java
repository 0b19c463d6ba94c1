package comity.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others' containers say, and what of them is refused. */
class LookTest {
    @TempDir Path folder = Path.of("");

    @BeforeAll
    static void provider() {
        Security.addProvider(new BouncyCastleProvider());
    }

    private static Json.Obj look(Path file) throws IOException {
        return Look.at(file, List.of());
    }

    private Path zip(Map<String, String> files) throws IOException {
        var file = Files.createTempFile(folder, "some", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var one : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static String sha256(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Nested
    class Corpora {
        /** Every file of the corpus, none left out, is judged as the list of this test says. */
        @Test
        void all_of_asic_jades() throws IOException {
            judged("asic-jades", 152);
        }

        @Test
        void all_of_rfc3161() throws IOException {
            judged("rfc3161", 9);
        }

        private static void judged(String corpus, int count) throws IOException {
            var root = corpora().resolve(corpus);
            var there = Files.isDirectory(root);
            if (!there) System.out.println("skipped: no corpora " + corpus);
            assumeTrue(there);
            var found = new TreeMap<String, String>();
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    var name = root.relativize(file).toString();
                    if (name.matches("(.*/)?(ORIGIN.txt|LICENSE|LICENSE.md|COPYING|README.md)"))
                        continue;
                    var answer = look(file);
                    found.put(name, verdict(answer));
                }
            }
            assertThat(found).hasSize(count);
            var expected = new TreeMap<String, String>();
            try (var in = LookTest.class.getResourceAsStream(corpus + ".tsv")) {
                if (in == null) throw new AssertionError(corpus);
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t"))
                        .forEach(line -> expected.put(line[0], line[1]));
            }
            assertThat(found).isEqualTo(expected);
        }

        private static String verdict(Json.Obj answer) {
            var why = answer.text("why").map(code -> " " + code).orElse("");
            return answer.text("verdict").orElse("") + why;
        }
    }

    private static Path corpora() {
        return Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                .map(Path::of)
                .orElseGet(
                        () ->
                                Path.of(System.getProperty("comity.root", "."))
                                        .resolveSibling("shared/corpora"));
    }

    @Nested
    class Archives {
        @Test
        void a_name_that_leads_out_is_refused() throws IOException {
            for (var name : List.of("../evil", "a/../../evil", "/etc/passwd", "c:\\evil", "a\nb"))
                assertThat(look(zip(Map.of(name, "x"))).text("why")).contains("archive.name");
        }

        @Test
        void two_names_of_one_file_are_refused() throws IOException {
            var files = new LinkedHashMap<String, String>();
            files.put("Mail.mbox", "one");
            files.put("mail.mbox", "other");
            assertThat(look(zip(files)).text("why")).contains("archive.twice");
        }

        @Test
        void what_unpacks_without_end_is_refused() throws IOException {
            var file = folder.resolve("bomb.zip");
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("zeros"));
                for (var i = 0; i < 64; i++) zip.write(new byte[1 << 20]);
                zip.closeEntry();
            }
            assertThat(look(file).text("why")).contains("archive.bomb");
        }

        @Test
        void one_that_is_cut_short_is_refused() throws IOException {
            var whole = Files.readAllBytes(zip(Map.of("a", "text", "b", "more")));
            for (var length = 4; length < whole.length; length += 7) {
                var file = folder.resolve("cut.zip");
                Files.write(file, java.util.Arrays.copyOf(whole, length));
                assertThat(look(file).text("why")).contains("archive.malformed");
            }
        }

        @Test
        void an_ordinary_one_lists_its_files_by_hash() throws IOException {
            var answer = look(zip(Map.of("a.txt", "text")));
            assertThat(answer.text("verdict")).contains("sound");
            assertThat(answer.items("files"))
                    .containsExactly(
                            Json.object()
                                    .with("name", "a.txt")
                                    .with("size", 4)
                                    .with("sha256", sha256("text")));
        }
    }

    @Nested
    class Bags {
        private Map<String, String> bag() {
            var files = new TreeMap<String, String>();
            files.put("case/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
            files.put("case/bag-info.txt", "Payload-Oxum: 7.2\n");
            files.put("case/data/a.txt", "text");
            files.put("case/data/b.txt", "mor");
            files.put(
                    "case/manifest-sha256.txt",
                    sha256("text") + "  data/a.txt\n" + sha256("mor") + "  data/b.txt\n");
            return files;
        }

        @Test
        void a_whole_one_is_valid() throws IOException {
            var answer = look(zip(bag()));
            assertThat(answer.text("kind")).contains("bagit");
            assertThat(answer.text("verdict")).as(answer.toString()).contains("valid");
        }

        @Test
        void what_is_wrong_is_named() throws IOException {
            var other = bag();
            other.put("case/data/a.txt", "tExt");
            assertThat(problems(other)).contains("bag.other-bytes data/a.txt");
            var more = bag();
            more.put("case/data/c.txt", "new");
            assertThat(problems(more)).contains("bag.not-listed data/c.txt", "bag.oxum 7.2");
            var less = bag();
            less.remove("case/data/b.txt");
            assertThat(problems(less)).contains("bag.missing data/b.txt");
            var none = bag();
            none.remove("case/manifest-sha256.txt");
            assertThat(problems(none)).contains("bag.no-manifest case/");
        }

        private List<String> problems(Map<String, String> files) throws IOException {
            var answer = look(zip(files));
            assertThat(answer.text("verdict")).contains("broken");
            return answer.items("problems").stream()
                    .map(item -> (Json.Obj) item)
                    .map(item -> item.text("code").orElse("") + " " + item.text("file").orElse(""))
                    .toList();
        }
    }

    @Nested
    class Graphs {
        @Test
        void a_graph_of_CASE_shows_its_actions_and_hashes() throws IOException {
            var file = corpora().resolve("case/CASE/tests/examples/investigative_action_PASS.json");
            assumeTrue(Files.exists(file));
            var answer = look(file);
            assertThat(answer.text("kind")).contains("case");
            var action = (Json.Obj) answer.items("actions").getFirst();
            assertThat(action.texts("name")).containsExactly("Submit reference graphic");
            assertThat(action.texts("result")).hasSize(2);
            assertThat(answer.items("provenance")).hasSize(1);
        }
    }
}

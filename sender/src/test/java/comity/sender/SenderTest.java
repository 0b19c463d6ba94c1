package comity.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.evidence.exhibit.SourceManifest;
import comity.record.act.Digest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a provider's administrator meets it, before any node is asked. */
class SenderTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new Send(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        null,
                        Map.of(),
                        () -> NOON,
                        new Random(1))
                .run(arguments);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void explains_itself_in_six_languages(String language) {
        assertThat(run("--help", "--language", language)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--new-key").contains("--order");
        assertThat(Words.in(language).bundle().keySet())
                .isEqualTo(Words.in("en").bundle().keySet());
        for (var key : Words.in("en").bundle().keySet())
            for (var gap : List.of("{0}", "{1}", "{2}", "{3}"))
                assertThat(Words.in(language).say(key).contains(gap))
                        .as(language + " " + key + " " + gap)
                        .isEqualTo(Words.in("en").say(key).contains(gap));
    }

    @ParameterizedTest
    @CsvSource({
        "--nod,--nod?",
        "--node,needs a value",
        "file,--node is missing",
    })
    void says_what_is_wrong_with_the_question(String argument, String said) {
        assertThat(run(argument)).isEqualTo(3);
        assertThat(complained()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node.example",
                "ftp://node.example",
                "https://node.example/path",
                "http:// x"
            })
    void takes_no_address_that_is_none(String node) {
        assertThat(run("--node", node, "--order", "ab".repeat(32), "file")).isEqualTo(3);
        assertThat(complained()).contains("no address of a node");
    }

    @Test
    void names_what_lies_in_a_folder_from_the_folder_on() throws Exception {
        Files.createDirectories(folder.resolve("export/a/b"));
        Files.writeString(folder.resolve("export/a/b/c"), "1");
        Files.writeString(folder.resolve("export/d"), "22");
        var inventory = Inventory.of(List.of(folder.resolve("export").toString()));
        assertThat(inventory.items().stream().map(Inventory.Item::name))
                .containsExactly("export/a/b/c", "export/d");
        assertThat(inventory.bytes()).isEqualTo(3);
    }

    @Test
    void sends_nothing_where_a_link_a_name_or_two_of_one_name_stand_in_the_way() throws Exception {
        var one = Files.createDirectories(folder.resolve("one"));
        Files.writeString(one.resolve("x"), "1");
        var two = Files.createDirectories(folder.resolve("two"));
        Files.writeString(two.resolve("x"), "2");
        assertThatThrownBy(
                        () ->
                                Inventory.of(
                                        List.of(
                                                one.resolve("x").toString(),
                                                two.resolve("x").toString())))
                .hasMessageContaining("name-twice");
        Files.createSymbolicLink(one.resolve("l"), two);
        assertThatThrownBy(() -> Inventory.of(List.of(one.toString())))
                .hasMessageContaining("not-a-file");
        Files.delete(one.resolve("l"));
        Files.writeString(one.resolve("a:b"), "1");
        assertThatThrownBy(() -> Inventory.of(List.of(one.toString())))
                .hasMessageContaining("name-unsafe");
        assertThatThrownBy(() -> Inventory.of(List.of(folder.resolve("none").toString())))
                .hasMessageContaining("not-a-file");
        assertThatThrownBy(
                        () ->
                                Inventory.of(
                                        List.of(
                                                Files.createDirectories(folder.resolve("empty"))
                                                        .toString())))
                .hasMessageContaining("nothing-there");
    }

    @Test
    void keeps_a_key_locked_and_never_writes_over_one() throws Exception {
        var passphrase = Files.writeString(folder.resolve("p"), "a whole sentence\n").toString();
        var key = folder.resolve("key").toString();
        assertThat(run("--new-key", key, "--passphrase-file", passphrase)).isZero();
        assertThat(run("--new-key", key, "--passphrase-file", passphrase)).isEqualTo(3);
        assertThat(complained()).contains("not overwritten");
        var opened = KeyFile.open(Path.of(key), Optional.of(passphrase), null);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(opened.line())
                .contains(Digest.of(opened.publicKey()).hex());
        var wrong = Files.writeString(folder.resolve("w"), "another sentence").toString();
        assertThatThrownBy(() -> KeyFile.open(Path.of(key), Optional.of(wrong), null))
                .hasMessageContaining("key-locked");
        var shorter = Files.writeString(folder.resolve("s"), "short").toString();
        assertThat(run("--new-key", key + "2", "--passphrase-file", shorter)).isEqualTo(3);
        assertThat(Path.of(key + "2")).doesNotExist();
    }

    @Test
    void remembers_a_hash_only_of_the_file_as_it_was() throws Exception {
        var file = Files.writeString(folder.resolve("x"), "1");
        var item = Inventory.of(List.of(file.toString())).items().getFirst();
        var hashed = new SourceManifest.File("x", 1, Digest.of(new byte[] {49}), NOON);
        try (var memory = Memory.of(folder.resolve("state"), "n", "o")) {
            memory.hashed(item, hashed);
            memory.place("a", Optional.of("/uploads/1"));
            assertThatThrownBy(() -> Memory.of(folder.resolve("state"), "n", "o"))
                    .hasMessageContaining("runs-already");
        }
        try (var memory = Memory.of(folder.resolve("state"), "n", "o")) {
            assertThat(memory.hashed(item)).contains(hashed);
            assertThat(memory.place("a")).contains("/uploads/1");
            var later = new Inventory.Item("x", file, 1, item.modified() + 1);
            assertThat(memory.hashed(later)).isEmpty();
        }
        try (var files = Files.list(folder.resolve("state"))) {
            for (var kept : files.filter(one -> one.toString().endsWith(".json")).toList())
                Files.writeString(kept, "{");
        }
        try (var memory = Memory.of(folder.resolve("state"), "n", "o")) {
            assertThat(memory.hashed(item)).as("damaged: it costs time").isEmpty();
        }
    }

    @Test
    void shows_how_far_it_is() {
        var shown = new ByteArrayOutputStream();
        var progress =
                new Progress(
                        new PrintStream(shown, true, StandardCharsets.UTF_8), true, Words.in("en"));
        progress.begins("sending", 2_000, 500);
        progress.file("mail.mbox");
        progress.moves(500);
        progress.ends();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("50 %")
                .contains("1.0 kB of 2.0 kB")
                .contains("mail.mbox");
        assertThat(Progress.size(999)).isEqualTo("999 B");
        assertThat(Progress.size(1_500_000_000_000L)).isEqualTo("1.5 TB");
        assertThat(Progress.time(59)).isEqualTo("0:59");
        assertThat(Progress.time(3_661)).isEqualTo("1:01:01");
    }
}

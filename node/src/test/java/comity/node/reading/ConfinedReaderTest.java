package comity.node.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Comparison;
import comity.evidence.reading.Counts;
import comity.evidence.reading.Item;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.evidence.reading.Verdict;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that reads evidence: what it finds, and what it cannot do. */
class ConfinedReaderTest {
    private static final Scope OCTOBER =
            new Scope(
                    Optional.of(Set.of("k.orlov@harbourmail.example")),
                    Set.of(DataCategory.CONTENT),
                    Optional.of(LocalDate.parse("2026-10-01")),
                    Optional.of(LocalDate.parse("2026-10-10")));

    private static ConfinedReader reader() throws IOException {
        return ConfinedReader.open(
                Path.of(System.getProperty("comity.root", ".."), "reader", "target"));
    }

    private static Task task(String name) {
        return new Task(
                Task.Part.LIST,
                name,
                Optional.of(OCTOBER),
                Optional.empty(),
                Set.of(),
                Bounds.USUAL);
    }

    private static ConfinedReader.Found list(ConfinedReader reader, String name, byte[] bytes)
            throws IOException {
        return reader.list(task(name), out -> out.write(bytes), bytes.length, Watch.unwatched());
    }

    private static String message(String date) {
        return "From x Thu Oct  1 00:00:00 2026\r\nFrom: a@b.example\r\nDate: "
                + date
                + "\r\n\r\nx\r\n\r\n";
    }

    @Test
    void lists_and_divides_a_mailbox() throws IOException {
        var in = message("Thu, 1 Oct 2026 10:00:00 +0000");
        var out = message("Thu, 1 Jan 2026 10:00:00 +0000");
        var mbox = (in + out).getBytes(StandardCharsets.UTF_8);
        try (var reader = reader()) {
            var found = list(reader, "box.mbox", mbox);
            assertThat(found.whole()).isTrue();
            assertThat(found.items().stream().map(item -> Comparison.of(item, OCTOBER)))
                    .containsExactly(
                            Optional.of(Verdict.WITHIN),
                            Optional.of(Verdict.OUTSIDE_PERIOD),
                            Optional.empty());
            var within = new ByteArrayOutputStream();
            var counts =
                    reader.part(
                            new Task(
                                    Task.Part.WITHIN,
                                    "box.mbox",
                                    Optional.of(OCTOBER),
                                    Optional.empty(),
                                    Set.of(),
                                    Bounds.USUAL),
                            found.skipped(),
                            bytes -> bytes.write(mbox),
                            mbox.length,
                            within,
                            Watch.unwatched());
            assertThat(counts).isEqualTo(new Counts(1, 1));
            assertThat(within.toString(StandardCharsets.UTF_8)).isEqualTo(in);
        }
    }

    /** All three corpora in one exhibit: whatever is in it, it is named, and the process lives. */
    @Test
    void answers_for_every_file_of_the_corpora() throws IOException {
        var root =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", ".."))
                                                .resolveSibling("shared/corpora"));
        if (!Files.exists(root)) System.out.println("skipped: no corpora");
        assumeTrue(Files.exists(root), "no corpora");
        var names = new TreeSet<String>();
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            for (var corpus : List.of("email", "forensic", "adversarial"))
                try (Stream<Path> files = Files.walk(root.resolve(corpus))) {
                    for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                        var name = root.relativize(file).toString();
                        names.add("all.zip!/" + name);
                        zip.putNextEntry(new ZipEntry(name));
                        Files.copy(file, zip);
                        zip.closeEntry();
                    }
                }
        }
        try (var reader = reader()) {
            var found = list(reader, "all.zip", zipped.toByteArray());
            assertThat(found.whole()).isTrue();
            assertThat(found.skipped()).isEmpty();
            assertThat(names).hasSizeGreaterThan(400);
            assertThat(found.items().stream().map(Item::path)).containsAll(names);
        }
    }

    @Nested
    class Taken_over {
        @TempDir Path folder;

        private ConfinedReader misbehaving(Duration longest) throws IOException {
            try {
                var here =
                        Path.of(
                                Misbehaving.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI());
                var usual =
                        ReaderProgram.in(
                                Path.of(
                                        System.getProperty("comity.root", ".."),
                                        "reader",
                                        "target"));
                var entries = new java.util.ArrayList<>(usual.entries());
                entries.addFirst(here);
                return ConfinedReader.open(
                        new ReaderProgram(entries, Misbehaving.class.getName()),
                        new ConfinedReader.Limits(64, longest, 4 << 20));
            } catch (URISyntaxException e) {
                throw new AssertionError(e);
            }
        }

        private void isNamedAndTheRestIsRead(String how, Duration longest, Unread why)
                throws IOException {
            try (var reader = misbehaving(longest)) {
                var found = list(reader, how, new byte[] {1});
                assertThat(found.whole()).isTrue();
                assertThat(found.items().stream().map(Item::path))
                        .containsExactly(how + "!/first", how + "!/second", how);
                assertThat(found.items().get(1).unread()).contains(why);
                assertThat(found.skipped()).containsOnlyKeys(how + "!/second");
            }
        }

        @Test
        void by_what_ends_it_names_that_and_reads_the_rest() throws IOException {
            isNamedAndTheRestIsRead("crash", Duration.ofMinutes(1), Unread.TOO_MUCH_MEMORY);
        }

        @Test
        void by_what_never_ends_names_that_and_reads_the_rest() throws IOException {
            isNamedAndTheRestIsRead("loop", Duration.ofSeconds(4), Unread.TOO_SLOW);
        }

        @Test
        void by_what_takes_all_memory_names_that_and_reads_the_rest() throws IOException {
            isNamedAndTheRestIsRead("memory", Duration.ofMinutes(1), Unread.TOO_MUCH_MEMORY);
        }

        @Test
        void is_not_listened_to_for_ever() throws IOException {
            try (var reader = misbehaving(Duration.ofMinutes(1))) {
                var found = list(reader, "flood", new byte[] {1});
                assertThat(found.whole()).isFalse();
            }
        }

        @Test
        void reaches_no_file_of_the_nodes_no_network_and_nothing_to_write_to() throws IOException {
            assumeTrue(
                    Confinement.here(1 << 20).isAnotherUser(),
                    "only root can give a process another user");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var secret = Files.writeString(folder.resolve("secret"), "key");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var reader = misbehaving(Duration.ofMinutes(1))) {
                var found =
                        list(
                                reader,
                                "spy " + secret + " " + listening.getLocalPort(),
                                new byte[] {1});
                assertThat(found.items().stream().map(Item::path)).contains("reached");
                assertThat(folder.resolve("written")).doesNotExist();
            }
        }

        /** Whoever waits has it stopped as soon as it has read a byte; the process is gone then. */
        @Test
        void is_stopped_by_whoever_waits_for_it() throws Exception {
            try (var reader = misbehaving(Duration.ofMinutes(10))) {
                var watch = Watch.unwatched();
                var ended =
                        CompletableFuture.supplyAsync(
                                () ->
                                        catchThrowable(
                                                () ->
                                                        reader.list(
                                                                task("loop"),
                                                                out -> out.write(1),
                                                                1,
                                                                watch)),
                                Thread::startVirtualThread);
                while (watch.read() == 0) LockSupport.parkNanos(1_000_000);
                watch.stop();
                assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(Watch.Stopped.class);
                assertThat(catchThrowable(() -> reader.list(task("loop"), _ -> {}, 1, watch)))
                        .as("and none begins any more")
                        .isInstanceOf(Watch.Stopped.class);
            }
        }
    }

    @Test
    void that_is_not_installed_is_said() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> ConfinedReader.open(Path.of("/nowhere"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere");
    }

    @Test
    void is_believed_only_if_it_ends_as_it_should() throws IOException {
        var heard = new Hearing(1000, Watch.unwatched());
        heard.hear(
                new java.io.ByteArrayInputStream(
                        "{\"begun\":\"a\"}\n{\"end\":0}\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(heard.isWhole()).as("something that was begun is missing").isFalse();
        assertThat(heard.open()).contains("a");
    }
}

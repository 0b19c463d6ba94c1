package comity.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Columns;
import comity.evidence.reading.Comparison;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.evidence.reading.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
    private static final String WITHIN =
            "From: Ben <ben@example.net>\r\nTo: anna@example.org\r\n"
                    + "Date: Fri, 2 Oct 2026 10:00:00 +0200\r\nSubject: x\r\n\r\nHello\r\n";
    private static final String BEFORE = WITHIN.replace("Fri, 2 Oct 2026", "Wed, 2 Sep 2026");

    @TempDir Path folder;

    private List<Item> read(String name, byte[] bytes) throws IOException {
        return Read.items(folder, name, bytes);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : new java.util.TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static List<Optional<Verdict>> verdicts(List<Item> items) {
        return items.stream().map(item -> Comparison.of(item, Read.OCTOBER)).toList();
    }

    @Nested
    class Messages_and_mailboxes {
        @Test
        void a_message_says_when_and_between_whom() throws IOException {
            var item = read("a.eml", WITHIN.getBytes(UTF_8)).getFirst();
            assertThat(item.kind()).isEqualTo(Kind.MESSAGE);
            assertThat(item.accounts())
                    .containsExactlyInAnyOrder("ben@example.net", "anna@example.org");
            assertThat(item.moments().getFirst().at()).hasToString("2026-10-02T08:00:00Z");
            assertThat(Comparison.of(item, Read.OCTOBER)).contains(Verdict.WITHIN);
        }

        @Test
        void a_message_delivered_to_somebody_else_is_anothers() throws IOException {
            var mail = "Delivered-To: carl@example.org\r\n" + WITHIN;
            assertThat(verdicts(read("a.eml", mail.getBytes(UTF_8))))
                    .containsExactly(Optional.of(Verdict.OTHER_ACCOUNT));
        }

        @Test
        void a_blind_copy_in_the_ordered_mailbox_stays_within() throws IOException {
            var mail = WITHIN.replace("To: anna@example.org", "To: list@example.net");
            assertThat(verdicts(read("a.eml", mail.getBytes(UTF_8))))
                    .containsExactly(Optional.of(Verdict.WITHIN));
        }

        @Test
        void two_dates_make_none() throws IOException {
            var mail = "Date: Fri, 2 Oct 2026 10:00:00 +0000\r\n" + WITHIN;
            assertThat(verdicts(read("a.eml", mail.getBytes(UTF_8))))
                    .containsExactly(Optional.of(Verdict.NO_CERTAIN_DATE));
        }

        @Test
        void a_mailbox_is_listed_message_by_message() throws IOException {
            var mbox =
                    "From a Thu Oct 1 00:00:00 2026\r\n"
                            + WITHIN
                            + "\r\nFrom b Thu Oct 1 00:00:00 2026\r\n"
                            + BEFORE;
            assertThat(verdicts(read("box.mbox", mbox.getBytes(UTF_8))))
                    .containsExactly(
                            Optional.of(Verdict.WITHIN),
                            Optional.of(Verdict.OUTSIDE_PERIOD),
                            Optional.empty());
        }
    }

    @Nested
    class Archives_ {
        @Test
        void are_read_to_the_bottom_and_divided_by_entry() throws IOException {
            var inner = zip(Map.of("old.eml", BEFORE.getBytes(UTF_8)));
            var outer =
                    zip(
                            Map.of(
                                    "a.eml",
                                    WITHIN.getBytes(UTF_8),
                                    "b.zip",
                                    inner,
                                    "c.bin",
                                    new byte[] {1, 2, 3}));
            assertThat(read("x.zip", outer).stream().map(Item::path))
                    .containsExactly(
                            "x.zip!/a.eml",
                            "x.zip!/b.zip!/old.eml",
                            "x.zip!/b.zip",
                            "x.zip!/c.bin",
                            "x.zip");
            var within = Read.part(folder, Task.Part.WITHIN, "x.zip", outer, Optional.empty());
            var outside = Read.part(folder, Task.Part.OUTSIDE, "x.zip", outer, Optional.empty());
            assertThat(read("within.zip", within).stream().map(Item::path))
                    .containsExactly("within.zip!/a.eml", "within.zip");
            assertThat(read("outside.zip", outside).stream().map(Item::path))
                    .contains("outside.zip!/b.zip!/old.eml", "outside.zip!/c.bin")
                    .doesNotContain("outside.zip!/a.eml");
            assertThat(Read.part(folder, Task.Part.WITHIN, "x.zip", outer, Optional.empty()))
                    .as("the same exhibit and order give the same part")
                    .isEqualTo(within);
        }

        @Test
        void are_not_followed_deeper_than_is_read() throws IOException {
            var bytes = zip(Map.of("a.eml", WITHIN.getBytes(UTF_8)));
            for (var i = 0; i < 20; i++) bytes = zip(Map.of("z.zip", bytes));
            assertThat(read("x.zip", bytes).stream().flatMap(item -> item.unread().stream()))
                    .containsExactly(Unread.TOO_DEEP);
        }

        @Test
        void that_unpack_to_very_much_are_given_up() throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                var zeros = new byte[1 << 20];
                for (var i = 0; i < 64; i++) gzip.write(zeros);
            }
            assertThat(read("x.gz", bytes.toByteArray()).getFirst().unread())
                    .contains(Unread.TOO_LARGE);
        }

        @Test
        void with_more_entries_than_are_read_say_so() throws IOException {
            var few = new Bounds(16, 2, 10, 1 << 20, 200, Duration.ofSeconds(20));
            var bytes = zip(Map.of("a", new byte[1], "b", new byte[1], "c", new byte[1]));
            var items =
                    Read.items(
                            folder,
                            "x.zip",
                            new ByteArrayInputStream(bytes),
                            few,
                            Optional.empty());
            assertThat(items.getLast().unread()).contains(Unread.TOO_MANY);
        }

        @Test
        void cannot_lead_out_of_where_they_are_read() throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var tar = new TarArchiveOutputStream(bytes)) {
                for (var name : List.of("../../canary", "ok.txt")) {
                    var entry = new TarArchiveEntry(name, true);
                    entry.setSize(2);
                    tar.putArchiveEntry(entry);
                    tar.write("hi".getBytes(UTF_8));
                    tar.closeArchiveEntry();
                }
                for (var kind :
                        List.of(
                                TarConstants.LF_SYMLINK,
                                TarConstants.LF_LINK,
                                TarConstants.LF_CHR,
                                TarConstants.LF_FIFO)) {
                    var link = new TarArchiveEntry("link" + kind, kind);
                    link.setLinkName("/etc/passwd");
                    tar.putArchiveEntry(link);
                    tar.closeArchiveEntry();
                }
            }
            assertThat(
                            read("x.tar", bytes.toByteArray()).stream()
                                    .flatMap(item -> item.unread().stream()))
                    .containsExactly(
                            Unread.UNSAFE_NAME,
                            Unread.NO_FILE,
                            Unread.NO_FILE,
                            Unread.NO_FILE,
                            Unread.NO_FILE);
        }

        @Test
        void show_names_that_would_deceive_as_they_are() throws IOException {
            var bytes = zip(Map.of("invoice\u202Efdp.exe", new byte[] {1}));
            assertThat(read("x.zip", bytes).getFirst().path())
                    .isEqualTo("x.zip!/invoice\\u202Efdp.exe");
        }
    }

    @Nested
    class Rows_ {
        private static final String CSV =
                "when,who,what\r\n"
                        + "2026-10-02T10:00:00Z,anna@example.org,\"login\r\nagain\"\r\n"
                        + "2026-09-30T23:59:59Z,anna@example.org,login\r\n"
                        + "2026-10-02T10:00:00Z,carl@example.org,login\r\n"
                        + "yesterday,anna@example.org,login\r\n";

        private Optional<Columns> said(String time, String form, String year, String account) {
            var columns = Columns.of(time, form, "UTC", year, account);
            assertThat(columns).isPresent();
            return columns;
        }

        @Test
        void give_their_columns_and_nothing_else_until_one_is_named() throws IOException {
            var item = read("log.csv", CSV.getBytes(UTF_8)).getFirst();
            assertThat(item.columns()).containsExactly("when", "who", "what");
            assertThat(item.unread()).contains(Unread.NO_COLUMNS);
        }

        @Test
        void are_divided_by_time_and_account_and_keep_their_heading() throws IOException {
            var columns = said("when", "ISO", "", "who");
            var within =
                    Read.part(folder, Task.Part.WITHIN, "log.csv", CSV.getBytes(UTF_8), columns);
            assertThat(new String(within, UTF_8))
                    .isEqualTo(
                            "when,who,what\r\n"
                                    + "2026-10-02T10:00:00Z,anna@example.org,\"login\r\nagain\"\r\n");
            var outside =
                    Read.part(folder, Task.Part.OUTSIDE, "log.csv", CSV.getBytes(UTF_8), columns);
            assertThat(new String(outside, UTF_8))
                    .contains("carl", "yesterday", "2026-09-30")
                    .startsWith("when,who,what\r\n");
        }

        @Test
        void of_syslog_have_the_year_that_was_said_and_the_next_after_december()
                throws IOException {
            var log = "Dec 31 23:59:59 host a: x\nJan  1 00:00:01 host a: y\n".getBytes(UTF_8);
            var items =
                    Read.items(
                            folder,
                            "syslog",
                            new ByteArrayInputStream(log),
                            Bounds.USUAL,
                            said("1", "SYSLOG", "2025", ""));
            assertThat(items.getFirst().moments().stream().map(moment -> moment.at().toString()))
                    .containsExactly("2025-12-31T23:59:59Z", "2026-01-01T00:00:01Z");
        }

        @Test
        void of_json_are_read_by_their_members() throws IOException {
            var lines =
                    "{\"t\":1790935200,\"user\":\"anna@example.org\"}\n{\"t\":1788220800,\"user\":\"anna@example.org\"}\n";
            var within =
                    Read.part(
                            folder,
                            Task.Part.WITHIN,
                            "log.jsonl",
                            lines.getBytes(UTF_8),
                            said("t", "SECONDS", "", "user"));
            assertThat(new String(within, UTF_8))
                    .isEqualTo(lines.lines().findFirst().orElseThrow() + "\n");
        }
    }

    @Test
    void what_takes_too_long_is_named_and_the_next_is_read() throws IOException {
        var hasty = new Bounds(16, 10, 10, 1 << 20, 200, Duration.ZERO.plusMillis(1));
        var item =
                Timed.run(
                        hasty.each(),
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
                            throw new InterruptedException();
                        },
                        why -> Item.unread("x", "y", 0, Optional.empty(), why));
        assertThat(item.unread()).contains(Unread.TOO_SLOW);
    }
}

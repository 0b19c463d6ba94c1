package comity.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.reading.Comparison;
import comity.evidence.reading.Verdict;
import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of an Outlook mailbox, as whoever receives it reads it. */
class LetterTest {
    private static final byte[] TABLE = {0, 1, 2, (byte) 0xff};
    private static final String HEADER =
            "Received: from a\r\n by b\r\nFrom: Ben <ben@example.net>\r\nTo: anna@example.org\r\n"
                    + "Date: Fri, 2 Oct 2026 10:00:00 +0200\r\nContent-Type: multipart/x; boundary=old\r\n"
                    + "MIME-Version: 1.0\r\nSubject: x\r\n\r\nFrom: no field any more\r\n";

    @TempDir Path folder;

    private static Letter letter(String header, String text, List<Letter.Attachment> attached) {
        return new Letter(
                "application/vnd.ms-outlook-pst; node=2097188",
                header,
                header.equals(HEADER)
                        ? Optional.empty()
                        : Optional.of(Instant.parse("2026-10-03T08:00:00Z")),
                List.of(
                        new Letter.Party("From", "Бен", "ben@example.net"),
                        new Letter.Party("To", "", "anna@example.org")),
                "Täglich",
                "<1@example.net>",
                Optional.of(text),
                Optional.of("<p>" + text + "</p>"),
                attached);
    }

    private static Letter.Attachment table() {
        return new Letter.Attachment(
                "таблица 1.bin",
                "application/x-table",
                new Letter.Content.Bytes(() -> new ByteArrayInputStream(TABLE)));
    }

    private static byte[] mbox(Letter... letters) throws IOException {
        var out = new ByteArrayOutputStream();
        for (var letter : letters) letter.appendTo(out);
        return out.toByteArray();
    }

    @Test
    void keeps_the_header_that_came_and_says_that_it_was_converted() throws IOException {
        var text = new String(mbox(letter(HEADER, "Hello", List.of())), UTF_8);
        assertThat(text)
                .contains("Received: from a\r\n by b\r\nFrom: Ben <ben@example.net>\r\n")
                .contains("Date: Fri, 2 Oct 2026 10:00:00 +0200\r\n")
                .contains("X-Converted-From: application/vnd.ms-outlook-pst; node=2097188\r\n")
                .doesNotContain("boundary=old", "no field any more", "3 Oct 2026");
        assertThat(text.split("MIME-Version", -1)).hasSize(2);
    }

    @Test
    void takes_the_mailboxs_own_time_where_the_header_says_none_that_can_be_read()
            throws IOException {
        var twice = "Date: Fri, 2 Oct 2026 10:00 (PST) Fri, 2 Oct 2026 10:00\r\nSubject: x\r\n";
        var mbox = mbox(letter(twice, "Hello", List.of()));
        assertThat(new String(mbox, UTF_8))
                .contains("X-Unread-Date: Fri, 2 Oct 2026 10:00 (PST) Fri")
                .contains("Date: Sat, 3 Oct 2026 08:00:00 +0000\r\n");
        assertThat(Comparison.of(Read.items(folder, "a.mbox", mbox).getFirst(), Read.OCTOBER))
                .contains(Verdict.WITHIN);
    }

    @Test
    void reads_as_one_message_each_whatever_stands_in_them() throws IOException {
        var trap = "\r\n\r\nFrom nobody Thu Oct  1 00:00:00 2026\r\nFrom: x@example.net\r\n\r\n";
        var enclosed =
                new Letter.Attachment(
                        "weiter",
                        "message/rfc822",
                        new Letter.Content.Enclosed(letter(HEADER, trap, List.of(table()))));
        var items =
                Read.items(
                        folder,
                        "taken-out.mbox",
                        mbox(
                                letter(HEADER, trap, List.of(table(), enclosed)),
                                letter("", trap, List.of())));
        assertThat(items).hasSize(3);
        for (var item : items.subList(0, 2))
            assertThat(Comparison.of(item, Read.OCTOBER)).contains(Verdict.WITHIN);
        assertThat(items.getFirst().parts()).contains(Digest.of(TABLE));
        assertThat(items.get(1).accounts())
                .containsExactlyInAnyOrder("ben@example.net", "anna@example.org");
        assertThat(items.get(1).moments().getFirst().at()).hasToString("2026-10-03T08:00:00Z");
    }

    @Test
    void gives_the_same_bytes_for_the_same_letter() throws IOException {
        var letter = letter(HEADER, "Hello", List.of(table()));
        assertThat(mbox(letter)).isEqualTo(mbox(letter));
    }
}

package comity.reader;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Counts;
import comity.evidence.reading.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox is divided message by message, as the confined process does it. */
class MailboxDivisionTest {
    @TempDir Path folder;

    private static String message(String date, String body) {
        return "From someone@example Thu Oct  1 00:00:00 2026\r\nSubject: x\r\n"
                + (date.isEmpty() ? "" : "Date: " + date + "\r\n")
                + "\r\n"
                + body
                + "\r\n\r\n";
    }

    private String[] split(String mbox) throws IOException {
        var within = new ByteArrayOutputStream();
        var outside = new ByteArrayOutputStream();
        var counts = divide(mbox.getBytes(StandardCharsets.ISO_8859_1), within, outside);
        assertThat(counts.within() + counts.setAside())
                .isEqualTo(mbox.split("(?m)^From ").length - 1L);
        return new String[] {
            within.toString(StandardCharsets.ISO_8859_1),
            outside.toString(StandardCharsets.ISO_8859_1),
            Long.toString(counts.within())
        };
    }

    private Counts divide(byte[] mbox, ByteArrayOutputStream within, ByteArrayOutputStream outside)
            throws IOException {
        var task =
                new Task(
                        Task.Part.WITHIN,
                        "box.mbox",
                        Optional.of(Read.OCTOBER),
                        Optional.empty(),
                        Set.of(),
                        Bounds.USUAL);
        return new Division(task, folder).divide(new ByteArrayInputStream(mbox), within, outside);
    }

    @Test
    void keeps_both_ends_of_the_period_and_sets_the_days_beside_it_aside() throws IOException {
        var before = message("Wed, 30 Sep 2026 23:59:59 +0000", "before");
        var first = message("Thu, 1 Oct 2026 00:00:00 +0000", "first");
        var last = message("Sat, 10 Oct 2026 23:59:59 GMT", "last");
        var after = message("Sun, 11 Oct 2026 00:00:00 +0000", "after");
        assertThat(split(before + first + last + after)).startsWith(first + last, before + after);
    }

    @Test
    void reckons_in_one_zone() throws IOException {
        var stillSeptember = message("Thu, 1 Oct 2026 01:00:00 +0200", "30 September in UTC");
        var alreadyOctober = message("Wed, 30 Sep 2026 23:00:00 -0500 (EST)", "1 October in UTC");
        assertThat(split(stillSeptember + alreadyOctober))
                .startsWith(alreadyOctober, stillSeptember);
    }

    @Test
    void sets_aside_what_has_no_date_two_dates_or_one_that_cannot_be_read() throws IOException {
        var none = message("", "none");
        var garbled = message("gestern", "garbled");
        var two =
                message(
                        "Thu, 1 Oct 2026 10:00:00 +0000\r\nDate: Fri, 2 Oct 2026 10:00:00 +0000",
                        "two");
        assertThat(split(none + garbled + two)).startsWith("", none + garbled + two);
    }

    @Test
    void is_not_misled_by_a_line_within_a_message_or_a_date_in_its_body() throws IOException {
        var quoted =
                message(
                        "Thu, 1 Oct 2026 10:00:00 +0000",
                        "x\r\nFrom here on\r\nDate: Fri, 1 Jan 2021 10:00:00 +0000");
        var within = new ByteArrayOutputStream();
        var counts =
                divide(
                        quoted.getBytes(StandardCharsets.ISO_8859_1),
                        within,
                        new ByteArrayOutputStream());
        assertThat(counts).isEqualTo(new Counts(1, 0));
        assertThat(within.toString(StandardCharsets.ISO_8859_1)).isEqualTo(quoted);
    }

    @Test
    void loses_and_adds_no_byte_even_of_what_is_no_message() throws IOException {
        var bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        System.arraycopy("From ".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 5);
        var outside = new ByteArrayOutputStream();
        var counts = divide(bytes, new ByteArrayOutputStream(), outside);
        assertThat(counts.within()).isZero();
        assertThat(outside.toByteArray()).isEqualTo(bytes);
    }
}

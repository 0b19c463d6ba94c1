package comity.e2e;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the counterpart's provider delivers: a real mailbox (mbox) of the account and the days that
 * were ordered, in which each message says that it is a rehearsal and holds nothing else.
 */
final class RehearsalMail {
    private static final int MESSAGES = 3;
    private static final DateTimeFormatter MAIL_DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter ENVELOPE_DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    private RehearsalMail() {}

    /** The same bytes for the same order. */
    static byte[] of(String account, LocalDate first, LocalDate last) {
        var text = new StringBuilder();
        for (var number = 0; number < MESSAGES; number++) {
            var day = first.plusDays(number);
            var at = (day.isAfter(last) ? last : day).atTime(9, number).atZone(ZoneOffset.UTC);
            text.append("From rehearsal@rehearsal.example ")
                    .append(ENVELOPE_DATE.format(at))
                    .append("\nMessage-ID: <rehearsal-")
                    .append(number + 1)
                    .append("@rehearsal.example>\nDate: ")
                    .append(MAIL_DATE.format(at))
                    .append("\nFrom: <rehearsal@rehearsal.example>\nTo: <")
                    .append(account.replaceAll("[\\p{Cntrl}<>]", ""))
                    .append(">\nSubject: Rehearsal ")
                    .append(number + 1)
                    .append(
                            "\n\nThis message was made for a rehearsal. It is evidence of nothing and about nobody.\n\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

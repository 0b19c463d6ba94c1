package comity.evidence.exhibit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Splits a mailbox (mbox, RFC 4155) by the day of each message: what was authorised goes one way,
 * everything else the other, byte for byte. A message whose date cannot be read counts as outside:
 * what is not shown to be permitted is not passed on.
 *
 * <p>Streams; at most the header of one message is in memory, and a header beyond its bound makes
 * the message undated.
 */
public final class ScopeFilter {
    /** Names this program and its rules in the act that passes its product on. */
    public static final String TOOL = "comity-scope-filter/1";

    private static final int LONGEST_HEADER = 256 << 10;
    private static final int LONGEST_LINE = 64 << 10;

    private final LocalDate from;
    private final LocalDate to;
    private final OutputStream within;
    private final OutputStream outside;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private Optional<OutputStream> target = Optional.empty();
    private boolean begun;
    private boolean lineBefore = true;
    private long kept;
    private long setAside;

    private ScopeFilter(LocalDate from, LocalDate to, OutputStream within, OutputStream outside) {
        this.from = from;
        this.to = to;
        this.within = within;
        this.outside = outside;
    }

    /**
     * @param within messages of the period; @param setAside all others
     */
    public record Counts(long within, long setAside) {}

    /**
     * @param from first day, inclusive, UTC
     * @param to last day, inclusive
     */
    public static Counts split(
            InputStream mbox,
            LocalDate from,
            LocalDate to,
            OutputStream within,
            OutputStream outside)
            throws IOException {
        var filter = new ScopeFilter(from, to, within, outside);
        filter.run(mbox);
        return new Counts(filter.kept, filter.setAside);
    }

    /** Whether bytes begin as a mailbox does. */
    public static boolean looksLikeMbox(byte[] beginning) {
        return new String(beginning, StandardCharsets.ISO_8859_1).startsWith("From ");
    }

    private void run(InputStream mbox) throws IOException {
        var line = new byte[LONGEST_LINE];
        var starts = true;
        for (var length = readLine(mbox, line); length > 0; length = readLine(mbox, line)) {
            if (starts && lineBefore && isSeparator(line, length)) {
                decide();
                begun = true;
                target = Optional.empty();
                header.reset();
            }
            write(line, length, starts);
            var ends = line[length - 1] == '\n';
            lineBefore = ends && starts && isEmpty(line, length);
            starts = ends;
        }
        decide();
    }

    /** A line with its newline, or the next part of one that is longer than any line should be. */
    private static int readLine(InputStream in, byte[] line) throws IOException {
        var length = 0;
        while (length < line.length) {
            var next = in.read();
            if (next < 0) break;
            line[length++] = (byte) next;
            if (next == '\n') break;
        }
        return length;
    }

    private static boolean isSeparator(byte[] line, int length) {
        return length > 5
                && line[0] == 'F'
                && line[1] == 'r'
                && line[2] == 'o'
                && line[3] == 'm'
                && line[4] == ' ';
    }

    private static boolean isEmpty(byte[] line, int length) {
        return length == 1 || length == 2 && line[0] == '\r';
    }

    private void write(byte[] line, int length, boolean starts) throws IOException {
        if (target.isPresent()) {
            target.get().write(line, 0, length);
            return;
        }
        header.write(line, 0, length);
        if (starts && isEmpty(line, length) || header.size() > LONGEST_HEADER) decide();
    }

    /** The header is complete, or the message is: now it is known where it belongs. */
    private void decide() throws IOException {
        if (target.isPresent() || header.size() == 0) return;
        var day = header.size() > LONGEST_HEADER || !begun ? Optional.<LocalDate>empty() : date();
        var inside = day.filter(of -> !of.isBefore(from) && !of.isAfter(to)).isPresent();
        if (inside) kept++;
        else setAside++;
        target = Optional.of(inside ? within : outside);
        target.get().write(header.toByteArray());
        header.reset();
    }

    /** The one Date field, unfolded; two of them say nothing certain. */
    private Optional<LocalDate> date() {
        var unfolded = header.toString(StandardCharsets.ISO_8859_1).replaceAll("\r?\n[ \t]+", " ");
        var fields =
                unfolded.lines()
                        .filter(line -> line.regionMatches(true, 0, "date:", 0, 5))
                        .toList();
        return fields.size() == 1 ? MailDate.day(fields.getFirst().substring(5)) : Optional.empty();
    }
}

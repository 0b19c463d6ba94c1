package comity.reader;

import comity.evidence.reading.Counts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Splits a mailbox (mbox, RFC 4155) by what the header of each message says: what was authorised
 * goes one way, everything else the other, byte for byte.
 *
 * <p>Streams; at most the header of one message is in memory, and a header beyond its bound makes
 * the message one that does not fit.
 */
final class MailboxDivision {
    private static final int LONGEST_HEADER = 256 << 10;
    private static final int LONGEST_LINE = 64 << 10;

    private final Predicate<byte[]> fits;
    private final OutputStream within;
    private final OutputStream outside;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private Optional<OutputStream> target = Optional.empty();
    private boolean begun;
    private boolean lineBefore = true;
    private long kept;
    private long setAside;

    private MailboxDivision(Predicate<byte[]> fits, OutputStream within, OutputStream outside) {
        this.fits = fits;
        this.within = within;
        this.outside = outside;
    }

    /**
     * @param fits whether a message with this header belongs within; its first line is the
     *     mailbox's own, and it may be cut where it is longer than a header should be
     */
    static Counts split(
            InputStream mbox, Predicate<byte[]> fits, OutputStream within, OutputStream outside)
            throws IOException {
        var filter = new MailboxDivision(fits, within, outside);
        filter.run(mbox);
        return new Counts(filter.kept, filter.setAside);
    }

    /** Whether bytes begin as a mailbox does. */
    static boolean looksLikeMbox(byte[] beginning) {
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
        var inside = begun && header.size() <= LONGEST_HEADER && fits.test(header.toByteArray());
        if (inside) kept++;
        else setAside++;
        target = Optional.of(inside ? within : outside);
        target.get().write(header.toByteArray());
        header.reset();
    }
}

package comity.reader;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A mailbox (mbox, RFC 4155) as its messages, divided where {@link MailboxDivision} divides them,
 * so that what is listed is what is set aside.
 */
final class Mailboxes {
    /** Of a longer message the beginning is read: its header is there, its attachments not all. */
    private static final int LONGEST_MESSAGE = 64 << 20;

    private Mailboxes() {}

    /** Who is told of each message. */
    @FunctionalInterface
    interface Each {
        void message(int number, InputStream message, long size) throws IOException;
    }

    static void read(InputStream in, Each each) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        var message = new ByteArrayOutputStream();
        var line = new ByteArrayOutputStream(256);
        var emptyBefore = true;
        var number = 0;
        long size = 0;
        for (var next = buffered.read(); next >= 0; next = buffered.read()) {
            line.write(next);
            if (next != '\n') {
                if (line.size() < (64 << 10)) continue;
            }
            var bytes = line.toByteArray();
            line.reset();
            if (emptyBefore && starts(bytes)) {
                if (number > 0) each.message(number, stream(message), size);
                number++;
                message.reset();
                size = 0;
            } else if (message.size() < LONGEST_MESSAGE) {
                message.write(bytes);
            }
            size += bytes.length;
            emptyBefore = isEmpty(bytes);
        }
        size += line.size();
        message.write(line.toByteArray());
        if (number > 0) each.message(number, stream(message), size);
    }

    private static InputStream stream(ByteArrayOutputStream message) {
        return new ByteArrayInputStream(message.toByteArray());
    }

    private static boolean starts(byte[] line) {
        return line.length > 5
                && line[0] == 'F'
                && line[1] == 'r'
                && line[2] == 'o'
                && line[3] == 'm'
                && line[4] == ' ';
    }

    private static boolean isEmpty(byte[] line) {
        return line.length == 1 && line[0] == '\n'
                || line.length == 2 && line[0] == '\r' && line[1] == '\n';
    }
}

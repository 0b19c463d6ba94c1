package comity.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Rows as they stand, byte for byte: by lines, and for CSV not within quotation marks. */
final class Records {
    /** A longer one is cut: its parts have no time, and are set aside. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final boolean quoted;

    Records(InputStream in, boolean quoted) {
        this.in = in;
        this.quoted = quoted;
    }

    /** The next one with its end; nothing at the end. */
    byte[] next() throws IOException {
        var record = new ByteArrayOutputStream(256);
        var within = false;
        while (record.size() < LONGEST) {
            var next = in.read();
            if (next < 0) break;
            record.write(next);
            if (quoted && next == '"') within = !within;
            if (next == '\n' && !within) break;
        }
        return record.toByteArray();
    }
}

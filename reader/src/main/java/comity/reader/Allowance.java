package comity.reader;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Unread;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much of what a task allows is left: one for each exhibit. */
final class Allowance {
    private static final long SMALL = 1 << 20;

    private final Bounds bounds;
    private long unpacked;
    private int entries;
    private int messages;

    Allowance(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Why an item is left alone: more of it than is read. */
    static final class Exceeded extends IOException {
        private final Unread why;

        Exceeded(Unread why) {
            super(why.name());
            this.why = why;
        }

        Unread why() {
            return why;
        }
    }

    Bounds bounds() {
        return bounds;
    }

    boolean anotherEntry() {
        return ++entries <= bounds.entries();
    }

    boolean anotherMessage() {
        return ++messages <= bounds.messages();
    }

    /**
     * What comes out of something packed, counted.
     *
     * @param packed its packed bytes, or a negative number where they are not known
     */
    InputStream counted(InputStream in, long packed) {
        return new FilterInputStream(in) {
            private long here;

            @Override
            public int read() throws IOException {
                var next = super.read();
                if (next >= 0) count(1);
                return next;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = super.read(bytes, offset, length);
                if (read > 0) count(read);
                return read;
            }

            @Override
            public boolean markSupported() {
                return false;
            }

            private void count(int read) throws IOException {
                here += read;
                unpacked += read;
                var beyond = packed >= 0 && here > SMALL && here / bounds.ratio() > packed;
                if (beyond || unpacked > bounds.unpacked()) throw new Exceeded(Unread.TOO_LARGE);
            }
        };
    }
}

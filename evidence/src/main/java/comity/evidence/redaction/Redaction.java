package comity.evidence.redaction;

import comity.record.act.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a redacted copy and its proof, in one pass over the original, which is hashed as it streams
 * by. The pieces are the runs of what is kept and of what is removed; each is a leaf of a Merkle
 * tree, salted, so that a kept one can be checked from the copy alone and a removed one cannot be
 * guessed. Whoever holds the original finds the salts again and recomputes everything.
 */
public final class Redaction {
    private static final int BUFFER = 64 << 10;

    private final Cuts cuts;
    private final Digest seed;
    private final OutputStream copy;
    private final MessageDigest original = Digest.sha256();
    private final MessageDigest content = Opening.content();
    private final MessageDigest copied = Digest.sha256();
    private final Leaves leaves = new Leaves();
    private final List<Piece> pieces = new ArrayList<>();
    private MessageDigest inner;
    private boolean removing;
    private long length;
    private long copySize;

    private Redaction(Cuts cuts, Digest seed, OutputStream copy) {
        this.cuts = cuts;
        this.seed = seed;
        this.copy = copy;
        this.inner = Piece.inner(Opening.salt(seed, 0));
    }

    /** What was to be removed is not there, or the proof would be larger than any may be. */
    public static final class NotPossible extends IOException {
        private static final long serialVersionUID = 1;

        NotPossible(String why) {
            super(why);
        }
    }

    /**
     * @param seed 32 random bytes, for this redaction alone
     * @param nonce 32 random bytes, published in the proof
     * @throws NotPossible if nothing of what is to be removed is there
     */
    public static Proof make(
            InputStream original, Cuts cuts, Digest seed, Digest nonce, OutputStream copy)
            throws IOException {
        var redaction = new Redaction(cuts, seed, copy);
        switch (cuts.unit()) {
            case BYTES -> redaction.bytes(original);
            case ROWS, MESSAGES -> redaction.lines(original);
        }
        return redaction.proof(nonce);
    }

    private void bytes(InputStream in) throws IOException {
        var buffer = new byte[BUFFER];
        var ranges = cuts.ranges();
        var next = 0;
        var at = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            var from = 0;
            while (from < read) {
                while (next < ranges.size() && ranges.get(next).to() < at) next++;
                var range = next < ranges.size() ? ranges.get(next) : null;
                var removes = range != null && range.from() <= at;
                var end = range == null ? Long.MAX_VALUE : removes ? range.to() + 1 : range.from();
                var some = (int) Math.min(read - from, end - at);
                take(buffer, from, some, removes);
                from += some;
                at += some;
            }
        }
    }

    private void lines(InputStream original) throws IOException {
        var in = new BufferedInputStream(original, BUFFER);
        var line = new byte[BUFFER];
        var ranges = cuts.ranges();
        var next = 0;
        var number = 0L;
        var starts = true;
        var emptyBefore = true;
        for (var read = line(in, line); read > 0; read = line(in, line)) {
            if (starts && begins(line, read, emptyBefore)) number++;
            while (next < ranges.size() && ranges.get(next).to() < number) next++;
            take(line, 0, read, next < ranges.size() && ranges.get(next).from() <= number);
            var ends = line[read - 1] == '\n';
            emptyBefore = starts && ends && (read == 1 || read == 2 && line[0] == '\r');
            starts = ends;
        }
    }

    /** Whether a row, or a message of a mailbox (RFC 4155), begins with this line. */
    private boolean begins(byte[] line, int read, boolean emptyBefore) {
        return cuts.unit() == Cuts.Unit.ROWS
                || emptyBefore
                        && read >= 5
                        && line[0] == 'F'
                        && line[1] == 'r'
                        && line[2] == 'o'
                        && line[3] == 'm'
                        && line[4] == ' ';
    }

    /** A line with its end, or the next part of one that is longer than the buffer. */
    private static int line(InputStream in, byte[] line) throws IOException {
        var length = 0;
        while (length < line.length) {
            var next = in.read();
            if (next < 0) break;
            line[length++] = (byte) next;
            if (next == '\n') break;
        }
        return length;
    }

    private void take(byte[] some, int from, int count, boolean removes) throws IOException {
        if (removes != removing && length > 0) end();
        removing = removes;
        original.update(some, from, count);
        content.update(some, from, count);
        while (count > 0) {
            var fits = removing ? count : (int) Math.min(count, Piece.LONGEST - length);
            inner.update(some, from, fits);
            length += fits;
            if (!removing) write(some, from, fits);
            from += fits;
            count -= fits;
            if (!removing && length == Piece.LONGEST) end();
        }
    }

    private void end() throws IOException {
        var hash = Digest.ofHash(inner.digest());
        if (removing) {
            var mark = Piece.mark(cuts.unit(), leaves.offset(), length);
            write(mark, 0, mark.length);
        }
        pieces.add(
                removing
                        ? new Piece.Removed(length, hash)
                        : new Piece.Kept(length, Opening.salt(seed, pieces.size())));
        if (pieces.size() > Proof.MOST_PIECES) throw new NotPossible("too many pieces");
        leaves.add(length, hash.bytes());
        length = 0;
        inner = Piece.inner(Opening.salt(seed, pieces.size()));
    }

    private void write(byte[] some, int from, int count) throws IOException {
        copy.write(some, from, count);
        copied.update(some, from, count);
        copySize += count;
    }

    private Proof proof(Digest nonce) throws IOException {
        if (length > 0) end();
        var hash = Digest.ofHash(original.digest());
        var proof =
                new Proof(
                        cuts.unit(),
                        pieces,
                        hash,
                        leaves.offset(),
                        Digest.ofHash(copied.digest()),
                        copySize,
                        leaves.commitment(hash),
                        nonce,
                        Opening.masked(seed, Digest.ofHash(content.digest()), nonce));
        if (proof.removed() == 0) throw new NotPossible("nothing to remove");
        return proof;
    }
}

package comity.evidence.redaction;

import comity.record.act.Digest;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Checks a redacted copy against its proof, without the original: every kept piece has the hash
 * that the commitment binds, every removed one is shown where it was, and nothing else is there.
 * The copy's bytes are handed over as they come.
 */
public final class CopyCheck {
    private final Proof proof;
    private final MessageDigest copied = Digest.sha256();
    private final Leaves leaves = new Leaves();
    private MessageDigest inner = Digest.sha256();
    private byte[] mark = new byte[0];
    private int piece = -1;
    private long left;
    private Optional<String> problem = Optional.empty();

    public CopyCheck(Proof proof) {
        this.proof = proof;
        advance();
    }

    /** Takes the next bytes of the copy. */
    public void take(byte[] some, int count) {
        copied.update(some, 0, count);
        for (var from = 0; from < count && problem.isEmpty(); ) {
            if (piece >= proof.pieces().size()) {
                problem = Optional.of("longer");
                return;
            }
            var fits = (int) Math.min(count - from, left);
            switch (proof.pieces().get(piece)) {
                case Piece.Kept _ -> inner.update(some, from, fits);
                case Piece.Removed _ -> marked(some, from, fits);
            }
            left -= fits;
            from += fits;
            if (left == 0) end();
        }
    }

    private void marked(byte[] some, int from, int count) {
        var at = mark.length - (int) left;
        for (var i = 0; i < count; i++)
            if (some[from + i] != mark[at + i]) problem = Optional.of("mark");
    }

    private void end() {
        switch (proof.pieces().get(piece)) {
            case Piece.Kept(var length, _) -> leaves.add(length, inner.digest());
            case Piece.Removed(var length, var hash) -> leaves.add(length, hash.bytes());
        }
        advance();
    }

    private void advance() {
        for (piece++; piece < proof.pieces().size(); piece++) {
            switch (proof.pieces().get(piece)) {
                case Piece.Kept(var length, var salt) -> {
                    inner = Piece.inner(salt);
                    left = length;
                }
                case Piece.Removed(var length, _) -> {
                    mark = Piece.mark(proof.unit(), leaves.offset(), length);
                    left = mark.length;
                }
            }
            if (left > 0) return;
            // A piece of no length is none, and no redaction makes one.
            problem = Optional.of("empty");
            return;
        }
    }

    /**
     * What is wrong once all bytes were taken: {@code empty}, {@code mark}, {@code longer}, {@code
     * shorter}, {@code size}, {@code pieces} or {@code copy}; empty if nothing is.
     */
    public Optional<String> problem() {
        if (problem.isPresent()) return problem;
        if (piece < proof.pieces().size()) return Optional.of("shorter");
        if (leaves.offset() != proof.originalSize()) return Optional.of("size");
        if (!leaves.commitment(proof.original()).equals(proof.commitment()))
            return Optional.of("pieces");
        return Digest.ofHash(copied.digest()).equals(proof.copy())
                ? Optional.empty()
                : Optional.of("copy");
    }
}

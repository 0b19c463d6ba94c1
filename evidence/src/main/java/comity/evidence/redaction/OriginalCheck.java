package comity.evidence.redaction;

import comity.record.act.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Checks a proof against the original, for whoever holds it: in a first pass its hash, and the seed
 * of the salts; in a second every piece, kept or removed.
 */
public final class OriginalCheck {
    private final Proof proof;

    /** Hands the original's bytes over, from the first; asked twice. */
    @FunctionalInterface
    public interface Source<E extends Exception> {
        void copyTo(Sink sink) throws IOException, E;
    }

    /** Takes bytes as they come. */
    @FunctionalInterface
    public interface Sink {
        void take(byte[] some, int count);
    }

    public OriginalCheck(Proof proof) {
        this.proof = proof;
    }

    /**
     * What is wrong: {@code original} if it is another file, {@code pieces} if the commitment was
     * not made of it; empty if nothing is.
     */
    public <E extends Exception> Optional<String> problem(Source<E> original)
            throws IOException, E {
        var sha = Digest.sha256();
        var content = Opening.content();
        original.copyTo(
                (some, count) -> {
                    sha.update(some, 0, count);
                    content.update(some, 0, count);
                });
        if (!Digest.ofHash(sha.digest()).equals(proof.original())) return Optional.of("original");
        var seed = Opening.masked(proof.opening(), Digest.ofHash(content.digest()), proof.nonce());
        var again = new Again(proof, seed);
        original.copyTo(again);
        return again.fits() ? Optional.empty() : Optional.of("pieces");
    }

    /** The pieces once more, of the original's bytes and the salts of its seed. */
    private static final class Again implements Sink {
        private final Proof proof;
        private final Digest seed;
        private final Leaves leaves = new Leaves();
        private MessageDigest inner;
        private int piece;
        private long left;
        private boolean other;

        Again(Proof proof, Digest seed) {
            this.proof = proof;
            this.seed = seed;
            this.inner = Piece.inner(Opening.salt(seed, 0));
            this.left = proof.pieces().isEmpty() ? 0 : proof.pieces().getFirst().length();
        }

        @Override
        public void take(byte[] some, int count) {
            for (var from = 0; from < count && !other; ) {
                if (left == 0) {
                    other = true;
                    return;
                }
                var fits = (int) Math.min(count - from, left);
                inner.update(some, from, fits);
                left -= fits;
                from += fits;
                if (left == 0) end();
            }
        }

        private void end() {
            var said = proof.pieces().get(piece);
            var found = inner.digest();
            leaves.add(said.length(), found);
            var same =
                    switch (said) {
                        case Piece.Kept(_, var salt) -> salt.equals(Opening.salt(seed, piece));
                        case Piece.Removed(_, var hash) -> hash.equals(Digest.ofHash(found));
                    };
            if (!same) other = true;
            piece++;
            if (piece == proof.pieces().size()) return;
            inner = Piece.inner(Opening.salt(seed, piece));
            left = proof.pieces().get(piece).length();
        }

        boolean fits() {
            return !other
                    && piece == proof.pieces().size()
                    && leaves.commitment(proof.original()).equals(proof.commitment());
        }
    }
}

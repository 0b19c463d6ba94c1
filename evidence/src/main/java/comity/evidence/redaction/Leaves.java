package comity.evidence.redaction;

import comity.record.act.Digest;
import comity.record.tlog.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** The tree over the pieces (RFC 6962, 2.1), of which only the edge is kept. */
final class Leaves {
    private record Subtree(long size, byte[] hash) {}

    private final ArrayDeque<Subtree> edge = new ArrayDeque<>();
    private long offset;
    private long count;

    void add(long length, byte[] inner) {
        var grown = new Subtree(1, Merkle.leafHash(Piece.leaf(offset, length, inner)));
        while (!edge.isEmpty() && edge.peek().size() == grown.size()) {
            var left = edge.pop();
            grown = new Subtree(2 * grown.size(), Merkle.nodeHash(left.hash(), grown.hash()));
        }
        edge.push(grown);
        offset += length;
        count++;
    }

    long offset() {
        return offset;
    }

    long count() {
        return count;
    }

    Digest root() {
        var hash = Merkle.EMPTY_ROOT;
        var first = true;
        for (var subtree : edge) {
            hash = first ? subtree.hash() : Merkle.nodeHash(subtree.hash(), hash);
            first = false;
        }
        return Digest.ofHash(hash);
    }

    /** What a custodian's act names: it binds the pieces to the original and its size. */
    Digest commitment(Digest original) {
        var numbers = new byte[16];
        Piece.number(offset, numbers, 0);
        Piece.number(count, numbers, 8);
        var sha = Digest.sha256();
        sha.update("comity-redaction/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(original.bytes());
        sha.update(numbers);
        sha.update(root().bytes());
        return Digest.ofHash(sha.digest());
    }
}

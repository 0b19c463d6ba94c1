package comity.verifier;

import comity.record.act.Digest;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.Tiles;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A State's log in memory, signed and cosigned as a node does it; also by an operator who lies. */
final class Log {
    private final String origin;
    private final byte[] logSecret;
    private final byte[] witnessSecret;
    private final Random random;
    private final Map<Digest, byte[]> nonces = new LinkedHashMap<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final Tree tree = new Tree(new InMemory(), 0);

    /** By size, with the cosignatures of the operator and of the partner. */
    private final TreeMap<Long, Note> checkpoints = new TreeMap<>();

    private Optional<Note> newest = Optional.empty();

    Log(String origin, byte[] logSecret, byte[] witnessSecret, Random random) {
        this.origin = origin;
        this.logSecret = logSecret.clone();
        this.witnessSecret = witnessSecret.clone();
        this.random = random;
    }

    /** Tiles that nobody else reads. */
    private static final class InMemory implements Tiles {
        private final Map<String, byte[]> tiles = new HashMap<>();

        @Override
        public Optional<byte[]> read(Address tile) {
            return Optional.ofNullable(tiles.get(tile.level() + "/" + tile.index()));
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            tiles.put(tile.level() + "/" + tile.index(), hashes);
        }

        @Override
        public void sync() {}
    }

    NoteSigner signer() {
        return NoteSigner.log(origin, logSecret, logSecret);
    }

    NoteSigner witness() {
        return NoteSigner.witness(origin + "/witness", witnessSecret, witnessSecret);
    }

    /** Takes an act in, if it does not hold it, under a checkpoint that {@code partner} cosigns. */
    void take(Digest act, Instant now, Log partner) {
        if (nonces.containsKey(act)) return;
        var nonce = new byte[Receipt.NONCE_BYTES];
        random.nextBytes(nonce);
        nonces.put(act, nonce);
        leaves.add(Merkle.leafHash(Receipt.commitment(nonce, act)));
        tree.append(List.of(leaves.getLast()));
        var own = signed(new Checkpoint(origin, tree.size(), tree.root()), now);
        newest = Optional.of(own);
        checkpoints.put(tree.size(), partner.cosign(own, now));
    }

    Note signed(Checkpoint checkpoint, Instant now) {
        return new Note(checkpoint.text(), signer().sign(checkpoint.text(), now));
    }

    Note cosign(Note note, Instant now) {
        return note.with(witness().sign(note.text(), now));
    }

    /** What partners keep of it, for {@code after}. */
    Optional<Note> newest() {
        return newest;
    }

    /** An act that stays in the other State is not here. */
    boolean holds(Digest act) {
        return nonces.containsKey(act);
    }

    Receipt receipt(Digest act) {
        var index = List.copyOf(nonces.keySet()).indexOf(act);
        var size = checkpoints.higherKey((long) index);
        return receipt(act, tree.inclusion(index, size), checkpoints.get(size));
    }

    private Receipt receipt(Digest act, List<byte[]> path, Note checkpoint) {
        var index = List.copyOf(nonces.keySet()).indexOf(act);
        return new Receipt(origin, nonces.get(act), new TlogProof(index, path, checkpoint).text());
    }

    /** The receipt of an act that this log takes in a second time. */
    Receipt again(Digest act, Instant now, Log partner) {
        var nonce = new byte[Receipt.NONCE_BYTES];
        random.nextBytes(nonce);
        tree.append(List.of(Merkle.leafHash(Receipt.commitment(nonce, act))));
        var checkpoint = signed(new Checkpoint(origin, tree.size(), tree.root()), now);
        var index = tree.size() - 1;
        return new Receipt(
                origin,
                nonce,
                new TlogProof(
                                index,
                                tree.inclusion(index, tree.size()),
                                partner.cosign(checkpoint, now))
                        .text());
    }

    /** The checkpoint of this size as the log signed and the partner cosigned it. */
    Note checkpoint(long size) {
        return checkpoints.get(size);
    }

    long size() {
        return tree.size();
    }

    List<byte[]> consistency(long from, long to) {
        return tree.consistency(from, to);
    }

    /**
     * The receipt of an act under a checkpoint of another history, with as many entries more, in
     * which the first leaf was something else: what an operator signs who shows two readers two
     * records.
     */
    Receipt forked(Digest act, int more, Instant now, Log partner) {
        var index = List.copyOf(nonces.keySet()).indexOf(act);
        var other = new Tree(new InMemory(), 0);
        var rewritten = new ArrayList<>(leaves.subList(0, index + 1));
        rewritten.set(0, Merkle.leafHash(new byte[32]));
        for (var i = 0; i < more; i++) rewritten.add(Merkle.leafHash(new byte[] {(byte) i}));
        other.append(rewritten);
        var checkpoint = new Checkpoint(origin, other.size(), other.root());
        return receipt(
                act,
                other.inclusion(index, other.size()),
                partner.cosign(signed(checkpoint, now), now));
    }
}

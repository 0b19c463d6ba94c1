package comity.node.simulator;

import comity.record.act.SignatureAlgorithm;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import comity.record.tlog.NoteKeys;
import java.time.Instant;
import java.util.List;

/**
 * Signs notes with Ed25519 and a time, and with nothing else: a second algorithm would make a world
 * ten times slower and decide nothing in it.
 */
record OneKey(NoteKey key, byte[] secret) {
    static OneKey of(String name, byte[] secret) {
        return new OneKey(
                new NoteKey(name, NoteKey.COSIGNATURE, SignatureAlgorithm.EdDSA.publicKey(secret)),
                secret);
    }

    NoteKeys keys() {
        return NoteKeys.of(key);
    }

    List<Note.Signature> sign(String text, Instant time) {
        return List.of(key.cosign(text, time, secret));
    }
}

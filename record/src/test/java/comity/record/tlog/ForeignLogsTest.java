package comity.record.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Corpora;
import comity.record.act.Json;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logs that other implementations wrote: their notes, tiles and roots are read as ours are. */
class ForeignLogsTest {
    private static final String MIRROR = "tlog/sunlight/cmd/skylight/testdata/witness/mirror";
    private static final String WITNESSED =
            "tlog/sunlight/cmd/skylight/testdata/witness/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";

    /** A log's folder as it lies on the disk; read only. */
    private record Folder(Path root) implements Tiles {
        @Override
        public Optional<byte[]> read(Address tile) {
            for (var width = tile.width(); width <= WIDTH; width++) {
                var file = root.resolve(new Address(tile.level(), tile.index(), width).path());
                if (Files.exists(file)) return Optional.of(Corpora.bytes(file));
            }
            return Optional.empty();
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void sync() {}
    }

    @Test
    void recomputes_every_root_that_Tessera_published_from_its_tiles() throws Exception {
        var log = Corpora.path("tlog/tessera/testdata/log");
        var tree = new Tree(new Folder(log), 15);
        var roots = new ArrayList<byte[]>();
        for (var size = 0; size <= 15; size++) {
            var note = Note.parse(Corpora.text(log.resolve("checkpoint." + size)));
            var checkpoint = Checkpoint.of(note);
            assertThat(checkpoint.size()).isEqualTo(size);
            assertThat(tree.rootAt(size)).isEqualTo(checkpoint.root());
            assertThat(note.encoded()).isEqualTo(Corpora.text(log.resolve("checkpoint." + size)));
            roots.add(checkpoint.root());
        }
        for (var earlier = 0; earlier <= 15; earlier++)
            assertThat(
                            Merkle.consistent(
                                    earlier,
                                    roots.get(earlier),
                                    15,
                                    roots.get(15),
                                    tree.consistency(earlier, 15)))
                    .isTrue();
    }

    @Test
    void finds_Tesseras_entries_at_their_leaves() {
        var log = Corpora.path("tlog/tessera/testdata/log");
        var tree = new Tree(new Folder(log), 15);
        var bundle = ByteBuffer.wrap(Corpora.bytes(log.resolve("tile/entries/000.p/15")));
        for (var index = 0; index < 15; index++) {
            var entry = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(entry);
            assertThat(
                            Merkle.includes(
                                    tree.root(),
                                    15,
                                    index,
                                    Merkle.leafHash(entry),
                                    tree.inclusion(index, 15)))
                    .isTrue();
        }
        assertThat(bundle.hasRemaining()).isFalse();
    }

    @Test
    void takes_no_tile_that_is_not_as_wide_as_the_tree_needs() {
        var log = new Folder(Corpora.path("tlog/sunlight/cmd/skylight/testdata/tree"));
        assertThatThrownBy(() -> new Tree(log, 300)).hasMessageContaining("tile too short");
        assertThatThrownBy(() -> new Tree(log, 600)).hasMessageContaining("tile missing");
    }

    @Test
    void verifies_a_witness_cosignature_and_reads_its_time() throws Exception {
        var witness =
                ((Json.Obj)
                                Corpora.json(
                                        Corpora.path(
                                                "tlog/sunlight/cmd/skylight/testdata/witness/witness.v0.json")))
                        .texts("verifier_keys").stream()
                                .map(key -> NoteKey.parse(key).orElseThrow())
                                .toList()
                                .getFirst();
        var note = Note.parse(Corpora.text(Corpora.path(WITNESSED + "/checkpoint")));
        assertThat(witness.type()).isEqualTo(NoteKey.COSIGNATURE);
        assertThat(witness.cosignedAt(note)).contains(Instant.parse("2025-12-31T00:00:00Z"));
        var other = new Note(note.text().replace("300", "301"), note.signatures());
        assertThat(witness.cosignedAt(other)).isEmpty();
    }

    @Test
    void verifies_a_mirrors_cosignature() throws Exception {
        var key =
                ((Json.Obj) Corpora.json(Corpora.path(MIRROR + "/mirror.v0.json")))
                        .texts("verifier_keys").stream()
                                .map(text -> NoteKey.parse(text).orElseThrow())
                                .toList()
                                .getFirst();
        var notes = Corpora.files(MIRROR, "/checkpoint");
        var cosigned = new ArrayList<Path>();
        for (var file : notes) {
            if (Corpora.text(file).startsWith("decoy")) continue;
            if (key.signed(Note.parse(Corpora.text(file)))) cosigned.add(file);
        }
        assertThat(cosigned).hasSize(1);
        var folder = java.util.Objects.requireNonNull(cosigned.getFirst().getParent());
        var checkpoint = Checkpoint.of(Note.parse(Corpora.text(cosigned.getFirst())));
        assertThat(new Tree(new Folder(folder), checkpoint.size()).root())
                .isEqualTo(checkpoint.root());
        assertThat(List.of(checkpoint.size())).containsExactly(300L);
    }
}

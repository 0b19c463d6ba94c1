package comity.record.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeTest {
    /** Tiles in memory; a wider partial tile answers for a narrower one, as on disk. */
    static final class MemoryTiles implements Tiles {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public Optional<byte[]> read(Address tile) {
            for (var width = tile.width(); width <= WIDTH; width++) {
                var bytes = kept.get(new Address(tile.level(), tile.index(), width).path());
                if (bytes != null) return Optional.of(bytes);
            }
            return Optional.empty();
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            kept.put(tile.path(), hashes);
        }

        @Override
        public void sync() {}
    }

    private static byte[] leaf(int number) {
        return Merkle.leafHash(("leaf " + number).getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6962, 2.1, word for word: the definition that the tree must agree with. */
    private static byte[] definition(List<byte[]> leaves) {
        if (leaves.isEmpty()) return Digest.sha256().digest();
        if (leaves.size() == 1) return leaves.getFirst();
        var split = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.nodeHash(
                definition(leaves.subList(0, split)),
                definition(leaves.subList(split, leaves.size())));
    }

    @Test
    void has_the_root_that_the_RFC_defines_at_every_size_over_the_first_tile_borders() {
        var tiles = new MemoryTiles();
        var tree = new Tree(tiles, 0);
        var leaves = new ArrayList<byte[]>();
        for (var size = 1; size <= 600; size++) {
            leaves.add(leaf(size));
            tree.append(List.of(leaf(size)));
            assertThat(tree.root()).isEqualTo(definition(leaves));
            assertThat(tree.rootFromTiles()).isEqualTo(tree.root());
        }
    }

    @Test
    void proves_every_leaf_and_every_earlier_tree() {
        var tree = new Tree(new MemoryTiles(), 0);
        var roots = new ArrayList<byte[]>(List.of(tree.root()));
        for (var number = 0; number < 300; number++) {
            tree.append(List.of(leaf(number)));
            roots.add(tree.root());
        }
        for (var size : List.of(1, 2, 3, 7, 8, 255, 256, 257, 300)) {
            for (var index = 0; index < size; index++) {
                var path = tree.inclusion(index, size);
                assertThat(Merkle.includes(roots.get(size), size, index, leaf(index), path))
                        .isTrue();
                assertThat(Merkle.includes(roots.get(size), size, index, leaf(index + 1), path))
                        .isFalse();
            }
            for (var earlier = 0; earlier <= size; earlier++) {
                assertThat(
                                Merkle.consistent(
                                        earlier,
                                        roots.get(earlier),
                                        size,
                                        roots.get(size),
                                        tree.consistency(earlier, size)))
                        .isTrue();
            }
        }
    }

    @Test
    void opens_again_at_any_size_and_goes_on_as_if_it_had_never_stopped() {
        for (var stop : List.of(1, 255, 256, 257, 511, 512, 513)) {
            var tiles = new MemoryTiles();
            var first = new Tree(tiles, 0);
            var unbroken = new Tree(new MemoryTiles(), 0);
            for (var number = 0; number < stop; number++) first.append(List.of(leaf(number)));
            var again = new Tree(tiles, stop);
            assertThat(again.root()).isEqualTo(first.root());
            for (var number = stop; number < stop + 300; number++)
                again.append(List.of(leaf(number)));
            var all = new ArrayList<byte[]>();
            for (var number = 0; number < stop + 300; number++) all.add(leaf(number));
            unbroken.append(all);
            assertThat(again.root()).isEqualTo(unbroken.root());
            assertThat(again.rootFromTiles()).isEqualTo(unbroken.root());
        }
    }

    @Test
    void counts_over_two_levels_of_tiles() {
        var tree = new Tree(new MemoryTiles(), 0);
        var all = new ArrayList<byte[]>();
        for (var number = 0; number < 65_537 + 256; number++) all.add(leaf(number));
        tree.append(all);
        assertThat(tree.root()).isEqualTo(definition(all));
        assertThat(tree.rootFromTiles()).isEqualTo(tree.root());
        assertThat(
                        Merkle.includes(
                                tree.root(),
                                tree.size(),
                                65_536,
                                leaf(65_536),
                                tree.inclusion(65_536, tree.size())))
                .isTrue();
    }
}

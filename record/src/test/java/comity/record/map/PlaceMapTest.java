package comity.record.map;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlaceMapTest {

    private static byte[] of(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static byte[] random(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        // Some share long beginnings, so that forks lie deep.
        if (random.nextInt(3) == 0) Arrays.fill(bytes, 0, 30, (byte) 0x5a);
        return bytes;
    }

    /** The tree as it is defined, level by level. */
    private static byte[] definition(Map<Digest, byte[]> leaves, int depth) {
        if (leaves.isEmpty()) {
            var hash = of("comity-map/1 empty");
            for (var at = PlaceMap.DEPTH; at > depth; at--) hash = node(hash, hash);
            return hash;
        }
        if (depth == PlaceMap.DEPTH) {
            var leaf = leaves.entrySet().iterator().next();
            var sha = Digest.sha256();
            sha.update((byte) 0);
            sha.update(leaf.getKey().bytes());
            return sha.digest(leaf.getValue());
        }
        var left = new TreeMap<Digest, byte[]>();
        var right = new TreeMap<Digest, byte[]>();
        leaves.forEach(
                (place, value) ->
                        ((place.bytes()[depth / 8] >> (7 - depth % 8) & 1) == 1 ? right : left)
                                .put(place, value));
        return node(definition(left, depth + 1), definition(right, depth + 1));
    }

    private static byte[] node(byte[] left, byte[] right) {
        var sha = Digest.sha256();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    @Property(tries = 40)
    void has_the_root_that_is_defined_and_proves_what_is_and_what_is_not_there(
            @ForAll @IntRange(max = 12) int count, @ForAll long seed) {
        var random = new Random(seed);
        var leaves = new TreeMap<Digest, byte[]>();
        var map = PlaceMap.NOTHING;
        for (var i = 0; i < count; i++) {
            var place = random(random);
            var value = random(random);
            leaves.put(Digest.ofHash(place), value);
            map = map.with(place, value);
        }
        var root = map.root();

        assertThat(root).isEqualTo(definition(leaves, 0));
        for (var leaf : leaves.entrySet()) {
            var place = leaf.getKey().bytes();
            assertThat(map.at(place)).contains(leaf.getValue());
            var proof = map.proof(place);
            assertThat(PlaceMap.root(place, map.at(place), proof)).contains(root);
            assertThat(PlaceMap.root(place, Optional.empty(), proof))
                    .isNotEqualTo(Optional.of(root));
            assertThat(
                            Arrays.equals(
                                    PlaceMap.root(place, Optional.empty(), proof).orElseThrow(),
                                    root))
                    .isFalse();
        }
        for (var i = 0; i < 5; i++) {
            var place = random(random);
            if (leaves.containsKey(Digest.ofHash(place))) continue;
            var proof = map.proof(place);
            assertThat(map.at(place)).isEmpty();
            assertThat(proof).hasSize(PlaceMap.PROOF_BYTES);
            assertThat(PlaceMap.root(place, Optional.empty(), proof)).contains(root);
            assertThat(
                            Arrays.equals(
                                    PlaceMap.root(place, Optional.of(random(random)), proof)
                                            .orElseThrow(),
                                    root))
                    .isFalse();
            proof[random.nextInt(proof.length)] ^= 1;
            assertThat(
                            Arrays.equals(
                                    PlaceMap.root(place, Optional.empty(), proof).orElseThrow(),
                                    root))
                    .isFalse();
        }
    }

    @Property(tries = 20)
    void the_order_in_which_it_was_filled_does_not_show(@ForAll long seed) {
        var random = new Random(seed);
        var places = new ArrayList<byte[]>();
        for (var i = 0; i < 30; i++) places.add(random(random));
        var one = PlaceMap.NOTHING;
        for (var place : places) one = one.with(place, place);
        Collections.shuffle(places, random);
        var other = PlaceMap.NOTHING;
        for (var place : places) other = other.with(place, of("before")).with(place, place);

        assertThat(other.root()).isEqualTo(one.root());
    }

    /**
     * A walk over proofs of absence, as it lists a signed zone's names: here it meets none. No
     * answer holds a place, a value or a leaf's hash of what is in the map, and what is asked next
     * cannot be aimed, for only the key's holder knows where a file's place is.
     */
    @Test
    void a_walk_over_proofs_of_absence_meets_nothing_that_is_there() {
        var secret = of("a State's key");
        secret[0] &= 0x7f;
        var map = PlaceMap.NOTHING;
        var kept = new ArrayList<byte[]>();
        for (var i = 0; i < 200; i++) {
            var file = of("exhibit " + i);
            var place = Vrf.prove(secret, file).output();
            var value = of("acts of " + i);
            map = map.with(place, value);
            var sha = Digest.sha256();
            sha.update((byte) 0);
            sha.update(place);
            kept.addAll(List.of(file, place, value, sha.digest(value)));
        }
        var names = kept.stream().map(Digest::ofHash).toList();
        for (var question = 0; question < 200; question++) {
            var place = Vrf.prove(secret, of("guess " + question)).output();
            var proof = map.proof(place);
            assertThat(map.at(place)).isEmpty();
            for (var at = 0; at < proof.length; at += 32)
                assertThat(names)
                        .doesNotContain(Digest.ofHash(Arrays.copyOfRange(proof, at, at + 32)));
        }
    }
}

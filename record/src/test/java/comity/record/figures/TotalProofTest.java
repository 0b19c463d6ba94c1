package comity.record.figures;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.record.figures.Totals.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A published number is the sum of what was committed to for each act, or its proof fails. */
class TotalProofTest {
    private static final List<String> CATEGORIES = List.of("", "FRAUD", "ACCESS", "OTHER");

    /** RFC 9380, appendix J.1.1. */
    @Test
    void hashes_to_the_curve_as_the_RFC_does() {
        var suite = "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_";

        var nothing = Curve.hashed("", suite);
        var abc = Curve.hashed("abc", suite);

        assertThat(HexFormat.of().formatHex(nothing.getAffineXCoord().getEncoded()))
                .isEqualTo("2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4");
        assertThat(HexFormat.of().formatHex(abc.getAffineXCoord().getEncoded()))
                .isEqualTo("0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f");
    }

    /** Acts of a period: each counts in some figures, most in none. */
    private record World(long from, List<List<String>> acts, Blinding blinding, Random random) {
        static World of(long seed) {
            var random = new Random(seed);
            var acts = new ArrayList<List<String>>();
            for (var left = 1 + random.nextInt(40); left > 0; left--)
                acts.add(
                        random.nextInt(3) > 0
                                ? List.of()
                                : CATEGORIES.stream()
                                        .filter(_ -> random.nextBoolean())
                                        .map(World::name)
                                        .toList());
            var secret = new byte[Blinding.SECRET_BYTES];
            random.nextBytes(secret);
            return new World(random.nextInt(1_000), acts, new Blinding(secret), random);
        }

        static String name(String category) {
            return Totals.figure("ARTICLE", "INCOMING", "", category);
        }

        long upTo() {
            return from + acts.size();
        }

        Map<String, Long> counted() {
            var counted = new HashMap<String, Long>();
            acts.forEach(figures -> figures.forEach(one -> counted.merge(one, 1L, Long::sum)));
            return counted;
        }

        List<SumNode> leaves() {
            return SumNode.leaves(from, acts, blinding);
        }

        /** Two numbers are shown, the first and the second; the others are withheld. */
        Totals published(long first, long second) {
            var figures = new ArrayList<Json>();
            for (var place = 0; place < CATEGORIES.size(); place++) {
                var figure =
                        Json.object()
                                .with("table", "ARTICLE")
                                .with("direction", "INCOMING")
                                .with("partner", "")
                                .with("category", CATEGORIES.get(place));
                figures.add(place > 1 ? figure : figure.with("count", place == 0 ? first : second));
            }
            return Totals.of(
                            Json.object()
                                    .with("period", "2026-Q4")
                                    .with("from", from)
                                    .with("upTo", upTo())
                                    .with("figures", new Json.Arr(figures)))
                    .orElseThrow();
        }

        long number(int place) {
            return counted().getOrDefault(name(CATEGORIES.get(place)), 0L);
        }
    }

    @Property(tries = 15)
    void the_true_numbers_are_proven_and_no_others(@ForAll long seed) {
        var world = World.of(seed);
        var root = SumNode.root(world.leaves());
        var totals = world.published(world.number(0), world.number(1));
        var proof = TotalProof.of(totals, root, world.counted(), world.blinding(), world.random());

        assertThat(totals.shown().getFirst())
                .isEqualTo(new Total(World.name(""), Optional.of(world.number(0))));
        assertThat(proof.proves(totals, root)).isTrue();
        assertThat(TotalProof.of(proof.json())).contains(proof);

        // The proof of other numbers, made by who knows all there is to know.
        var more = world.published(world.number(0) + 1, world.number(1));
        assertThat(proof.proves(more, root)).isFalse();
        assertThat(
                        TotalProof.of(more, root, world.counted(), world.blinding(), world.random())
                                .proves(more, root))
                .isFalse();
        var moved = world.published(world.number(0) + 1, Math.max(0, world.number(1) - 1));
        assertThat(
                        TotalProof.of(
                                        moved,
                                        root,
                                        world.counted(),
                                        world.blinding(),
                                        world.random())
                                .proves(moved, root))
                .isFalse();
    }

    @Property(tries = 15)
    void an_act_that_is_left_out_or_counted_twice_is_found(@ForAll long seed) {
        var world = World.of(seed);
        var totals = world.published(world.number(0) + 1, world.number(1));
        var acts = new ArrayList<>(world.acts());
        acts.set(world.random().nextInt(acts.size()), List.of(World.name("")));
        var other = new World(world.from(), acts, world.blinding(), world.random());
        if (other.number(0) == world.number(0) + 1 && other.number(1) == world.number(1)) return;

        var root = SumNode.root(other.leaves());

        assertThat(
                        TotalProof.of(
                                        totals,
                                        root,
                                        other.counted(),
                                        other.blinding(),
                                        other.random())
                                .proves(totals, root))
                .isFalse();
    }

    @Property(tries = 15)
    void whoever_holds_an_act_is_shown_what_it_counts_as_and_nothing_else_fits(@ForAll long seed) {
        var world = World.of(seed);
        var leaves = world.leaves();
        var root = SumNode.root(leaves);
        var size = leaves.size();
        for (var index = 0; index < size; index++) {
            var figures = world.acts().get(index);
            var position = world.from() + index;
            var blinding = world.blinding().at(position);
            var path = SumNode.path(index, leaves);
            assertThat(SumNode.leaf(position, figures, blinding).leadsTo(root, index, size, path))
                    .isTrue();
            var other = figures.isEmpty() ? List.of(World.name("FRAUD")) : List.<String>of();
            assertThat(SumNode.leaf(position, other, blinding).leadsTo(root, index, size, path))
                    .isFalse();
            assertThat(
                            SumNode.leaf(position, figures, blinding)
                                    .leadsTo(root, (index + 1) % size, size, path))
                    .isEqualTo(size == 1);
            for (var node : path) assertThat(SumNode.of(node.bytes())).contains(node);
        }
    }

    /** The tree can be kept in pieces: whole pieces fold to the same root. */
    @Property(tries = 10)
    void a_tree_in_pieces_has_the_same_root(@ForAll long seed) {
        var leaves = World.of(seed).leaves();
        var pieces = new ArrayList<SumNode>();
        for (var from = 0; from < leaves.size(); from += 8)
            pieces.add(SumNode.root(leaves.subList(from, Math.min(from + 8, leaves.size()))));

        assertThat(SumNode.root(pieces)).isEqualTo(SumNode.root(leaves));
    }

    /** Neither the same acts under another secret, nor equal acts, look alike. */
    @Property(tries = 10)
    void a_commitment_shows_nothing(@ForAll long seed) {
        var world = World.of(seed);
        var equal = SumNode.leaves(0, List.of(List.of(), List.of(), List.of()), world.blinding());

        assertThat(equal.stream().map(node -> node.sum().toString()).distinct()).hasSize(3);
        assertThat(equal.stream().map(SumNode::toString)).allMatch(text -> text.length() == 87);
    }

    @Test
    void what_is_no_statement_is_none() {
        var good = World.of(1).published(3, 4).statement();
        assertThat(Totals.of(good)).isPresent();
        assertThat(Totals.of(good.with("upTo", 0))).isEmpty();
        assertThat(Totals.of(good.with("period", 4))).isEmpty();
        assertThat(Totals.of(good.with("figures", new Json.Arr(List.of(Json.object()))))).isEmpty();
        var twice = new ArrayList<>(good.items("figures"));
        twice.add(twice.getFirst());
        assertThat(Totals.of(good.with("figures", new Json.Arr(twice)))).isEmpty();
        assertThat(TotalProof.of(Json.object())).isEmpty();
        assertThat(SumNode.of(new byte[SumNode.BYTES])).isEmpty();
    }
}

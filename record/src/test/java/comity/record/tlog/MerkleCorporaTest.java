package comity.record.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Corpora;
import comity.record.act.Json;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6962 proofs by others, most of them false: exactly the good ones are accepted. */
class MerkleCorporaTest {

    @Test
    void accepts_exactly_the_good_inclusion_proofs() {
        for (var file : Corpora.files("tlog/merkle/testdata/inclusion", ".json")) {
            var proof = (Json.Obj) Corpora.json(file);
            assertThat(
                            Merkle.includes(
                                    hash(proof, "root"),
                                    number(proof, "treeSize"),
                                    number(proof, "leafIdx"),
                                    hash(proof, "leafHash"),
                                    path(proof)))
                    .as(file.toString())
                    .isEqualTo(good(proof));
        }
    }

    @Test
    void accepts_exactly_the_good_consistency_proofs() {
        for (var file : Corpora.files("tlog/merkle/testdata/consistency", ".json")) {
            var proof = (Json.Obj) Corpora.json(file);
            assertThat(
                            Merkle.consistent(
                                    number(proof, "size1"),
                                    hash(proof, "root1"),
                                    number(proof, "size2"),
                                    hash(proof, "root2"),
                                    path(proof)))
                    .as(file.toString())
                    .isEqualTo(good(proof));
        }
    }

    private static boolean good(Json.Obj proof) {
        return !proof.bool("wantErr").orElseThrow();
    }

    /** Sizes up to 2^64-1 in the vectors: beyond a long there is no tree, so any negative does. */
    private static long number(Json.Obj proof, String name) {
        return proof.get(name)
                .map(value -> new BigDecimal(((Json.Real) value).value()).toBigInteger())
                .map(value -> value.bitLength() > 63 ? -1 : value.longValueExact())
                .orElse(0L);
    }

    private static byte[] hash(Json.Obj proof, String name) {
        return proof.text(name).map(Base64.getDecoder()::decode).orElse(new byte[0]);
    }

    private static List<byte[]> path(Json.Obj proof) {
        return proof.texts("proof").stream().map(Base64.getDecoder()::decode).toList();
    }
}

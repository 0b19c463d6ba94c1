package comity.record.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApprovedDirectoryTest {
    private static final Predicate<Digest> GIVEN =
            Specimens.directory().root().fingerprint()::equals;
    private static final Directory FIRST = Specimens.directory();

    private static ApprovedDirectory approved(Directory directory, HolderKey... holders) {
        return new ApprovedDirectory(
                directory,
                Arrays.stream(holders).map(holder -> holder.approve(directory)).toList());
    }

    private static HolderKey holder(int index) {
        return Specimens.HOLDERS.get(index);
    }

    private static HolderKey stranger(String name, long seed) {
        return HolderKey.create(name, SignatureAlgorithm.ES256, new Random(seed));
    }

    @Nested
    class The_first_version {
        @Test
        void stands_with_two_of_three_holders_whichever_they_are() {
            assertThat(approved(FIRST, holder(0), holder(1)).objection(Optional.empty(), GIVEN))
                    .isEmpty();
            assertThat(approved(FIRST, holder(2), holder(0)).objection(Optional.empty(), GIVEN))
                    .isEmpty();
            assertThat(approved(FIRST, holder(1)).objection(Optional.empty(), GIVEN))
                    .contains("root.too-few-approvals");
        }

        @Test
        void counts_a_holder_once_and_a_stranger_never() {
            assertThat(approved(FIRST, holder(0), holder(0)).objection(Optional.empty(), GIVEN))
                    .contains("root.too-few-approvals");
            assertThat(
                            approved(FIRST, holder(0), stranger("Court", 5))
                                    .objection(Optional.empty(), GIVEN))
                    .contains("root.too-few-approvals");
        }

        @Test
        void is_that_of_a_root_that_was_given_by_another_path() {
            assertThat(
                            approved(FIRST, holder(0), holder(1))
                                    .objection(Optional.empty(), _ -> false))
                    .contains("root.other");
        }

        @Test
        void needs_both_halves_of_each_approval() {
            var sound = approved(FIRST, holder(0), holder(1));
            for (var half : List.of(true, false)) {
                var spoiled =
                        sound.approvals().stream()
                                .map(
                                        approval ->
                                                new Approval(
                                                        approval.holder(),
                                                        half
                                                                ? flipped(approval.signature())
                                                                : approval.signature(),
                                                        half
                                                                ? approval.mlDsa65()
                                                                : flipped(approval.mlDsa65())))
                                .toList();
                assertThat(new ApprovedDirectory(FIRST, spoiled).objection(Optional.empty(), GIVEN))
                        .contains("root.too-few-approvals");
            }
        }

        @Test
        void is_nothing_else_than_what_was_approved() {
            var other =
                    FIRST.with(new Directory.NodeAddress("https://evil", Digest.of(new byte[0])));
            var sound = approved(FIRST, holder(0), holder(1));
            assertThat(
                            new ApprovedDirectory(other, sound.approvals())
                                    .objection(Optional.empty(), GIVEN))
                    .contains("root.too-few-approvals");
        }
    }

    private static byte[] flipped(byte[] signature) {
        var other = signature.clone();
        other[5] ^= 1;
        return other;
    }

    @Nested
    class A_later_version {
        private final Directory next = FIRST.next(held -> held);

        @Test
        void names_the_one_before_and_has_the_next_number() {
            assertThat(objection(approved(next, holder(0), holder(1)))).isEmpty();
            var third = next.next(held -> held);
            assertThat(objection(approved(third, holder(0), holder(1))))
                    .contains("directory.not-the-next");
            var fork =
                    FIRST.with(new Directory.NodeAddress("https://o", Digest.of(new byte[0])))
                            .next(held -> held);
            assertThat(objection(approved(fork, holder(0), holder(1))))
                    .contains("directory.not-the-next");
            assertThat(objection(approved(FIRST, holder(0), holder(1))))
                    .contains("directory.not-newer");
        }

        @Test
        void ends_a_key_and_never_prolongs_widens_or_pardons_one() {
            var key = Specimens.key();
            var stolen = Instant.parse("2026-06-01T00:00:00Z");
            assertThat(objectionTo(key.endedAt(Specimens.UNTIL.minusSeconds(1)))).isEmpty();
            assertThat(objectionTo(key.compromisedSince(stolen))).isEmpty();
            assertThat(objectionTo(key.endedAt(Specimens.UNTIL.plusSeconds(1))))
                    .contains("directory.drops-entries");
            assertThat(objectionTo(with(key, Set.of("cooperation"), Set.of("*"))))
                    .contains("directory.drops-entries");
            assertThat(objectionTo(with(key, Set.of("cooperation", "law"), key.types())))
                    .contains("directory.drops-entries");
            var since = FIRST.next(held -> held.withKeys(List.of(key.compromisedSince(stolen))));
            var later =
                    since.next(
                            held ->
                                    held.withKeys(
                                            List.of(key.compromisedSince(stolen.plusSeconds(1)))));
            assertThat(approved(later, holder(0), holder(1)).objection(Optional.of(since), GIVEN))
                    .contains("directory.drops-entries");
        }

        private static Key with(Key key, Set<String> kinds, Set<String> types) {
            return new Key(
                    key.id(),
                    key.algorithm(),
                    key.publicKey(),
                    key.state(),
                    key.authority(),
                    kinds,
                    types,
                    key.from(),
                    key.until(),
                    key.compromised());
        }

        private static Optional<String> objectionTo(Key key) {
            return objection(
                    approved(
                            FIRST.next(held -> held.withKeys(List.of(key))), holder(0), holder(1)));
        }

        private static Optional<String> objection(ApprovedDirectory approved) {
            return approved.objection(Optional.of(FIRST), GIVEN);
        }
    }

    @Nested
    class A_changed_root {
        private final HolderKey fourth = stranger("Parliament", 7);
        private final Root other =
                new Root(
                        2, List.of(holder(1).holder(), holder(2).holder(), fourth.holder()), false);
        private final Directory next = FIRST.next(held -> held.with(other));

        @Test
        void needs_enough_of_the_former_and_of_the_new_holders() {
            assertThat(objection(holder(1), holder(2))).isEmpty();
            assertThat(objection(holder(0), holder(1), fourth)).isEmpty();
            assertThat(objection(holder(1), fourth)).contains("root.too-few-former-approvals");
            assertThat(objection(holder(0), holder(1))).contains("root.too-few-approvals");
        }

        @Test
        void needs_them_for_a_lower_threshold_as_well() {
            var lower = new Root(1, FIRST.root().holders(), false);
            var version = FIRST.next(held -> held.with(lower));
            assertThat(approved(version, holder(0)).objection(Optional.of(FIRST), GIVEN))
                    .contains("root.too-few-former-approvals");
        }

        /** SECURITY, T14: all shares lost; the partner was handed the new root by another path. */
        @Test
        void stands_alone_where_it_was_handed_over_anew() {
            assertThat(
                            approved(next, holder(1), fourth)
                                    .objection(Optional.of(FIRST), other.fingerprint()::equals))
                    .isEmpty();
        }

        private Optional<String> objection(HolderKey... holders) {
            return approved(next, holders).objection(Optional.of(FIRST), GIVEN);
        }
    }

    @Test
    void a_root_is_refused_that_no_threshold_fits_or_in_which_one_person_counts_twice() {
        var one = holder(0).holder();
        var renamed = new Root.Holder("Another", one.algorithm(), one.publicKey(), one.mlDsa65());
        assertThatThrownBy(() -> new Root(0, List.of(one), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Root(2, List.of(one), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Root(1, List.of(one, renamed), false))
                .hasMessageContaining("share");
    }

    @Test
    void is_read_as_it_was_written() throws Exception {
        var approved = approved(FIRST.next(held -> held), holder(0), holder(1));
        var read = ApprovedDirectory.of(JsonReader.actObject(CanonicalJson.bytes(approved.json())));
        assertThat(CanonicalJson.text(read.json())).isEqualTo(CanonicalJson.text(approved.json()));
        assertThat(read.objection(Optional.of(FIRST), GIVEN)).isEmpty();
    }

    @Test
    void a_wish_outlives_a_version_that_was_published_without_it() {
        var key = Specimens.key().compromisedSince(Specimens.FROM.plusSeconds(9));
        var wish = FIRST.next(held -> held.withKeys(List.of(key)));
        var meanwhile = FIRST.next(held -> held.withPasskeys(List.of(Specimens.passkey())));
        var both = meanwhile.and(wish);
        assertThat(both.keys().getFirst().compromised()).isPresent();
        assertThat(both.passkeys()).hasSize(1);
        assertThat(both.version()).isEqualTo(2);
        // What was ended since is not brought back by a wish that is older.
        assertThat(wish.and(FIRST).keys().getFirst().compromised()).isPresent();
    }

    /** The platform's own ML-DSA confirms ours, both ways of looking at the key. */
    @Test
    void ml_dsa_is_confirmed_by_the_platforms_own_provider() throws Exception {
        var spki = "308207b2300b0609608648016503040312038207a100";
        var random = new Random(3);
        for (var round = 0; round < 5; round++) {
            var seed = new byte[32];
            random.nextBytes(seed);
            var message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            var key = MlDsa65.publicKey(seed);
            var signature = MlDsa65.sign(seed, message);
            assertThat(MlDsa65.verify(key, message, signature)).isTrue();
            var verifier = Signature.getInstance("ML-DSA-65");
            verifier.initVerify(
                    KeyFactory.getInstance("ML-DSA-65")
                            .generatePublic(
                                    new X509EncodedKeySpec(
                                            HexFormat.of()
                                                    .parseHex(
                                                            spki
                                                                    + HexFormat.of()
                                                                            .formatHex(key)))));
            verifier.update(message);
            assertThat(verifier.verify(signature)).isTrue();
            signature[random.nextInt(signature.length)] ^= 1;
            assertThat(MlDsa65.verify(key, message, signature)).isFalse();
        }
        assertThat(MlDsa65.verify(new byte[3], new byte[1], new byte[3])).isFalse();
        assertThat(MlDsa65.verify(new byte[1952], new byte[1], new byte[3309])).isFalse();
    }
}

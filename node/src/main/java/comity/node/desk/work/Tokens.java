package comity.node.desk.work;

import comity.node.registry.EpochKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Words as the database holds them: 64 bits of an HMAC under a key of an epoch. */
final class Tokens {
    private static final String PURPOSE = "search";

    private final EpochKeys keys;

    Tokens(EpochKeys keys) {
        this.keys = keys;
    }

    /** All under which a docket is put down. */
    record Put(int epoch, long[] tokens) {}

    Put put(Collection<Term> terms) {
        var epoch = keys.epoch();
        var mac =
                mac(epoch)
                        .orElseThrow(() -> new IllegalStateException("the epoch of now has ended"));
        var words = new TreeSet<String>();
        for (var term : terms)
            for (var word : Words.of(term.text()))
                for (var key : Words.put(word)) words.add(within(term.kind().isPersonal(), key));
        return new Put(
                epoch, words.stream().mapToLong(word -> token(mac, word)).sorted().toArray());
    }

    /** The same words under the key of each epoch: which one a docket is under is not known. */
    long[] ask(boolean personal, Set<String> askedKeys) {
        var all = LongStream.builder();
        for (var epoch : keys.epochs())
            mac(epoch)
                    .ifPresent(
                            mac ->
                                    askedKeys.forEach(
                                            key -> all.add(token(mac, within(personal, key)))));
        return all.build().distinct().toArray();
    }

    SortedSet<Integer> epochs() {
        return keys.epochs();
    }

    /** Persons are never found by a search that is not for persons: their words are others. */
    private static String within(boolean personal, String key) {
        return (personal ? "p" : "o") + key;
    }

    private Optional<Mac> mac(int epoch) {
        return keys.derived(epoch, PURPOSE)
                .map(
                        key -> {
                            try {
                                var mac = Mac.getInstance("HmacSHA256");
                                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                                return mac;
                            } catch (GeneralSecurityException e) {
                                throw new IllegalStateException("the JDK lacks HmacSHA256", e);
                            }
                        });
    }

    private static long token(Mac mac, String word) {
        return ByteBuffer.wrap(mac.doFinal(word.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /** No epoch ends while tokens are written under it. */
    <T> T whileNoEpochEnds(java.util.function.Supplier<T> work) {
        return keys.whileNoEpochEnds(work::get);
    }

    static Set<String> words(String asked) {
        var words = new LinkedHashSet<>(Words.of(asked));
        return words.stream()
                .limit(Words.MOST_ASKED)
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
    }
}

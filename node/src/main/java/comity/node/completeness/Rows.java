package comity.node.completeness;

import comity.record.act.Digest;
import comity.record.sets.Encoder;
import comity.record.sets.SessionKey;
import comity.record.sets.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For each partner the row of symbols that it is being told: one at a time, made once from the set
 * as it was when the partner began, and bounded.
 */
final class Rows {
    /**
     * Symbols that a partner may ask for; about 20,000 differences. Beyond, the list is shorter.
     */
    static final int MOST_SYMBOLS = 1 << 15;

    static final int MOST_AT_ONCE = 4_096;
    static final int MOST_LISTED = 20_000;

    private final Map<String, Row> rows = new HashMap<>();

    /** What one comparison is told. */
    static final class Row {
        private final byte[] key;
        private final List<Digest> set;
        private final Encoder encoder;
        private final List<Symbol> made = new ArrayList<>();

        private Row(byte[] key, Set<Digest> set) {
            this.key = key.clone();
            this.set = set.stream().sorted().toList();
            this.encoder = new Encoder(this.set, new SessionKey(key));
        }

        int size() {
            return set.size();
        }

        synchronized List<Symbol> symbols(int from, int count) {
            while (made.size() < from + count) made.add(encoder.next());
            return List.copyOf(made.subList(from, from + count));
        }

        List<Digest> after(String last) {
            return set.stream()
                    .filter(digest -> digest.hex().compareTo(last) > 0)
                    .limit(MOST_LISTED)
                    .toList();
        }
    }

    /** Begins anew: what the partner was being told before is forgotten. */
    synchronized Row begin(String peer, byte[] key, Set<Digest> set) {
        var row = new Row(key, set);
        rows.put(peer, row);
        return row;
    }

    synchronized Optional<Row> of(String peer, byte[] key) {
        return Optional.ofNullable(rows.get(peer)).filter(row -> Arrays.equals(row.key, key));
    }

    synchronized void end(String peer) {
        rows.remove(peer);
    }
}

package comity.node.transparency;

import comity.node.frame.Quarter;
import comity.node.transparency.Counted.Counter;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.figures.Blinding;
import comity.record.figures.SumNode;
import comity.record.figures.TotalProof;
import comity.record.figures.Totals;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps what proves the numbers of each quarter: in which of them each act counts, as it was when
 * they were published, and the tree over what is committed to for each act. The tree grows piece by
 * piece, each in a transaction of its own, however many acts a quarter has.
 */
final class Proofs {
    /** Positions of one piece: a power of two, so that pieces fold to the tree's own shape. */
    static final int PIECE = 1024;

    private static final int BATCH = 1_000;

    private final JdbcTemplate sql;
    private final SecureRandom random;

    Proofs(JdbcTemplate sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    /**
     * What is kept of a quarter.
     *
     * @param docket on which the State binds itself to it
     * @param proof empty while the tree grows
     * @param act by which the State bound itself; empty until then
     */
    record Kept(
            Quarter quarter,
            Blinding blinding,
            List<String> partners,
            UUID docket,
            Optional<TotalProof> proof,
            Optional<Digest> act) {}

    Optional<Kept> of(Quarter quarter) {
        return kept("first_day = ?", Date.valueOf(quarter.first()));
    }

    /** By which act the State bound itself to a quarter's numbers; empty as long as it did not. */
    Optional<Digest> boundBy(Quarter quarter) {
        return sql
                .query(
                        "SELECT act FROM statistic_proof WHERE first_day = ? AND act IS NOT NULL",
                        (row, _) -> new Digest(row.getString("act")),
                        Date.valueOf(quarter.first()))
                .stream()
                .findFirst();
    }

    /** The first quarter whose numbers are proven and to which the State has not bound itself. */
    Optional<Kept> unbound() {
        return kept("proof IS NOT NULL AND act IS NULL");
    }

    private Optional<Kept> kept(String which, Object... parameters) {
        return sql
                .query(
                        "SELECT first_day, secret, partners, docket, proof, act FROM statistic_proof"
                                + " WHERE "
                                + which
                                + " ORDER BY first_day LIMIT 1",
                        (row, _) ->
                                new Kept(
                                        new Quarter(row.getDate("first_day").toLocalDate()),
                                        new Blinding(row.getBytes("secret")),
                                        List.of((String[]) row.getArray("partners").getArray()),
                                        row.getObject("docket", UUID.class),
                                        Optional.ofNullable(row.getString("proof"))
                                                .map(Proofs::proof),
                                        Optional.ofNullable(row.getString("act")).map(Digest::new)),
                        parameters)
                .stream()
                .findFirst();
    }

    private static TotalProof proof(String text) {
        try {
            var json = JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8));
            return TotalProof.of(json)
                    .orElseThrow(() -> new IllegalStateException("a kept proof is none"));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a kept proof cannot be read", e);
        }
    }

    /** Fixes in which figures each act counts, and draws the secret that hides it. */
    void begin(Quarter quarter, List<String> partners, Supplier<UUID> newDocket) {
        var secret = new byte[Blinding.SECRET_BYTES];
        random.nextBytes(secret);
        var docket =
                sql
                        .queryForList(
                                "SELECT docket FROM statistic_proof ORDER BY first_day DESC LIMIT 1",
                                UUID.class)
                        .stream()
                        .findFirst()
                        .orElseGet(newDocket);
        var day = Date.valueOf(quarter.first());
        sql.update(
                "INSERT INTO statistic_proof (first_day, secret, partners, docket)"
                        + " VALUES (?, ?, ?, ?)",
                day,
                secret,
                partners.toArray(String[]::new),
                docket);
        var rows = new ArrayList<Object[]>();
        sql.query(
                "SELECT position, counters FROM statistic_act ORDER BY position",
                row -> {
                    rows.add(
                            new Object[] {
                                day,
                                row.getLong("position"),
                                figures((String[]) row.getArray("counters").getArray(), partners)
                            });
                    if (rows.size() == BATCH) flush(rows);
                });
        flush(rows);
    }

    private static String[] figures(String[] counters, List<String> partners) {
        return List.of(counters).stream()
                .flatMap(text -> Figure.counted(Counter.of(text), partners).stream())
                .map(Figure::proven)
                .sorted()
                .toArray(String[]::new);
    }

    private void flush(List<Object[]> rows) {
        sql.batchUpdate(
                "INSERT INTO statistic_counted (first_day, position, figures) VALUES (?, ?, ?)",
                rows);
        rows.clear();
    }

    /** Makes the next piece of the tree; false if all are made. */
    boolean grow(Kept kept, long from, long upTo) {
        var piece = pieces(kept.quarter());
        var first = from + (long) piece * PIECE;
        if (first >= upTo) return false;
        sql.update(
                "INSERT INTO statistic_tree (first_day, piece, node) VALUES (?, ?, ?)",
                Date.valueOf(kept.quarter().first()),
                piece,
                SumNode.root(leavesOf(kept, first, Math.min(first + PIECE, upTo))).bytes());
        return true;
    }

    private int pieces(Quarter quarter) {
        return sql.queryForList(
                        "SELECT count(*) FROM statistic_tree WHERE first_day = ?",
                        Integer.class,
                        Date.valueOf(quarter.first()))
                .getFirst();
    }

    private List<SumNode> leavesOf(Kept kept, long first, long end) {
        var counted = counted(kept.quarter(), first, end);
        var figures = new ArrayList<List<String>>();
        for (var position = first; position < end; position++)
            figures.add(counted.getOrDefault(position, List.of()));
        return SumNode.leaves(first, figures, kept.blinding());
    }

    /** In which figures the acts from one position to another count, those that count at all. */
    Map<Long, List<String>> counted(Quarter quarter, long first, long end) {
        var counted = new HashMap<Long, List<String>>();
        sql.query(
                "SELECT position, figures FROM statistic_counted"
                        + " WHERE first_day = ? AND position >= ? AND position < ?",
                row -> {
                    counted.put(
                            row.getLong("position"),
                            List.of((String[]) row.getArray("figures").getArray()));
                },
                Date.valueOf(quarter.first()),
                first,
                end);
        return counted;
    }

    private List<SumNode> nodes(Quarter quarter) {
        return sql.query(
                "SELECT node FROM statistic_tree WHERE first_day = ? ORDER BY piece",
                (row, _) ->
                        SumNode.of(row.getBytes("node"))
                                .orElseThrow(
                                        () -> new IllegalStateException("a kept node is none")),
                Date.valueOf(quarter.first()));
    }

    /** Of the whole tree, once it is grown. */
    SumNode root(Quarter quarter) {
        return SumNode.root(nodes(quarter));
    }

    /**
     * Proves the numbers of a quarter whose tree is grown.
     *
     * @param counted every number, shown or not
     */
    void prove(Kept kept, Totals totals, Map<Figure, Long> counted) {
        var numbers = new HashMap<String, Long>();
        counted.forEach((figure, number) -> numbers.put(figure.proven(), number));
        var proof = TotalProof.of(totals, root(kept.quarter()), numbers, kept.blinding(), random);
        sql.update(
                "UPDATE statistic_proof SET proof = ? WHERE first_day = ?",
                CanonicalJson.text(proof.json()),
                Date.valueOf(kept.quarter().first()));
    }

    /** The State has bound itself by {@code act}. */
    void bound(Kept kept, Digest act) {
        sql.update(
                "UPDATE statistic_proof SET act = ? WHERE first_day = ?",
                act.hex(),
                Date.valueOf(kept.quarter().first()));
    }

    /** The tree of a quarter, for showing places in it. */
    Tree tree(Kept kept, Totals totals) {
        return new Tree(kept, totals, nodes(kept.quarter()));
    }

    /** Reads its pieces once; acts of one docket often lie in the same. */
    final class Tree {
        private final Kept kept;
        private final Totals totals;
        private final List<SumNode> pieces;
        private final Map<Integer, List<SumNode>> leaves = new HashMap<>();

        private Tree(Kept kept, Totals totals, List<SumNode> pieces) {
            this.kept = kept;
            this.totals = totals;
            this.pieces = pieces;
        }

        /** From the leaf at {@code position} up to the root. */
        List<SumNode> path(long position) {
            var piece = Math.toIntExact((position - totals.from()) / PIECE);
            var first = totals.from() + (long) piece * PIECE;
            var end = Math.min(first + PIECE, totals.upTo());
            var path = new ArrayList<SumNode>();
            path.addAll(
                    SumNode.path(
                            Math.toIntExact(position - first),
                            leaves.computeIfAbsent(piece, _ -> leavesOf(kept, first, end))));
            path.addAll(SumNode.path(piece, pieces));
            return path;
        }
    }
}

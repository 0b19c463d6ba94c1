package comity.node.completeness;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.sets.Decoder;
import comity.record.sets.SessionKey;
import comity.record.sets.Symbol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The partner's set, as far as it has to be heard to know the difference. */
final class TheirRow {
    private static final int FIRST = 16;
    private static final int MOST_ACTS = 5_000_000;

    private final Line line;
    private final byte[] key;
    private final int most;
    private int size;

    /** How the partner is asked: a path and a body; empty where it knows of no such thing. */
    @FunctionalInterface
    interface Line {
        Optional<Json.Obj> ask(String path, Optional<Json.Obj> body)
                throws IOException, InterruptedException;
    }

    /**
     * @param key drawn for this comparison
     * @param most symbols to be heard before the list is asked for
     */
    TheirRow(Line line, byte[] key, int most) {
        this.line = line;
        this.key = key.clone();
        this.most = most;
    }

    /**
     * What each side holds alone.
     *
     * @param theirs how many acts the partner says it shares with us
     * @param symbols how many symbols were heard
     * @param listed whether that was not enough, and the list was asked for
     */
    record Heard(
            Set<Digest> onlyOurs,
            Set<Digest> onlyTheirs,
            int theirs,
            int symbols,
            boolean listed) {}

    /** Each batch doubles what was heard, up to a bound: the cost follows the difference. */
    Heard compare(Set<Digest> ours) throws IOException, InterruptedException {
        var decoder = new Decoder(ours, new SessionKey(key));
        while (decoder.symbols() < most) {
            var from = decoder.symbols();
            var count = Math.min(Math.max(FIRST, from), Math.min(Rows.MOST_AT_ONCE, most - from));
            for (var symbol : symbols(from, count)) {
                decoder.take(symbol);
                if (decoder.decoded()) {
                    var known = decoder.difference();
                    return new Heard(
                            known.onlyOurs(), known.onlyTheirs(), size, known.symbols(), false);
                }
            }
            if (decoder.contradicted()) break;
        }
        return listed(ours, decoder.symbols());
    }

    private List<Symbol> symbols(int from, int count) throws IOException, InterruptedException {
        var answer = ask("symbols", asked().with("from", from).with("count", count));
        size = answer.integer("size").filter(n -> n >= 0 && n <= MOST_ACTS).orElse(0L).intValue();
        try {
            var symbols = Symbol.of(Base64Url.decode(answer.text("symbols").orElse("")));
            if (symbols.size() == count) return symbols;
        } catch (IllegalArgumentException _) {
            // The same answer: these are no symbols.
        }
        throw new IOException("the partner's symbols were not understood");
    }

    private Heard listed(Set<Digest> ours, int symbols) throws IOException, InterruptedException {
        var theirs = new HashSet<Digest>();
        var last = "";
        while (true) {
            var acts = ask("list", asked().with("after", last)).texts("acts");
            if (acts.isEmpty()) break;
            for (var hex : acts) {
                if (!hex.matches("[0-9a-f]{64}") || hex.compareTo(last) <= 0)
                    throw new IOException("the partner's list was not understood");
                theirs.add(new Digest(hex));
                last = hex;
            }
            if (theirs.size() > MOST_ACTS) throw new IOException("a longer list than expected");
        }
        var onlyOurs = new HashSet<>(ours);
        onlyOurs.removeAll(theirs);
        var onlyTheirs = new HashSet<>(theirs);
        onlyTheirs.removeAll(ours);
        return new Heard(onlyOurs, onlyTheirs, theirs.size(), symbols, true);
    }

    /** Every receipt that the partner has of an act; whoever relies on one checks it. */
    List<Receipt> receipts(Digest act) throws IOException, InterruptedException {
        var answer = line.ask("/federation/completeness/receipts/" + act.hex(), Optional.empty());
        var receipts = new ArrayList<Receipt>();
        for (var item : answer.map(said -> said.items("receipts")).orElse(List.of())) {
            try {
                if (item instanceof Json.Obj json) receipts.add(Receipt.of(json));
            } catch (MalformedAct _) {
                // It proves nothing, like one that is not there.
            }
        }
        return receipts;
    }

    void tell(List<Finding> findings, List<Digest> mended)
            throws IOException, InterruptedException {
        ask(
                "findings",
                Json.object()
                        .with(
                                "findings",
                                new Json.Arr(findings.stream().<Json>map(Finding::json).toList()))
                        .with("mended", Json.strings(mended.stream().map(Digest::hex).toList())));
    }

    private Json.Obj asked() {
        return Json.object().with("key", Base64Url.encode(key));
    }

    private Json.Obj ask(String what, Json.Obj body) throws IOException, InterruptedException {
        return line.ask("/federation/completeness/" + what, Optional.of(body))
                .orElseThrow(() -> new IOException("the partner does not compare"));
    }
}

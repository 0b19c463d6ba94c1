package comity.record.figures;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * In which figures one act counts, shown to whoever holds the act: nothing is told of any other.
 *
 * @param held that the log holds the act
 * @param figures one as often as it counts in it; none if it counts nowhere
 * @param path from its leaf to the root of the period
 */
public record Opened(
        Digest act, Receipt held, List<String> figures, BigInteger blinding, List<SumNode> path) {
    private static final int LONGEST_PATH = 64;

    public Opened {
        figures = List.copyOf(figures);
        path = List.copyOf(path);
    }

    /** For the act at {@code position}, whose blinding is made from the period's secret. */
    public static Opened of(
            Digest act,
            Receipt held,
            long position,
            List<String> figures,
            Blinding blinding,
            List<SumNode> path) {
        return new Opened(act, held, figures, blinding.at(position), path);
    }

    /** Whether this is what was committed to for the act at {@code position}. */
    boolean opens(Publication published, long position) {
        return figures.stream().noneMatch(String::isEmpty)
                && SumNode.leaf(position, figures, blinding)
                        .leadsTo(
                                published.root(),
                                position - published.from(),
                                published.upTo() - published.from(),
                                path);
    }

    Json.Obj json() {
        return Json.object()
                .with("act", act.hex())
                .with("held", held.json())
                .with("figures", Json.strings(figures))
                .with("blinding", Totals.text(blinding))
                .with("path", Json.strings(path.stream().map(SumNode::text).toList()));
    }

    static Opened of(Json json) throws MalformedAct {
        if (!(json instanceof Json.Obj said) || said.members().size() != 5)
            throw new MalformedAct("opened", "an act's place expected");
        var path = said.texts("path").stream().flatMap(text -> SumNode.of(text).stream()).toList();
        if (path.size() != said.items("path").size() || path.size() > LONGEST_PATH)
            throw new MalformedAct("path", "nodes of the tree expected");
        var figures = said.texts("figures");
        if (figures.size() != said.items("figures").size())
            throw new MalformedAct("figures", "names of figures expected");
        return new Opened(
                said.text("act")
                        .filter(hex -> hex.matches("[0-9a-f]{64}"))
                        .map(Digest::new)
                        .orElseThrow(() -> new MalformedAct("act", "digest expected")),
                Receipt.of(
                        said.object("held")
                                .orElseThrow(() -> new MalformedAct("held", "receipt expected"))),
                figures,
                said.text("blinding")
                        .flatMap(Opened::scalar)
                        .orElseThrow(() -> new MalformedAct("blinding", "number expected")),
                path);
    }

    private static Optional<BigInteger> scalar(String text) {
        try {
            return Curve.scalar(Base64Url.decode(text)).filter(number -> number.signum() > 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

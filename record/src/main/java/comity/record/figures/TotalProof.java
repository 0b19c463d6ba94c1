package comity.record.figures;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.ECPoint;

/**
 * That the published numbers are the sums of what was committed to for each act: what is left of
 * the sum of all commitments once the published numbers are taken off is made of withheld figures
 * and blinding alone. Whoever proves it knows how (Okamoto, 1992; made without a reader's questions
 * as Fiat and Shamir did, 1986), and tells nothing more.
 *
 * @param challenge drawn by hashing what is claimed
 * @param blinding the answer for what hides
 * @param withheld the answers for the figures that are withheld, in the statement's order
 */
public record TotalProof(BigInteger challenge, BigInteger blinding, List<BigInteger> withheld) {
    private static final byte[] CONTEXT = "comity-figures/1".getBytes(StandardCharsets.US_ASCII);

    public TotalProof {
        withheld = List.copyOf(withheld);
    }

    /**
     * @param root over the leaves of all positions of the period
     * @param counted every number, shown or not
     */
    public static TotalProof of(
            Totals totals,
            SumNode root,
            Map<String, Long> counted,
            Blinding hidden,
            RandomGenerator random) {
        var figures = totals.withheld();
        var masks = new ArrayList<BigInteger>();
        for (var _ : figures) masks.add(scalar(random));
        var mask = scalar(random);
        var challenge = challenge(totals, root, combined(figures, masks, mask));
        var answers = new ArrayList<BigInteger>();
        for (var place = 0; place < figures.size(); place++)
            answers.add(
                    answer(
                            masks.get(place),
                            challenge,
                            BigInteger.valueOf(counted.getOrDefault(figures.get(place), 0L))));
        return new TotalProof(
                challenge,
                answer(mask, challenge, hidden.sum(totals.from(), totals.upTo())),
                answers);
    }

    /** Whether it holds for these numbers and this root. */
    public boolean proves(Totals totals, SumNode root) {
        var figures = totals.withheld();
        if (figures.size() != withheld.size()) return false;
        var left =
                combined(figures, withheld, blinding)
                        .subtract(Curve.sum(one(rest(totals, root)), one(challenge)));
        return !left.isInfinity() && challenge(totals, root, left).equals(challenge);
    }

    /** The sum of all commitments less the numbers that are shown. */
    private static ECPoint rest(Totals totals, SumNode root) {
        var shown = totals.shown().stream().filter(total -> total.count().isPresent()).toList();
        var published =
                combination(
                        shown.stream().map(Totals.Total::figure).toList(),
                        shown.stream()
                                .map(total -> BigInteger.valueOf(total.count().orElseThrow()))
                                .toList());
        return root.sum().subtract(published);
    }

    private static ECPoint combined(
            List<String> figures, List<BigInteger> times, BigInteger blinding) {
        return combination(figures, times).add(Curve.blinded(blinding));
    }

    private static ECPoint combination(List<String> figures, List<BigInteger> times) {
        return Curve.sum(
                figures.stream().map(Curve::generator).toArray(ECPoint[]::new),
                times.toArray(BigInteger[]::new));
    }

    private static ECPoint[] one(ECPoint point) {
        return new ECPoint[] {point};
    }

    private static BigInteger[] one(BigInteger number) {
        return new BigInteger[] {number};
    }

    private static BigInteger challenge(Totals totals, SumNode root, ECPoint masks) {
        return Curve.challenge(CONTEXT, totals.digest().bytes(), root.bytes(), Curve.bytes(masks));
    }

    private static BigInteger answer(BigInteger mask, BigInteger challenge, BigInteger known) {
        return mask.add(challenge.multiply(known)).mod(Curve.ORDER);
    }

    private static BigInteger scalar(RandomGenerator random) {
        var bytes = new byte[64];
        random.nextBytes(bytes);
        return Curve.scalar512(bytes);
    }

    public Json.Obj json() {
        return Json.object()
                .with("challenge", Totals.text(challenge))
                .with("blinding", Totals.text(blinding))
                .with("withheld", Json.strings(withheld.stream().map(Totals::text).toList()));
    }

    /** Empty if this is no such proof. */
    public static Optional<TotalProof> of(Json.Obj json) {
        var challenge = json.text("challenge").flatMap(TotalProof::scalar);
        var blinding = json.text("blinding").flatMap(TotalProof::scalar);
        var withheld =
                json.texts("withheld").stream().flatMap(text -> scalar(text).stream()).toList();
        if (challenge.isEmpty()
                || blinding.isEmpty()
                || withheld.size() != json.items("withheld").size()
                || !json.members().keySet().equals(Set.of("challenge", "blinding", "withheld")))
            return Optional.empty();
        return Optional.of(new TotalProof(challenge.get(), blinding.get(), withheld));
    }

    private static Optional<BigInteger> scalar(String text) {
        try {
            return Curve.scalar(Base64Url.decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

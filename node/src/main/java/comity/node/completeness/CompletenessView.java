package comity.node.completeness;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything is missing between this node and its partners.
 *
 * @param state this State
 */
public record CompletenessView(
        String state, List<PartnerView> partners, List<FindingView> findings) {

    /**
     * One partner.
     *
     * @param latest what came of the latest attempt; none before the first
     * @param comparedAt when the latest comparison was made that was not in vain
     * @param open how many findings stand open
     */
    public record PartnerView(
            String partner,
            @Nullable ComparisonView latest,
            @Nullable Instant comparedAt,
            long open) {}

    /**
     * What came of a comparison.
     *
     * @param outcome {@code agreed}, {@code differs}, {@code not-compared}
     * @param why where it was not made: {@code not-reached}, {@code directory-unknown}
     * @param ours acts that are shared, by our count; {@code theirs} by the partner's
     * @param symbols coded symbols that it took
     * @param listed whether the whole list had to be asked for
     */
    public record ComparisonView(
            String partner,
            Instant at,
            String outcome,
            String why,
            int ours,
            int theirs,
            int symbols,
            boolean listed) {
        static ComparisonView of(Rounds.Done done) {
            return new ComparisonView(
                    done.peer(),
                    done.at(),
                    done.outcome(),
                    done.why(),
                    done.ours(),
                    done.theirs(),
                    done.symbols(),
                    done.listed());
        }
    }

    /**
     * An act that one side lacks.
     *
     * @param docket its docket, where it is known
     * @param since no later than this it was acknowledged
     * @param provenBy the log whose receipt proves it; {@code receipt} is that receipt
     * @param how it was mended: {@code fetched}, {@code held-again}
     */
    public record FindingView(
            long number,
            String partner,
            String kind,
            String act,
            @Nullable String docket,
            String author,
            @Nullable Instant since,
            @Nullable String provenBy,
            @Nullable ReceiptView receipt,
            String foundBy,
            Instant foundAt,
            @Nullable String how,
            @Nullable Instant mendedAt) {}

    /** A receipt as docs/formats/log.md has it. */
    public record ReceiptView(String origin, String nonce, String proof) {}
}

package comity.node.completeness;

import comity.node.frame.Seeing;
import comity.node.registry.Registry;
import comity.record.act.Base64Url;
import comity.record.act.Receipt;
import java.util.List;
import java.util.UUID;

/** What both the page and its JSON show. */
final class Overview {
    private static final int MOST = 500;

    private final Rounds rounds;
    private final Findings findings;
    private final String own;
    private final Registry registry;
    private final Seeing seeing;

    Overview(Rounds rounds, Findings findings, String own, Registry registry, Seeing seeing) {
        this.registry = registry;
        this.seeing = seeing;
        this.rounds = rounds;
        this.findings = findings;
        this.own = own;
    }

    CompletenessView view() {
        List<CompletenessView.PartnerView> partners =
                rounds.partners().stream()
                        .map(
                                peer ->
                                        new CompletenessView.PartnerView(
                                                peer,
                                                rounds.latest(peer)
                                                        .map(CompletenessView.ComparisonView::of)
                                                        .orElse(null),
                                                rounds.latestCompared(peer)
                                                        .map(Rounds.Done::at)
                                                        .orElse(null),
                                                findings.openWith(peer)))
                        .toList();
        return new CompletenessView(
                own, partners, findings.newest(MOST).stream().map(this::view).toList());
    }

    private boolean isSealed(UUID docket) {
        return seeing.sealedUntil(registry.read(docket)).isPresent();
    }

    private CompletenessView.FindingView view(Findings.Kept kept) {
        var finding = kept.finding();
        return new CompletenessView.FindingView(
                kept.number(),
                kept.peer(),
                finding.kind().word(),
                finding.act().hex(),
                finding.docket()
                        .filter(docket -> !isSealed(docket))
                        .map(Object::toString)
                        .orElse(null),
                finding.author(),
                finding.since().orElse(null),
                finding.receipt().map(Receipt::origin).orElse(null),
                finding.receipt()
                        .map(
                                receipt ->
                                        new CompletenessView.ReceiptView(
                                                receipt.origin(),
                                                Base64Url.encode(receipt.nonce()),
                                                receipt.proof()))
                        .orElse(null),
                kept.foundBy(),
                kept.foundAt(),
                kept.how().orElse(null),
                kept.mendedAt().orElse(null));
    }
}

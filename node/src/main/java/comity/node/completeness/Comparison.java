package comity.node.completeness;

import comity.node.courier.Cursors;
import comity.node.courier.Partner;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * One comparison with one partner. The two sets are read at different moments, so an act on its way
 * may stand in one of them alone; each difference is therefore looked at again, act by act, before
 * it is a finding: whoever is said to hold an act shows it.
 *
 * <p>Every act in these sets was filed by its author before it was handed over, and by the other
 * before it was acknowledged. So between two honest nodes, whatever is on its way, each is found on
 * both sides when looked at again.
 */
final class Comparison {
    /** More than this many are not looked at one by one in one comparison; the next goes on. */
    private static final int MOST_LOOKED_AT = 500;

    /**
     * So many of the acts that both say they hold are asked for: a digest alone is quickly said.
     */
    private static final int SAMPLE = 8;

    private final Registry registry;
    private final Shared shared;
    private final Findings findings;
    private final Cursors cursors;
    private final String own;
    private final Partner partner;
    private final TheirRow row;
    private final RandomGenerator random;
    private final List<Finding> found = new ArrayList<>();
    private final List<Digest> mended = new ArrayList<>();

    Comparison(
            Registry registry,
            Shared shared,
            Findings findings,
            Cursors cursors,
            String own,
            Partner partner,
            TheirRow row,
            RandomGenerator random) {
        this.registry = registry;
        this.shared = shared;
        this.findings = findings;
        this.cursors = cursors;
        this.own = own;
        this.partner = partner;
        this.row = row;
        this.random = random;
    }

    /** What came of it. */
    record Result(int ours, TheirRow.Heard heard, List<Finding> found, List<Digest> mended) {}

    Result compare() throws IOException, InterruptedException {
        lookAgainAtOpen();
        var ours = shared.with(partner.state());
        var heard = row.compare(ours);
        for (var act : new TreeSet<>(heard.onlyOurs()).stream().limit(MOST_LOOKED_AT).toList())
            onlyHere(act);
        for (var act : new TreeSet<>(heard.onlyTheirs()).stream().limit(MOST_LOOKED_AT).toList())
            onlyThere(act);
        sample(ours, heard);
        var fresh =
                found.stream()
                        .filter(finding -> findings.keep(partner.state(), own, finding))
                        .toList();
        for (var finding : fresh) mend(finding);
        if (!fresh.isEmpty() || !mended.isEmpty()) row.tell(fresh, mended);
        return new Result(ours.size(), heard, List.copyOf(found), List.copyOf(mended));
    }

    private void sample(Set<Digest> ours, TheirRow.Heard heard)
            throws IOException, InterruptedException {
        var agreed = new ArrayList<>(ours);
        agreed.removeAll(heard.onlyOurs());
        for (var i = 0; i < SAMPLE && !agreed.isEmpty(); i++)
            onlyHere(agreed.remove(random.nextInt(agreed.size())));
    }

    /** We hold it as shared; the partner does not, or does not show it. */
    private void onlyHere(Digest act) throws IOException, InterruptedException {
        var stored = registry.act(act);
        if (stored.isEmpty() || partner.act(act).isPresent()) return;
        var envelope = stored.get().envelope();
        var isOurs = envelope.header().author().state().equals(own);
        var proof = proof(partner.state(), act, envelope.receipts());
        found.add(
                new Finding(
                        isOurs ? Kind.MISSING_THERE : Kind.WITHDRAWN_THERE,
                        act,
                        Optional.of(envelope.header().docket()),
                        envelope.header().author().state(),
                        since(proof).or(() -> Optional.of(stored.get().filedAt())),
                        proof.map(Proof::receipt)));
    }

    /** The partner holds it as shared; we do not. */
    private void onlyThere(Digest act) throws IOException, InterruptedException {
        if (shared.holds(act)) return;
        var fetched = partner.act(act);
        if (fetched.isEmpty()) {
            found.add(
                    new Finding(
                            Kind.NOT_SHOWN_THERE,
                            act,
                            Optional.empty(),
                            "",
                            Optional.empty(),
                            Optional.empty()));
            return;
        }
        var header = fetched.get().act().header();
        var author = header.author().state();
        var isOurs = author.equals(own);
        var receipts = row.receipts(act);
        // Of a partner's act that we acknowledged our own receipt speaks; of an act in our name,
        // ours if we gave it out once, else that of whoever holds it.
        var proof =
                proof(own, act, receipts)
                        .or(
                                () ->
                                        isOurs
                                                ? proof(partner.state(), act, receipts)
                                                : Optional.empty());
        found.add(
                new Finding(
                        isOurs ? Kind.ADDITIONAL_THERE : Kind.MISSING_HERE,
                        act,
                        Optional.of(header.docket()),
                        author,
                        since(proof),
                        proof.map(Proof::receipt)));
    }

    /** What the courier can simply carry again, it carries again. */
    private void mend(Finding finding) throws IOException, InterruptedException {
        switch (finding.kind()) {
            case MISSING_THERE -> cursors.lost(partner.state(), finding.act());
            case MISSING_HERE -> {
                if (fetch(finding.act())) settle(finding.act(), "fetched");
            }
            case WITHDRAWN_THERE, ADDITIONAL_THERE, NOT_SHOWN_THERE, NOT_SHOWN_HERE -> {}
        }
    }

    private boolean fetch(Digest act) throws IOException, InterruptedException {
        var fetched = partner.act(act);
        return fetched.isPresent()
                && registry.receive(fetched.get().act(), fetched.get().internal())
                        instanceof Filing.Filed;
    }

    /** An act that was carried again, or came back by itself. */
    private void lookAgainAtOpen() throws IOException, InterruptedException {
        for (var open : findings.open(partner.state(), own)) {
            var act = open.finding().act();
            switch (open.finding().kind()) {
                case MISSING_THERE -> {
                    if (shows(act)) settle(act, "held-again");
                    else cursors.lost(partner.state(), act);
                }
                case WITHDRAWN_THERE -> {
                    if (shows(act)) settle(act, "held-again");
                }
                case MISSING_HERE -> {
                    if (shared.holds(act)) settle(act, "held-again");
                    else if (fetch(act)) settle(act, "fetched");
                }
                case ADDITIONAL_THERE, NOT_SHOWN_THERE, NOT_SHOWN_HERE -> {
                    if (shared.holds(act) && shows(act)) settle(act, "held-again");
                }
            }
        }
    }

    private boolean shows(Digest act) throws IOException, InterruptedException {
        return partner.act(act).map(Partner.Fetched::act).map(Envelope::digest).isPresent();
    }

    private void settle(Digest act, String how) {
        for (var open : findings.open(partner.state(), own))
            if (open.finding().act().equals(act)) findings.mended(open.number(), how);
        mended.add(act);
    }

    private Optional<Proof> proof(String state, Digest act, List<Receipt> receipts) {
        return Proof.by(state, act, receipts, registry.directories());
    }

    private static Optional<Instant> since(Optional<Proof> proof) {
        return proof.flatMap(Proof::at);
    }
}

package comity.node.timestamps;

import comity.record.act.Digest;
import comity.record.x509.EvidenceRecord;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Renews timestamps before the certificates end on which they rest: a new one on the tokens of the
 * many that end next (RFC 4998, 5.2). Content is not asked for: what is renewed is the proof.
 */
final class Renewing {
    /** So long before their end (SECURITY, 6: twelve months). */
    static final Duration AHEAD = Duration.ofDays(365);

    /** So many in one; what a case file takes. */
    private static final int MOST = 64;

    private final Stamping stamping;
    private final Renewals renewals;
    private final InstantSource clock;

    Renewing(Stamping stamping, Renewals renewals, InstantSource clock) {
        this.stamping = stamping;
        this.renewals = renewals;
        this.clock = clock;
    }

    /**
     * Renews those that end next, if any are due; how many were. One that would not last longer
     * than what it renews is not kept: it would be due again at once, for ever.
     */
    int once() throws InterruptedException {
        var due = renewals.due(clock.instant().plus(AHEAD), MOST);
        if (due.isEmpty()) return 0;
        var group = due.stream().map(Renewals.Due::token).distinct().toList();
        var imprint = EvidenceRecord.imprint(group.stream().map(Digest::bytes).toList());
        var reply = stamping.reply(imprint);
        if (reply.isEmpty()) return 0;
        try {
            var told = Timestamp.of(reply.get(), imprint, stamping.counting());
            var lasting = due.stream().filter(one -> told.until().isAfter(one.ends())).toList();
            renewals.renew(lasting, new Renewal(reply.get(), group, told.at(), told.until()));
            return lasting.size();
        } catch (RefusedTimestamp e) {
            throw new IllegalStateException("a timestamp that was checked is refused", e);
        }
    }

    List<Renewal> of(Digest exhibit) {
        return renewals.of(exhibit);
    }

    List<Renewal> of(long size) {
        return renewals.of(size);
    }
}

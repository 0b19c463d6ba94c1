package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a timestamp stands that was renewed: each renewal stamps the token before, while its
 * certificates were valid; later, whoever broke their keys could have made both. One that came too
 * late, or does not count, ends it.
 *
 * @param times how often it was renewed in time
 * @param until the end of the certificates on which the newest timestamp rests
 * @param broken what ended it before its last renewal
 */
record RenewedStamp(int times, Instant until, Optional<Broken> broken) {

    /** Why a renewal does not count. */
    sealed interface Broken {
        /** It was made when the one before had ended. */
        record Late(Instant time, Instant until) implements Broken {}

        record Refused(String why, String found) implements Broken {}
    }

    /**
     * Follows from the first token to the last that counts.
     *
     * @param reply with the first token, which {@code first} is read from
     */
    static RenewedStamp of(
            byte[] reply,
            Timestamp first,
            List<LogProofs.Renewal> renewals,
            List<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        var until = first.until();
        var token = Timestamp.token(reply);
        var times = 0;
        for (var renewal : renewals) {
            try {
                if (!renewal.group().contains(Digest.of(token)))
                    return ended(times, until, new Broken.Refused("stamp.other-imprint", ""));
                var imprint = LogProofs.Renewal.imprint(renewal.group()).bytes();
                var next = Timestamp.of(renewal.reply(), imprint, authorities);
                if (next.at().isAfter(until))
                    return ended(times, until, new Broken.Late(next.at(), until));
                until = next.until();
                token = Timestamp.token(renewal.reply());
                times++;
            } catch (RefusedTimestamp e) {
                return ended(times, until, new Broken.Refused(e.code(), e.detail()));
            }
        }
        return new RenewedStamp(times, until, Optional.empty());
    }

    private static RenewedStamp ended(int times, Instant until, Broken broken) {
        return new RenewedStamp(times, until, Optional.of(broken));
    }
}

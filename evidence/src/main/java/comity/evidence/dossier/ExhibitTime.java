package comity.evidence.dossier;

import java.time.Instant;
import java.util.List;

/** What a timestamp authority says of one exhibit by itself, by its SHA-256 (RFC 3161). */
public sealed interface ExhibitTime {
    /** Nobody was asked. */
    record Unasked() implements ExhibitTime {}

    /**
     * @param reply where the authority's reply (TimeStampResp) comes from, byte by byte
     * @param renewals timestamps on the token before, each made while that still stood, oldest
     *     first
     */
    record Stamped(Contents.Source reply, List<LogProofs.Renewal> renewals) implements ExhibitTime {
        public Stamped {
            renewals = List.copyOf(renewals);
        }

        /** One that was never renewed. */
        public Stamped(Contents.Source reply) {
            this(reply, List.of());
        }
    }

    /**
     * Authorities were asked, and none answered so far.
     *
     * @param since when the exhibit was sealed, by the clock of whoever made the file
     * @param asOf when that was said
     */
    record Pending(Instant since, Instant asOf) implements ExhibitTime {}

    ExhibitTime UNASKED = new Unasked();
}

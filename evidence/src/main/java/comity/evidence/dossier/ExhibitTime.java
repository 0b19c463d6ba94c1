package comity.evidence.dossier;

import java.time.Instant;

/** What a timestamp authority says of one exhibit by itself, by its SHA-256 (RFC 3161). */
public sealed interface ExhibitTime {
    /** Nobody was asked. */
    record Unasked() implements ExhibitTime {}

    /**
     * @param reply where the authority's reply (TimeStampResp) comes from, byte by byte
     */
    record Stamped(Contents.Source reply) implements ExhibitTime {}

    /**
     * Authorities were asked, and none answered so far.
     *
     * @param since when the exhibit was sealed, by the clock of whoever made the file
     * @param asOf when that was said
     */
    record Pending(Instant since, Instant asOf) implements ExhibitTime {}

    ExhibitTime UNASKED = new Unasked();
}

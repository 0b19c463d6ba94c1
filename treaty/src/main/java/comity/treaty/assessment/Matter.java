package comity.treaty.assessment;

import comity.treaty.facts.Facts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What an assessment is asked about.
 *
 * @param requesting two letters (ISO 3166-1) of the State that asks
 * @param requested of the State that is asked
 * @param day on which it is asked: rules and treaties are taken as they are on it
 * @param facts as stated; what follows from the rest of the matter is added by the assessor
 * @param from first day of the period, inclusive
 * @param to last day, inclusive
 * @param requestingZone in which the requesting State's officers read a time
 * @param requestedZone in which the requested State's do
 */
public record Matter(
        String requesting,
        String requested,
        LocalDate day,
        Facts facts,
        List<Identifier> identifiers,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        List<TreatyStatus> treaties,
        Optional<ZoneId> requestingZone,
        Optional<ZoneId> requestedZone) {
    public Matter {
        identifiers = List.copyOf(identifiers);
        treaties = List.copyOf(treaties);
    }
}

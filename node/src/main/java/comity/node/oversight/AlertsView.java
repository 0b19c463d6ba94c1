package comity.node.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What stands out, and everything that was looked at and does not.
 *
 * @param since the first day that counts
 * @param counted how many of the acts on record are counted by now, in hundredths
 * @param glass who read a docket under broken glass, the latest first
 * @param patterns all of them, those with something to show first
 */
public record AlertsView(LocalDate since, long counted, List<Glass> glass, List<Looked> patterns) {
    public AlertsView {
        glass = List.copyOf(glass);
        patterns = List.copyOf(patterns);
    }

    /**
     * One pattern.
     *
     * @param pattern its code
     * @param trials the occasions of all who are compared
     * @param hits on how many of them it went this way
     * @param compared how many are compared: States, authorities or persons
     * @param alerts those that stand out, the least likely by chance first
     */
    public record Looked(String pattern, long trials, long hits, int compared, List<Alert> alerts) {
        public Looked {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * One that stands out: a suspicion, never a verdict.
     *
     * @param kind STATE, AUTHORITY or PERSON
     * @param name as people call it; a State's code
     * @param share of its occasions, in hundredths
     * @param otherShare of those of all others, in hundredths
     * @param chance the probability that so many fall to this one by chance
     * @param once the same in words: as many comparisons as it takes to expect this once
     * @param hitsShown the latest acts that are counted
     */
    public record Alert(
            String kind,
            String code,
            String name,
            long trials,
            long hits,
            double share,
            long others,
            long otherHits,
            double otherShare,
            double chance,
            long once,
            List<Hit> hitsShown) {
        public Alert {
            hitsShown = List.copyOf(hitsShown);
        }
    }

    /**
     * Somebody whom a docket does not concern read it, confirmed by a second person.
     *
     * @param act by which the glass was broken
     * @param docket empty while a judge keeps it sealed; then {@code reasons} are as well
     * @param authority of whoever reads, with their {@code office}
     * @param confirmedIn the authority of the second person, with {@code confirmedAs}, their office
     * @param at when it was confirmed
     * @param until when reading ends
     * @param standing OPEN, ENDED or STAYED
     */
    public record Glass(
            String act,
            String docket,
            String authority,
            String office,
            String confirmedIn,
            String confirmedAs,
            String purpose,
            String reasons,
            Instant at,
            Instant until,
            String standing) {}

    /** One act that is counted. */
    public record Hit(UUID docket, String act, Instant at) {}
}

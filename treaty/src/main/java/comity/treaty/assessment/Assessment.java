package comity.treaty.assessment;

import comity.treaty.rules.Finding;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole answer.
 *
 * @param mistakes in identifiers and times, before all else
 * @param findings that decide whether the request may be sent, gravest first
 * @param awaited what the requested State will find on before it executes and hands over
 */
public record Assessment(
        Verdict verdict,
        List<Basis> bases,
        Channel channel,
        List<Step> steps,
        List<Deadline> deadlines,
        List<Finding> mistakes,
        List<Finding> findings,
        List<Finding> awaited,
        List<Narrowing> narrowings,
        List<Moment> moments) {

    /** What the answer comes to; its number is the exit status of {@code comity assess}. */
    public enum Verdict {
        MAY_BE_SENT,
        BLOCKED,
        FACTS_MISSING
    }

    /** How the request goes. */
    public enum Channel {
        CENTRAL_AUTHORITIES,
        CONTACT_24_7,
        PROVIDER_DIRECTLY,
        POLICE
    }

    /**
     * @param fits whether the request may rest on it
     * @param reasons codes of sentences, why and why not
     * @param words by whom and of which day it is said whether it is in force
     */
    public record Basis(
            Instrument instrument, Truth fits, List<String> reasons, List<String> words) {}

    /** Who takes a step. */
    public enum Side {
        REQUESTING,
        REQUESTED
    }

    /**
     * @param authorisation code of the authorisation that the step needs
     */
    public record Step(Side side, String code, Citation citation, Optional<String> authorisation) {}

    /**
     * @param timer T1 to T7 of the project's list
     * @param day if it can be counted already
     */
    public record Deadline(String timer, String code, Citation citation, Optional<LocalDate> day) {}

    /** How to ask for less. */
    public record Narrowing(String code, Map<String, String> facts) {}

    /** A time as each side's officers read it. */
    public record Moment(
            String identifier,
            ZonedDateTime universal,
            Optional<ZonedDateTime> requesting,
            Optional<ZonedDateTime> requested) {

        /**
         * Whether a clock on the wall shows this time twice that night: then the offset decides.
         */
        public static boolean comesTwice(ZonedDateTime time) {
            return time.getZone().getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        }
    }
}

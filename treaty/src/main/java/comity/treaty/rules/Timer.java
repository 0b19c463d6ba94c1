package comity.treaty.rules;

import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * The Convention's clocks, and this system's: from what they run, how long, and what happens at the
 * end. Which of them run on a docket says {@link Timers}.
 */
public enum Timer {
    /** 25(2): a domestic order to preserve lasts at most ninety days; the law may renew it. */
    DOMESTIC_PRESERVATION(
            "T1",
            Citation.high(25, "(2)"),
            Basis.TREATY,
            Optional.of(Period.ofDays(90)),
            true,
            List.of(14, 3)),
    /** 42(8): what another State asked for is preserved for not less than sixty days. */
    PRESERVED(
            "T2",
            Citation.high(42, "(8)"),
            Basis.TREATY,
            Optional.of(Period.ofDays(60)),
            false,
            List.of(14, 3)),
    /** 42(9): an extension is asked for before the sixty days end. */
    EXTENSION(
            "T3",
            Citation.high(42, "(9)"),
            Basis.TREATY,
            Optional.of(Period.ofDays(60)),
            true,
            List.of(14, 3)),
    /**
     * 42(8): once the request for assistance is there, what is preserved stays until a decision.
     */
    PENDING_DECISION(
            "T4", Citation.high(42, "(8)"), Basis.TREATY, Optional.empty(), false, List.of()),
    /** 40(14): what was asked orally is confirmed in writing forthwith; here within three days. */
    WRITTEN_CONFIRMATION(
            "T5",
            Citation.medium(40, "(14)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(3)),
            true,
            List.of(1)),
    /** 24(2), 45(3): a measure in real time, or an authorisation, ends on the day that it names. */
    MEASURE_ENDS(
            "T6", Citation.high(24, "(2)"), Basis.TREATY, Optional.empty(), true, List.of(7, 1)),
    /** 36(2): data is kept no longer than its purpose needs. */
    RETENTION("T7", Citation.high(36, "(2)"), Basis.POLICY, Optional.empty(), true, List.of(30)),
    /** 36(2): the other State certifies that it erased what this one erased; in thirty days. */
    DELETION(
            "T8",
            Citation.high(36, "(2)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(30)),
            true,
            List.of(7, 1)),
    /** 40(19): a request for consent to another use waits for its answer. */
    CONSENT("T9", Citation.medium(40, "(19)"), Basis.POLICY, Optional.empty(), false, List.of()),
    /** 36(2): what is returned or destroyed is certified to be gone; in thirty days. */
    CERTIFICATE(
            "T10",
            Citation.high(36, "(2)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(30)),
            true,
            List.of(7, 1)),
    /** 40(20): nobody is told before secrecy ends; a judge who prolongs it does so by this day. */
    SECRECY(
            "T11",
            Citation.medium(40, "(20)"),
            Basis.POLICY,
            Optional.empty(),
            false,
            List.of(14, 3)),
    /** 40(20): before that, somebody looks whether it is still needed. */
    SECRECY_REVIEW(
            "T12",
            Citation.medium(40, "(20)"),
            Basis.POLICY,
            Optional.empty(),
            true,
            List.of(7, 1)),
    /** 24(2): once secrecy has ended, whoever was concerned is told within fourteen days. */
    NOTICE(
            "T13",
            Citation.high(24, "(2)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(14)),
            true,
            List.of(7, 1)),
    /** 24(2): whoever could not be found is looked for again within ninety days. */
    SEARCH(
            "T14",
            Citation.high(24, "(2)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(90)),
            true,
            List.of(7)),
    /** 24(2): what a judge ordered as a remedy is done by the day that the judge named. */
    REMEDY("T15", Citation.high(24, "(2)"), Basis.POLICY, Optional.empty(), true, List.of(7, 1)),
    /** 21(4): counsel reads until this day; a judge who lets them read on says so before it. */
    ADMISSION(
            "T17",
            Citation.medium(21, "(4)"),
            Basis.POLICY,
            Optional.empty(),
            false,
            List.of(14, 7, 1)),
    /** 21(4): what a judge granted to the defence is asked of the other State within seven days. */
    GRANTED(
            "T18",
            Citation.medium(21, "(4)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(7)),
            true,
            List.of(3, 1)),
    /**
     * 24(2), 36(2): a reported error is classified within ten days, and what is to go is destroyed
     * by the day that was named.
     */
    ERROR(
            "T19",
            Citation.high(24, "(2)"),
            Basis.POLICY,
            Optional.of(Period.ofDays(10)),
            true,
            List.of(3, 1)),
    /** 40(20): a judge's seal hides the docket through this day; to renew it, another is set. */
    SEAL("T20", Citation.medium(40, "(20)"), Basis.POLICY, Optional.empty(), false, List.of(7));

    private final String id;
    private final Citation citation;
    private final Basis basis;
    private final Optional<Period> length;
    private final boolean latest;
    private final List<Integer> warnings;

    Timer(
            String id,
            Citation citation,
            Basis basis,
            Optional<Period> length,
            boolean latest,
            List<Integer> warnings) {
        this.id = id;
        this.citation = citation;
        this.basis = basis;
        this.length = length;
        this.latest = latest;
        this.warnings = warnings;
    }

    /** Its number in the project's list of clocks. */
    public String id() {
        return id;
    }

    public Citation citation() {
        return citation;
    }

    public Basis basis() {
        return basis;
    }

    /** How long it runs; empty if it ends with a decision, or on a day that an act names. */
    public Optional<Period> length() {
        return length;
    }

    /** Whether its end is the latest day for something; else the earliest. */
    public boolean isLatest() {
        return latest;
    }

    /** How many days before its end somebody is told. */
    public List<Integer> warnings() {
        return warnings;
    }
}

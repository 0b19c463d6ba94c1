package comity.treaty.assessment;

import comity.treaty.assessment.Assessment.Deadline;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import comity.treaty.law.StepDeadline;
import comity.treaty.law.StepDeadline.Step;
import comity.treaty.law.StepDeadline.Unit;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The times that the requested State sets itself, counted from the day of asking in its own
 * calendar: 40(26), 42(4), 41(3).
 */
final class OwnDeadlines {
    private static final Facts.Codes PRESERVE = Facts.Codes.of("PRESERVE", "TRAFFIC_DISCLOSE");

    private OwnDeadlines() {}

    static List<Deadline> of(Profile there, LocalDate asked, Facts facts) {
        var deadlines = new ArrayList<Deadline>();
        for (var step : steps(facts))
            there.deadline(step)
                    .map(
                            deadline ->
                                    new Deadline(
                                            "own",
                                            "own-" + step.name().toLowerCase(Locale.ROOT),
                                            citation(step),
                                            end(there, asked, deadline)))
                    .ifPresent(deadlines::add);
        return deadlines;
    }

    private static List<Step> steps(Facts facts) {
        if (facts.is(Fact.EMERGENCY) == Truth.TRUE)
            return List.of(Step.ACKNOWLEDGE, Step.EMERGENCY, Step.EX_POST_REVIEW);
        if (facts.any(Fact.MEASURE, PRESERVE) == Truth.TRUE)
            return List.of(Step.ACKNOWLEDGE, Step.PRESERVE);
        return List.of(Step.ACKNOWLEDGE, Step.DECIDE, Step.EXECUTE);
    }

    private static Citation citation(Step step) {
        return switch (step) {
            case PRESERVE -> Citation.high(42, "(4)");
            case EMERGENCY -> Citation.medium(41, "(3)");
            case EX_POST_REVIEW -> Citation.high(24, "(2)");
            case CONSULT -> Citation.medium(40, "(28)");
            case WRITTEN_CONFIRMATION -> Citation.medium(40, "(14)");
            case ADDITIONAL_INFORMATION -> Citation.high(40, "(16)");
            case NOTIFY_PERSON -> Citation.medium(40, "(20)");
            case ACKNOWLEDGE, DECIDE, EXECUTE, EXECUTE_URGENT -> Citation.medium(40, "(26)");
        };
    }

    /** Working days are counted in a published calendar or not at all. */
    private static Optional<LocalDate> end(Profile there, LocalDate asked, StepDeadline deadline) {
        var from = asked.atStartOfDay(ZoneOffset.UTC).toInstant();
        var reckoned =
                there.workingDays().map(days -> days.end(from, deadline).end().toLocalDate());
        if (reckoned.isPresent()) return reckoned;
        if (deadline.unit() == Unit.WORKING_DAYS) return Optional.empty();
        return Optional.of(
                switch (deadline.unit()) {
                    case HOURS -> asked.plusDays((deadline.count() + 23) / 24);
                    case DAYS, WORKING_DAYS -> asked.plusDays(deadline.count());
                    case MONTHS -> asked.plusMonths(deadline.count());
                });
    }
}

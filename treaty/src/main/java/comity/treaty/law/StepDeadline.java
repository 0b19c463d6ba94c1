package comity.treaty.law;

import comity.record.act.Json;
import java.util.Optional;
import java.util.stream.Stream;

/** Within what time a State takes a step of its own accord, or wants it taken. */
public record StepDeadline(Step step, long count, Unit unit) {
    /** Beyond this nobody means a deadline, and no calendar need be walked. */
    static final long MOST = 10_000;

    public StepDeadline {
        if (count < 0 || count > MOST) throw new IllegalArgumentException("count: " + count);
    }

    /** What is to be done within the time. */
    public enum Step {
        /** Saying that a request arrived. */
        ACKNOWLEDGE,
        /** Confirming an oral request in writing (40(14): forthwith). */
        WRITTEN_CONFIRMATION,
        /** Answering a question about a request. */
        ADDITIONAL_INFORMATION,
        /** Preserving what another State asked to be preserved (42(4)). */
        PRESERVE,
        /** Accepting, conditioning, postponing or refusing. */
        DECIDE,
        /** Executing and handing over, in the ordinary way. */
        EXECUTE,
        /** The same where it is urgent (40(26)). */
        EXECUTE_URGENT,
        /** Answering in an emergency (2(o), 41(3)). */
        EMERGENCY,
        /** A judge's decision after data was released in an emergency. */
        EX_POST_REVIEW,
        /** Answering when consulted before a refusal or postponement (40(28)). */
        CONSULT,
        /** Telling the person, once secrecy has ended. */
        NOTIFY_PERSON
    }

    /** How the time is counted. */
    public enum Unit {
        HOURS,
        DAYS,
        WORKING_DAYS,
        MONTHS
    }

    static Optional<StepDeadline> of(Json.Obj said) {
        var step = word(Step.values(), said.text("step"));
        var unit = word(Unit.values(), said.text("unit"));
        var count = said.integer("count").filter(number -> number >= 0 && number <= MOST);
        if (step.isEmpty() || unit.isEmpty() || count.isEmpty()) return Optional.empty();
        return Optional.of(new StepDeadline(step.get(), count.get(), unit.get()));
    }

    /** The most hours that it can be, working days counted as whole ones without rest between. */
    long hours() {
        return switch (unit) {
            case HOURS -> count;
            case DAYS, WORKING_DAYS -> count * 24;
            case MONTHS -> count * 31 * 24;
        };
    }

    private static <E extends Enum<E>> Optional<E> word(E[] words, Optional<String> said) {
        return Stream.of(words)
                .filter(word -> said.filter(word.name()::equals).isPresent())
                .findFirst();
    }
}

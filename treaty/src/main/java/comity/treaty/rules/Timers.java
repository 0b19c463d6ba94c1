package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clocks that run on a docket. They are for people: what a clock forbids is a rule's, which
 * asks the docket again at the act.
 */
public final class Timers {
    /**
     * A clock that runs.
     *
     * @param act that started it
     * @param state whose authorities it reminds
     * @param due its last day, in UTC; empty while it waits for a decision
     */
    public record Running(
            Timer timer, Digest act, String state, LocalDate start, Optional<LocalDate> due) {

        /** Days from {@code day} to the end; negative once it has passed. */
        public Optional<Long> daysLeft(LocalDate day) {
            return due.map(end -> end.toEpochDay() - day.toEpochDay());
        }
    }

    private final Docket docket;
    private final List<Running> running = new ArrayList<>();

    private Timers(Docket docket) {
        this.docket = docket;
    }

    /** Every clock that runs on {@code docket}; once it has ended, only the duties to delete. */
    public static List<Running> on(Docket docket) {
        var ended =
                !docket.all(Act.Close.class).isEmpty() || !docket.all(Act.Withdraw.class).isEmpty();
        var timers = new Timers(docket);
        docket.all(Act.Erase.class).forEach(timers::demanded);
        if (ended) return List.copyOf(timers.running);
        docket.entries().stream().filter(entry -> !entry.overridden()).forEach(timers::startedBy);
        return List.copyOf(timers.running);
    }

    private void startedBy(Entry entry) {
        switch (entry.act()) {
            case Act.Preserve preserve -> preserved(entry, preserve);
            case Act.Request request -> {
                if (request.measure().filter(Measure.EMERGENCY::equals).isPresent())
                    start(
                            Timer.WRITTEN_CONFIRMATION,
                            entry,
                            request.said()
                                    .date("writtenConfirmationBy")
                                    .or(() -> after(Timer.WRITTEN_CONFIRMATION, day(entry))));
            }
            case Act.Authorise authorise -> start(Timer.MEASURE_ENDS, entry, authorise.until());
            case Act.AuthoriseExecution authorise ->
                    start(Timer.MEASURE_ENDS, entry, authorise.until());
            case Act.ConfirmReceipt _ -> start(Timer.RETENTION, entry, Optional.empty());
            default -> {}
        }
    }

    /** Runs until the other State's certificate answers this erasure. */
    private void demanded(Entry entry) {
        var erase = (Act.Erase) entry.act();
        var author = entry.header().author().state();
        var other =
                docket.requesting()
                        .filter(state -> !state.equals(author))
                        .or(docket::requested)
                        .filter(state -> !state.equals(author));
        if (erase.duty().isPresent() || other.isEmpty() || isCertified(entry)) return;
        running.add(
                new Running(
                        Timer.DELETION,
                        entry.digest(),
                        other.get(),
                        day(entry),
                        erase.due().or(() -> after(Timer.DELETION, day(entry)))));
    }

    private boolean isCertified(Entry erasure) {
        return docket.all(Act.CertifyDeletion.class).stream()
                .anyMatch(
                        entry ->
                                ((Act.CertifyDeletion) entry.act())
                                        .duty()
                                        .filter(erasure.digest()::equals)
                                        .isPresent());
    }

    private void preserved(Entry entry, Act.Preserve preserve) {
        if (released(entry)) return;
        var from = preserve.preservedFrom().orElse(day(entry));
        start(
                Timer.DOMESTIC_PRESERVATION,
                entry,
                preserve.until().or(() -> after(Timer.DOMESTIC_PRESERVATION, from)));
        var assistanceAsked =
                docket.all(Act.Request.class).stream()
                        .anyMatch(
                                request ->
                                        ((Act.Request) request.act())
                                                .measure()
                                                .filter(Measure.PRESERVE::equals)
                                                .isEmpty());
        if (assistanceAsked) {
            start(Timer.PENDING_DECISION, entry, Optional.empty());
            return;
        }
        start(Timer.PRESERVED, entry, after(Timer.PRESERVED, from));
        var asking = docket.requesting().orElse(entry.header().author().state());
        running.add(
                new Running(
                        Timer.EXTENSION,
                        entry.digest(),
                        asking,
                        from,
                        after(Timer.EXTENSION, from)));
    }

    private boolean released(Entry preserve) {
        return docket.all(Act.Release.class).stream()
                .map(entry -> (Act.Release) entry.act())
                .anyMatch(
                        release ->
                                release.preservation()
                                        .filter(preserve.digest()::equals)
                                        .isPresent());
    }

    private void start(Timer timer, Entry entry, Optional<LocalDate> due) {
        running.add(
                new Running(
                        timer, entry.digest(), entry.header().author().state(), day(entry), due));
    }

    private static Optional<LocalDate> after(Timer timer, LocalDate from) {
        return timer.length().map(from::plus);
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }
}

package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * Every clock that runs on {@code docket}; once it has ended, only those on what was received:
     * to ask, to return, to destroy, to delete, to do what a judge ordered, and to answer for
     * errors.
     */
    public static List<Running> on(Docket docket) {
        return on(docket, Profiles.NONE);
    }

    /** The same; {@code profiles} say in which States the account holder is told as well. */
    public static List<Running> on(Docket docket, Profiles profiles) {
        var ended =
                !docket.all(Act.Close.class).isEmpty() || !docket.all(Act.Withdraw.class).isEmpty();
        var timers = new Timers(docket);
        docket.all(Act.Erase.class).forEach(timers::demanded);
        docket.all(Act.Transmit.class).forEach(timers::kept);
        docket.all(Act.AskConsent.class).forEach(timers::asked);
        docket.all(Act.Dispose.class).forEach(timers::disposed);
        docket.all(Act.Remedy.class).forEach(timers::remedied);
        Errors.on(docket).forEach(timers::reported);
        timers.secret(profiles);
        Defence.on(docket).forEach(timers::admitted);
        Seals.on(docket).forEach(timers::sealed);
        if (ended) return List.copyOf(timers.running);
        docket.entries().stream().filter(entry -> !entry.overridden()).forEach(timers::startedBy);
        for (var entry : Defence.granted(docket))
            timers.start(Timer.GRANTED, entry, after(Timer.GRANTED, day(entry)));
        return List.copyOf(timers.running);
    }

    /** The States whose law may start a clock on {@code docket}. */
    public static Set<String> states(Docket docket) {
        var states = new TreeSet<String>();
        docket.requesting().ifPresent(states::add);
        docket.requested().ifPresent(states::add);
        return states;
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
            case Act.Authorise authorise -> measured(entry, authorise.until());
            case Act.AuthoriseExecution authorise -> measured(entry, authorise.until());
            case Act.ConfirmReceipt receipt -> {
                // Where a condition says until when, its transmission has started the clock.
                if (docket.standing(receipt.transmission(), Act.Transmit.class)
                        .flatMap(sent -> sent.conditions().keptUntil())
                        .isEmpty()) start(Timer.RETENTION, entry, Optional.empty());
            }
            default -> {}
        }
    }

    /** 24(2): until when a measure may last; after a refusal none is taken. */
    private void measured(Entry authorisation, Optional<LocalDate> until) {
        if (!docket.hasEnded()) start(Timer.MEASURE_ENDS, authorisation, until);
    }

    /** 36(2): runs until everything that was transmitted is returned or destroyed. */
    private void kept(Entry entry) {
        var day = day(entry);
        var until = UseLimits.until(docket, entry, day);
        var receiving = docket.requesting();
        var left =
                ((Act.Transmit) entry.act())
                        .exhibits().orElse(List.of()).stream()
                                .anyMatch(
                                        exhibit ->
                                                Disposals.disposal(docket, exhibit.sha256())
                                                        .isEmpty());
        if (until.isEmpty() || receiving.isEmpty() || !left) return;
        running.add(new Running(Timer.RETENTION, entry.digest(), receiving.get(), day, until));
    }

    /** 40(19): runs until the State of origin answers. */
    private void asked(Entry entry) {
        var answered =
                docket.all(Act.Consent.class).stream()
                        .anyMatch(
                                answer ->
                                        ((Act.Consent) answer.act())
                                                .consentSought()
                                                .filter(entry.digest()::equals)
                                                .isPresent());
        var origin = docket.requested();
        if (!answered && origin.isPresent())
            running.add(
                    new Running(
                            Timer.CONSENT,
                            entry.digest(),
                            origin.get(),
                            day(entry),
                            Optional.empty()));
    }

    /** 36(2): runs until what was to go is certified to be gone. */
    private void disposed(Entry entry) {
        if (Disposals.certificate(docket, entry.digest()).isPresent()) return;
        running.add(
                new Running(
                        Timer.CERTIFICATE,
                        entry.digest(),
                        entry.header().author().state(),
                        day(entry),
                        after(Timer.CERTIFICATE, day(entry))));
    }

    /** 24(2): runs until what a judge ordered is done. */
    private void remedied(Entry entry) {
        var remedy = (Act.Remedy) entry.act();
        if (!remedy.isOwed() || Remedies.isDone(docket, entry)) return;
        running.add(
                new Running(
                        Timer.REMEDY,
                        entry.digest(),
                        remedy.addressee(),
                        day(entry),
                        remedy.due()));
    }

    /** 24(2), 36(2): runs until a body has classified it, and what it had destroyed is gone. */
    private void reported(Errors.Reported error) {
        if (error.classification().isEmpty())
            running.add(
                    new Running(
                            Timer.ERROR,
                            error.report().digest(),
                            error.state(),
                            day(error.report()),
                            Optional.of(error.until())));
        for (var classification : error.classification().stream().toList())
            for (var state : Errors.owing(docket, error))
                running.add(
                        new Running(
                                Timer.ERROR,
                                classification.digest(),
                                state,
                                day(classification),
                                error.classified().flatMap(Act.ClassifyError::due)));
    }

    /** 21(4): counsel's access, until it ends; what a judge or counsel ended runs no more. */
    private void admitted(Defence.Admission admission) {
        if (admission.ended().isPresent()) return;
        running.add(
                new Running(
                        Timer.ADMISSION,
                        admission.digest(),
                        admission.state(),
                        admission.from(),
                        Optional.of(admission.ends())));
    }

    /** 40(20): the seal of its State that ends last; what a judge lifted runs no more. */
    private void sealed(Seals.Seal seal) {
        if (seal.lifted().isPresent()
                || Seals.last(docket, seal.state()).filter(seal::equals).isEmpty()) return;
        running.add(
                new Running(
                        Timer.SEAL,
                        seal.act().digest(),
                        seal.state(),
                        seal.from(),
                        Optional.of(seal.until())));
    }

    /** 40(20), 24(2): secrecy, its review, and what is due to whoever was concerned after it. */
    private void secret(Profiles profiles) {
        if (docket.hasEnded()
                && Secrecy.measure(docket).isEmpty()
                && Errors.serious(docket).isEmpty()) return;
        for (var order : Secrecy.standing(docket)) {
            running.add(
                    new Running(
                            Timer.SECRECY,
                            order.act(),
                            order.state(),
                            order.from(),
                            Optional.of(order.until())));
            running.add(
                    new Running(
                            Timer.SECRECY_REVIEW,
                            order.act(),
                            order.state(),
                            order.from(),
                            Optional.of(order.review())));
        }
        for (var owed : Secrecy.owed(docket, profiles)) {
            var after = owed.from().minusDays(1);
            running.add(
                    new Running(
                            Timer.NOTICE,
                            owed.measure(),
                            owed.state(),
                            owed.from(),
                            after(Timer.NOTICE, after)));
            owed.notFound()
                    .ifPresent(
                            report ->
                                    running.add(
                                            new Running(
                                                    Timer.SEARCH,
                                                    report.digest(),
                                                    owed.state(),
                                                    day(report),
                                                    after(Timer.SEARCH, day(report)))));
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

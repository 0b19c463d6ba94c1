package comity.node.transparency.weekly;

import comity.node.mail.Letter;
import comity.node.mail.Outcome;
import comity.node.mail.Smtp;
import comity.node.transparency.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes each week's edition when it is due, and hands letters to the mail server. */
class Delivery {
    private final Readers readers;
    private final Editions editions;
    private final Schedule schedule;
    private final Supplier<List<Statement>> published;
    private final ReaderKeys keys;
    private final Wording wording;
    private final Optional<Smtp> smtp;
    private final InstantSource clock;

    /**
     * @param published the latest first
     * @param smtp empty if no mail server is named: then what is too old is forgotten all the same
     */
    Delivery(
            Readers readers,
            Editions editions,
            Schedule schedule,
            Supplier<List<Statement>> published,
            ReaderKeys keys,
            Wording wording,
            Optional<Smtp> smtp,
            InstantSource clock) {
        this.readers = readers;
        this.editions = editions;
        this.schedule = schedule;
        this.published = published;
        this.keys = keys;
        this.wording = wording;
        this.smtp = smtp;
        this.clock = clock;
    }

    /** Whatever there is to do now; false, for then nothing is left to do at once. */
    boolean step() {
        readers.forget();
        if (smtp.isEmpty()) return false;
        editions.make(schedule.latest(clock.instant()), newest());
        editions.tidy();
        deliver(smtp.get());
        editions.tidy();
        return false;
    }

    private Optional<LocalDate> newest() {
        return published.get().stream().findFirst().map(Statement::lastDay);
    }

    /** All that wait; it ends at the first for which the server itself was in the way. */
    private void deliver(Smtp server) {
        for (var next = editions.take(); next.isPresent(); next = editions.take()) {
            var taken = next.get();
            var address = keys.open(taken.address(), taken.reader());
            // Whoever put back the database without the keys is told, and loses no reader by it.
            var outcome =
                    address.isEmpty()
                            ? new Outcome.Deferred("KEY", false)
                            : server.send(
                                    letter(taken, address.get()), () -> editions.goesOut(taken));
            editions.ended(taken, outcome);
            if (outcome instanceof Outcome.Deferred(_, var everybody) && everybody) return;
        }
    }

    private Letter letter(Editions.Taken taken, String address) {
        return taken.edition().isEmpty()
                ? wording.confirmation(
                        taken,
                        address,
                        keys.confirm(taken.reader()),
                        keys.off(address),
                        taken.asked().plus(Readers.LASTS))
                : wording.digest(taken, address, news(taken), keys.off(address));
    }

    /** What was published since the reader was told; of all before they asked, the latest. */
    private List<Statement> news(Editions.Taken taken) {
        var until =
                published.get().stream()
                        .filter(
                                one ->
                                        taken.newest()
                                                .filter(last -> !one.lastDay().isAfter(last))
                                                .isPresent())
                        .toList();
        return taken.told().isEmpty()
                ? until.stream().limit(1).toList()
                : until.stream().filter(one -> one.lastDay().isAfter(taken.told().get())).toList();
    }
}

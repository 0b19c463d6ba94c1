package comity.node.mail;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks what is new for each person who wants to hear of it, and puts it into a letter: an
 * emergency at once, everything else together, at most once in a while, and not while a letter
 * still waits.
 */
class Looking {
    private final Subscriptions subscriptions;
    private final Queue queue;
    private final List<Awaiting> rooms;
    private final Function<String, Optional<Person>> people;
    private final Function<Person, List<Officer>> offices;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    /**
     * @param people who somebody is, by id; empty if this State has nobody of that id
     * @param offices what somebody holds now
     */
    Looking(
            Subscriptions subscriptions,
            Queue queue,
            List<Awaiting> rooms,
            Function<String, Optional<Person>> people,
            Function<Person, List<Officer>> offices,
            TransactionOperations transaction,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.queue = queue;
        this.rooms = List.copyOf(rooms);
        this.people = people;
        this.offices = offices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Everybody once. Two processes may look at the same time: a person is looked at by one. */
    void round() {
        for (var person : subscriptions.heard())
            transaction.executeWithoutResult(_ -> subscriptions.hold(person).ifPresent(this::look));
    }

    private void look(Subscription subscription) {
        var person = people.apply(subscription.person());
        var confirmed = subscription.confirmed();
        if (person.isEmpty() || confirmed.isEmpty()) return;
        var held = offices.apply(person.get());
        var fresh = new ArrayList<Matter>();
        for (var room : rooms) {
            var candidates = room.candidates(person.get(), held, confirmed.get());
            var untold = subscriptions.untold(person.get().id(), candidates);
            if (!untold.isEmpty()) fresh.addAll(room.allowed(held, untold));
        }
        write(subscription, Queue.Kind.EMERGENCY, fresh, Matter::urgent);
        if (!subscription.quiet().isAfter(clock.instant()))
            write(subscription, Queue.Kind.DIGEST, fresh, matter -> !matter.urgent());
    }

    private void write(
            Subscription subscription,
            Queue.Kind kind,
            List<Matter> fresh,
            Predicate<Matter> which) {
        var told = fresh.stream().filter(which).toList();
        if (!told.isEmpty() && !queue.waits(subscription.person(), kind))
            queue.put(subscription.person(), kind, told);
    }
}

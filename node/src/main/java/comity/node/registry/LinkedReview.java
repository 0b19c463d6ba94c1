package comity.node.registry;

import comity.record.act.Envelope;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Links;
import comity.treaty.docket.Type;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * The matrix over linked dockets (SECURITY, 3.2; CAO,CAO): whoever wrote what went out does not
 * review what comes in on a docket that follows from it, or from which it follows. A person has
 * another pseudonym on each docket, so that only their own node can tell: no rule, but this door's.
 */
final class LinkedReview {
    private static final Set<Type> WRITING = EnumSet.of(Type.REQUEST, Type.INFORM);
    private static final Set<Type> REVIEWING =
            EnumSet.of(Type.FIND, Type.ASSESS, Type.CONTEST, Type.REFUSE, Type.POSTPONE);

    private final Function<UUID, Held> dockets;
    private final Function<UUID, ? extends Iterable<UUID>> later;

    /**
     * @param dockets as they are held here
     * @param later dockets whose requests name the one that is asked for
     */
    LinkedReview(Function<UUID, Held> dockets, Function<UUID, ? extends Iterable<UUID>> later) {
        this.dockets = dockets;
        this.later = later;
    }

    Optional<Filing.Rejected> refused(Envelope act, Held docket) {
        var type = Type.of(act.header().type());
        var person = Introduction.person(act);
        var other =
                type.filter(WRITING::contains).isPresent()
                        ? REVIEWING
                        : type.filter(REVIEWING::contains).isPresent() ? WRITING : Set.<Type>of();
        if (person.isEmpty() || other.isEmpty()) return Optional.empty();
        var linked = new TreeSet<>(Links.earlier(docket.with(act).docket()));
        later.apply(docket.id()).forEach(linked::add);
        linked.remove(docket.id());
        for (var id : linked) {
            var step = step(dockets.apply(id).docket(), act, other);
            if (step.isPresent())
                return Optional.of(
                        Filing.Rejected.of(
                                "linked.same-person",
                                Map.of(
                                        "docket", id.toString(),
                                        "earlier", step.get().header().type())));
        }
        return Optional.empty();
    }

    /** An act of one of these types by the person who takes {@code act}. */
    private static Optional<Envelope> step(Docket docket, Envelope act, Set<Type> types) {
        return docket.entries().stream()
                .filter(entry -> Type.of(entry.header().type()).filter(types::contains).isPresent())
                .filter(
                        entry ->
                                entry.header()
                                        .author()
                                        .state()
                                        .equals(act.header().author().state()))
                .flatMap(entry -> docket.act(entry.digest()).stream())
                .filter(one -> Introduction.person(one).equals(Introduction.person(act)))
                .findFirst();
    }
}

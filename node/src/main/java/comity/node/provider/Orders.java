package comity.node.provider;

import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The orders that name a provider, read from the dockets. */
public final class Orders {
    private final Registry registry;

    public Orders(Registry registry) {
        this.registry = registry;
    }

    /** Orders to {@code provider}, on the docket with the latest filing first. */
    public List<OrderView> to(String provider) {
        return registry.dockets().stream()
                .map(registry::read)
                .flatMap(docket -> on(docket, provider))
                .toList();
    }

    public Optional<OrderView> to(String provider, Digest order) {
        return registry
                .act(order)
                .map(stored -> registry.read(stored.envelope().header().docket()))
                .stream()
                .flatMap(docket -> on(docket, provider))
                .filter(view -> view.order().equals(order.hex()))
                .findFirst();
    }

    /** The signed order and the judge's authorisation without its reasons, to check offline. */
    public List<Envelope> papers(OrderView order) {
        return Stream.of(order.order(), order.authorisation())
                .filter(digest -> !digest.isEmpty())
                .flatMap(digest -> registry.act(new Digest(digest)).stream())
                .map(stored -> stored.envelope().withholding(Set.of("terms", "subject")::contains))
                .toList();
    }

    private static Stream<OrderView> on(Docket docket, String provider) {
        return docket.entries().stream()
                .filter(
                        entry ->
                                entry.act() instanceof Act.Order order
                                        && order.provider().equals(provider))
                .map(entry -> view(docket, entry, (Act.Order) entry.act()));
    }

    private static OrderView view(Docket docket, Entry entry, Act.Order order) {
        var scope = order.scope();
        return new OrderView(
                entry.digest().hex(),
                docket.id(),
                entry.header().author().authority(),
                scope.accounts().orElse(Set.of()).stream().sorted().toList(),
                scope.categories().stream().map(Enum::name).sorted().toList(),
                scope.from().map(LocalDate::toString).orElse(""),
                scope.to().map(LocalDate::toString).orElse(""),
                order.due().map(LocalDate::toString).orElse(""),
                order.authorisation().map(Digest::hex).orElse(""),
                standing(docket, entry));
    }

    private static String standing(Docket docket, Entry order) {
        if (order.overridden()) return "OVERRIDDEN";
        var named = Optional.of(order.digest());
        if (docket.all(Act.Produce.class).stream()
                .anyMatch(
                        entry ->
                                entry.act() instanceof Act.Produce produce
                                        && produce.order().equals(named))) return "PRODUCED";
        if (docket.all(Act.ObjectTo.class).stream()
                .anyMatch(
                        entry ->
                                entry.act() instanceof Act.ObjectTo objection
                                        && objection.order().equals(named))) return "OBJECTED";
        return "OPEN";
    }
}

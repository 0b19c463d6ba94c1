package comity.node.provider;

import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Custody;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The orders that name a provider, read from the dockets. */
public final class Orders {
    private final Registry registry;

    public Orders(Registry registry) {
        this.registry = registry;
    }

    /**
     * Under what an officer may deliver: a provider's agent under the orders that name it, a
     * custodian under the acts that permit their State to touch evidence.
     */
    List<OrderView> under(Officer officer) {
        return officer.office().equals("CUS")
                ? registry.dockets().stream()
                        .map(registry::read)
                        .flatMap(docket -> permitting(docket, officer.state()))
                        .toList()
                : to(officer.authority());
    }

    Optional<OrderView> under(Officer officer, Digest act) {
        if (!officer.office().equals("CUS")) return to(officer.authority(), act);
        return registry
                .act(act)
                .map(stored -> registry.read(stored.envelope().header().docket()))
                .stream()
                .flatMap(docket -> permitting(docket, officer.state()))
                .filter(view -> view.order().equals(act.hex()))
                .findFirst();
    }

    private static Stream<OrderView> permitting(Docket docket, String state) {
        return Custody.permissions(docket).stream()
                .filter(entry -> Cooperation.audience(docket, entry.digest()).contains(state))
                .map(
                        entry ->
                                new OrderView(
                                        entry.digest().hex(),
                                        docket.id(),
                                        entry.header().author().authority(),
                                        List.of(),
                                        List.of(),
                                        "",
                                        "",
                                        "",
                                        "",
                                        "OPEN"));
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

    /** The manifests that productions under an order hold already. */
    Set<Digest> produced(OrderView order) {
        var docket = registry.read(order.docket());
        var named = Optional.of(new Digest(order.order()));
        return docket.all(Act.Produce.class).stream()
                .filter(
                        entry ->
                                entry.act() instanceof Act.Produce produce
                                        && produce.order().equals(named))
                .flatMap(entry -> registry.act(entry.digest()).stream())
                .flatMap(stored -> stored.envelope().content("exhibits").stream())
                .flatMap(content -> content.items("manifests").stream())
                .flatMap(
                        signed ->
                                signed instanceof Json.Obj object
                                        ? object.object("manifest").stream()
                                        : Stream.empty())
                .map(Digest::of)
                .collect(Collectors.toSet());
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

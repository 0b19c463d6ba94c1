package comity.node.within;

import comity.node.registry.Registry;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Exhibits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which acts name an exhibit. Bytes in the vault concern nobody by themselves: an officer has to do
 * with them because of an act that their State may hold.
 */
public final class Namings {
    private final Registry registry;

    public Namings(Registry registry) {
        this.registry = registry;
    }

    /**
     * Whether an act that {@code state} may hold names the exhibit, or the one that it was made of.
     */
    boolean concern(Held exhibit, String state) {
        return !naming(exhibit, state).isEmpty();
    }

    private static boolean names(Docket docket, Digest sha256, String state) {
        return docket.entries().stream()
                .filter(entry -> names(entry, sha256))
                .anyMatch(entry -> Cooperation.audience(docket, entry.digest()).contains(state));
    }

    /**
     * An order as an exhibit came under it.
     *
     * @param digest of the order
     */
    record Ordered(Docket docket, Digest digest, Act.Order order) {}

    /** The standing order under which an act of this State produces the exhibit. */
    Optional<Ordered> order(Digest sha256, String state) {
        return dockets()
                .flatMap(
                        docket ->
                                docket.entries().stream()
                                        .filter(entry -> names(entry, sha256))
                                        .filter(
                                                entry ->
                                                        Cooperation.audience(docket, entry.digest())
                                                                .contains(state))
                                        .flatMap(entry -> orderOf(docket, entry).stream()))
                .findFirst();
    }

    private static Optional<Ordered> orderOf(Docket docket, Entry entry) {
        if (!(entry.act() instanceof Act.Produce produce) || produce.order().isEmpty())
            return Optional.empty();
        return docket.standing(produce.order(), Act.Order.class)
                .map(order -> new Ordered(docket, produce.order().get(), order));
    }

    /** The dockets on which an act that {@code state} may hold names the exhibit or its origin. */
    List<Docket> naming(Held exhibit, String state) {
        return dockets()
                .filter(
                        docket ->
                                names(docket, exhibit.sha256(), state)
                                        || exhibit.derivedFrom()
                                                .filter(from -> names(docket, from, state))
                                                .isPresent())
                .toList();
    }

    /** The dockets on which an act that {@code state} may hold names the exhibit itself. */
    List<Docket> namingItself(Digest sha256, String state) {
        return dockets().filter(docket -> names(docket, sha256, state)).toList();
    }

    /** Every exhibit that any act names, standing or not. */
    public Set<Digest> all() {
        var named = new HashSet<Digest>();
        dockets()
                .flatMap(docket -> docket.entries().stream())
                .flatMap(entry -> exhibits(entry.act()).stream())
                .forEach(
                        exhibit -> {
                            named.add(exhibit.sha256());
                            exhibit.derivation().map(Act.Derivation::from).ifPresent(named::add);
                        });
        return named;
    }

    private Stream<Docket> dockets() {
        return registry.dockets().stream().map(registry::read);
    }

    private static boolean names(Entry entry, Digest sha256) {
        return exhibits(entry.act()).stream().anyMatch(named -> named.sha256().equals(sha256));
    }

    private static List<Act.Exhibit> exhibits(Act act) {
        return Exhibits.named(act);
    }
}

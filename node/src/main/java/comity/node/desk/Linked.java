package comity.node.desk;

import comity.node.desk.work.Lists;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Links;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which dockets belong together because a request names the earlier one by its number. */
final class Linked {
    private final Registry registry;
    private final Lists lists;
    private final Sight sight;

    Linked(Registry registry, Lists lists, Sight sight) {
        this.registry = registry;
        this.lists = lists;
        this.sight = sight;
    }

    /** Those of a docket that {@code held} see: of any other not even that there is one. */
    LinkedView of(UUID id, List<Officer> held) {
        var docket = registry.read(id);
        return new LinkedView(
                shown(docket, Links.earlier(docket), held),
                shown(docket, lists.following(id), held));
    }

    private List<UUID> shown(Docket docket, Collection<UUID> linked, List<Officer> held) {
        return linked.stream()
                .filter(id -> states(registry.read(id)).equals(states(docket)))
                .filter(id -> held.stream().anyMatch(officer -> sight.sees(id, officer)))
                .toList();
    }

    /** A number of other States' docket, or of none, links nothing. */
    private static Set<String> states(Docket docket) {
        return docket.requesting().isEmpty() || docket.requested().isEmpty()
                ? Set.of()
                : Set.of(docket.requesting().get(), docket.requested().get());
    }
}

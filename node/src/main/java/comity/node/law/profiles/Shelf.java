package comity.node.law.profiles;

import comity.node.identity.Keystore;
import comity.node.law.profiles.ProfilesView.Published;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Directory;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every version of every profile that this node holds, as it was published. */
@Component
public class Shelf {
    private final Registry registry;
    private final Keystore keys;

    Shelf(Registry registry, Keystore keys) {
        this.registry = registry;
        this.keys = keys;
    }

    /** The State whose node this is. */
    public String own() {
        return keys.state();
    }

    /** By State, oldest first. */
    Map<String, List<Published>> all() {
        var byState = new TreeMap<String, List<Published>>();
        for (var stored : registry.ofKind(Law.KIND))
            published(stored)
                    .ifPresent(
                            version ->
                                    byState.computeIfAbsent(
                                                    version.profile().state(),
                                                    _ -> new ArrayList<>())
                                            .add(version));
        return byState;
    }

    List<Published> of(String state) {
        return all().getOrDefault(state, List.of());
    }

    /** The version that stands: the newest that this release can read. */
    public Optional<Published> standing(String state) {
        return of(state).reversed().stream()
                .filter(version -> version.profile().recognised())
                .findFirst();
    }

    /** Who this State is to the reader of profiles, as things stand. */
    Publisher publisher() {
        return new Publisher(
                own(),
                registry.directories()
                        .of(own())
                        .map(
                                directory ->
                                        directory.authorities().stream()
                                                .map(Directory.Authority::id)
                                                .collect(Collectors.toUnmodifiableSet())),
                standing(own())
                        .map(version -> OptionalLong.of(version.profile().version()))
                        .orElse(OptionalLong.empty()));
    }

    /** The names that a State's directory gives its authorities, by identifier. */
    public Map<String, Map<String, String>> authorities(String state) {
        var names = new TreeMap<String, Map<String, String>>();
        registry.directories()
                .of(state)
                .ifPresent(
                        directory ->
                                directory
                                        .authorities()
                                        .forEach(
                                                authority ->
                                                        names.put(
                                                                authority.id(), authority.name())));
        return names;
    }

    private static Optional<Published> published(Stored stored) {
        var header = stored.envelope().header();
        return stored.envelope()
                .content(Profile.SECTION)
                .map(
                        document ->
                                new Published(
                                        new Profile(header.author().state(), document),
                                        stored.digest().hex(),
                                        header.at(),
                                        header.author().authority()));
    }
}

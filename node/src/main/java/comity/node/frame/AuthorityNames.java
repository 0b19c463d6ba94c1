package comity.node.frame;

import comity.node.registry.Registry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What authorities are called, as the directories of their States say. */
@Component
public final class AuthorityNames {
    private static final String FALLBACK = "en";

    private final Registry registry;

    public AuthorityNames(Registry registry) {
        this.registry = registry;
    }

    /**
     * In {@code language}, or in English where its State gives no such name; itself where no
     * directory has it.
     *
     * @param id {@code XA.court}
     */
    public String of(String id, Locale language) {
        var state = id.substring(0, Math.max(0, id.indexOf('.')));
        return registry.directories()
                .of(state)
                .flatMap(
                        directory ->
                                directory.authorities().stream()
                                        .filter(authority -> authority.id().equals(id))
                                        .findFirst())
                .map(authority -> authority.name())
                .map(
                        names ->
                                names.getOrDefault(
                                        language.getLanguage(), names.getOrDefault(FALLBACK, id)))
                .orElse(id);
    }
}

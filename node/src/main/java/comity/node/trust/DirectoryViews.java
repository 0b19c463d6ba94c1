package comity.node.trust;

import comity.node.identity.Chancery;
import comity.node.registry.Registry;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Reads the directory as it stands now. */
@Component
class DirectoryViews {
    private final Chancery chancery;
    private final Registry registry;
    private final InstantSource clock;

    DirectoryViews(Chancery chancery, Registry registry, InstantSource clock) {
        this.chancery = chancery;
        this.registry = registry;
        this.clock = clock;
    }

    DirectoryView now() {
        var suspended =
                registry.directories().byState().keySet().stream()
                        .sorted()
                        .flatMap(
                                state ->
                                        registry.suspended(state).stream()
                                                .map(
                                                        reason ->
                                                                new DirectoryView.SuspendedView(
                                                                        state, reason)))
                        .toList();
        return DirectoryView.of(
                chancery.published()
                        .orElseThrow(() -> new IllegalStateException("this State is not founded")),
                suspended,
                chancery.wished().isPresent(),
                clock.instant());
    }
}

package comity.node.simulator;

import comity.node.registry.StorageFailed;
import comity.record.act.CanonicalJson;
import comity.record.act.Envelope;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A provider that answers the orders of one State over the portal of its node. It sends what it has
 * signed again until it is told that it is filed, or has to be made anew.
 */
final class Provider extends Machine {
    private final Node node;
    private Optional<Envelope> signed = Optional.empty();

    Provider(World world, String name, Node node) {
        super(world, name);
        this.node = node;
    }

    @Override
    void boot() {
        world.runs(this);
    }

    void answersOrders() {
        if (!world.network().reaches(this, node.name())) return;
        try {
            if (signed.isEmpty()) signed = world.cases().produces(node);
            if (signed.isEmpty()) return;
            var answer =
                    world.network()
                            .exchange(
                                    this,
                                    life(),
                                    "POST",
                                    URI.create("https://" + node.name() + ".example/provider/acts"),
                                    CanonicalJson.bytes(signed.get().json()),
                                    false);
            if (answer.status() != 503) signed = Optional.empty();
        } catch (IOException | StorageFailed _) {
            // Sent again.
        }
    }

    @Override
    Answer answer(String from, String method, String path, byte[] body) {
        throw new IllegalStateException("nobody asks a provider's browser");
    }
}

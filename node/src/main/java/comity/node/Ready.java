package comity.node;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Says where the node answers, in a file that exists only while it does: for launchers and
 * supervisors.
 */
final class Ready implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);

    private final Path file;
    private final String url;
    private final String federationUrl;

    Ready(Path file, String url, String federationUrl) {
        Wiring.remove(file);
        this.file = file;
        this.url = url;
        this.federationUrl = federationUrl;
    }

    @EventListener(ApplicationReadyEvent.class)
    void write() throws IOException {
        var said =
                Json.object()
                        .with("url", url)
                        .with("federationUrl", federationUrl)
                        .with("pid", ProcessHandle.current().pid());
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, CanonicalJson.bytes(said));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOG.info("Ready: pages and API at {}, for partners' nodes {}", url, federationUrl);
    }

    @Override
    public void close() {
        Wiring.remove(file);
    }
}

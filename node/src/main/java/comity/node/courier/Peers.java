package comity.node.courier;

import comity.record.act.Digest;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partners that were introduced to this node: only they are heard, and only they are told
 * anything.
 */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private final String own;
    private final Path folder;
    private final Map<String, Introduction> introduced = new ConcurrentHashMap<>();
    private final Map<Path, String> byFile = new HashMap<>();

    /**
     * @param folder where administrators put partners' introductions, one JSON file each
     */
    public Peers(String own, Path folder) {
        this.own = own;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + folder, e);
        }
        reread();
    }

    /**
     * Takes over introductions that were put in, or changed, and forgets those whose file was taken
     * away. A damaged file changes nothing.
     */
    public synchronized void reread() {
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            var found = new TreeSet<Path>();
            files.forEach(found::add);
            for (var file : found) read(file);
            for (var gone : List.copyOf(byFile.keySet())) if (!found.contains(gone)) forget(gone);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + folder, e);
        }
    }

    private void read(Path file) {
        try {
            var introduction = Introduction.of(Files.readAllBytes(file));
            if (introduction.state().equals(own)) return;
            byFile.put(file, introduction.state());
            var former = introduced.put(introduction.state(), introduction);
            if (!introduction.equals(former))
                LOG.info("introduced: {} root {}", introduction.state(), introduction.root());
        } catch (IOException | MalformedJson | MalformedAct e) {
            LOG.warn(
                    "an introduction was not understood: {}: {}",
                    file.getFileName(),
                    e.getMessage());
        }
    }

    private void forget(Path file) {
        var state = byFile.remove(file);
        if (state == null || byFile.containsValue(state)) return;
        introduced.remove(state);
        LOG.info("no longer introduced: {}", state);
    }

    public Collection<Introduction> all() {
        return List.copyOf(introduced.values());
    }

    public Optional<Introduction> of(String state) {
        return Optional.ofNullable(introduced.get(state));
    }

    /** The fingerprints of a partner's roots, as its introduction gave them; none of a stranger. */
    public Set<Digest> roots(String state) {
        return of(state).map(Introduction::roots).orElse(Set.of());
    }

    /** The partner that this certificate belongs to. */
    public Optional<Introduction> byCertificate(Digest certificate) {
        return introduced.values().stream()
                .filter(peer -> peer.certificate().equals(certificate))
                .findFirst();
    }
}

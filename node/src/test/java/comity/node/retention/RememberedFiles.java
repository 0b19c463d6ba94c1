package comity.node.retention;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A key folder that lasts as long as the test. */
public final class RememberedFiles implements SecretFiles {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Set<String> names() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] secret) {
        files.put(name, secret.clone());
    }

    @Override
    public void destroy(String name) {
        files.remove(name);
    }
}

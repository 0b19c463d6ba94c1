package comity.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;

/**
 * Part of the build: starts a node once and lets the JDK keep what it loaded and linked, so that
 * every later start takes a fraction of the time. Without the cache everything works as well, only
 * slower.
 */
public final class Training {
    private Training() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Demo.passable("comity-training");
        var cache = ClassPath.ofTheNode().cache();
        Files.deleteIfExists(cache);
        var trained = RunningNode.train(folder, cache);
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(path);
        }
        System.exit(trained && Files.exists(cache) ? 0 : 1);
    }
}

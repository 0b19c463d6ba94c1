package comity.e2e;

import java.io.IOException;
import java.nio.file.Files;

/**
 * Part of the build: starts a node once and lets the JDK keep what it loaded and linked, so that
 * every later start takes a fraction of the time. Without the cache everything works as well, only
 * slower.
 */
public final class Training {
    private Training() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Demo.passable("comity-training");
        var node = ClassPath.ofTheNode();
        Files.deleteIfExists(node.cache());
        var trained = RunningNode.train(folder, node);
        Demo.delete(folder);
        System.exit(trained && Files.exists(node.cache()) ? 0 : 1);
    }
}

package comity.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From which jars a node is started, and the JDK's AOT cache that was made of them: it halves the
 * start. From the built tree these are the node's own, in a test run those of {@link Packed}.
 */
record ClassPath(String entries, Path cache) {

    /** Found once: while this process lives, nothing that it is made of is built again. */
    private static final class Node {
        static final ClassPath IT = find();

        private static ClassPath find() {
            var root = Path.of(System.getProperty("comity.root", "."));
            var target = root.resolve("e2e/target");
            var test = ofTheTest();
            if (test != null) return Packed.of(test, target);
            var node = root.resolve("node/target");
            return new ClassPath(
                    node.resolve("*") + File.pathSeparator + node.resolve("lib/*"),
                    target.resolve("node.aot"));
        }
    }

    static ClassPath ofTheNode() {
        return Node.IT;
    }

    /** What this process itself is started from: other programs than a node are found there too. */
    static String own() {
        var test = ofTheTest();
        return test == null ? System.getProperty("java.class.path") : test;
    }

    /** Surefire names the real class path of a test run here; its own is one jar of manifests. */
    private static @Nullable String ofTheTest() {
        return System.getProperty("surefire.test.class.path");
    }

    List<String> options() {
        var options = new ArrayList<String>();
        if (Files.exists(cache)) {
            // A cache that does not fit (another JDK, other jars) is passed over without a word.
            options.addAll(
                    List.of(
                            "-XX:AOTCache=" + cache,
                            "-XX:AOTMode=auto",
                            "-Xlog:aot=off",
                            "-Xlog:cds=off"));
        }
        options.addAll(List.of("-cp", entries));
        return options;
    }
}

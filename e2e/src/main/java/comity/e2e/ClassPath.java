package comity.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From which files a node is started. From the built tree these are the node's own jars, and the
 * JDK's AOT cache that was made of them halves the start; in a test run from Maven they are the
 * folders of classes of the test itself, for which the JDK has no such cache.
 */
record ClassPath(String entries, Path cache) {

    static ClassPath ofTheNode() {
        var root = Path.of(System.getProperty("comity.root", "."));
        var node = root.resolve("node/target");
        return new ClassPath(
                ofTheTest() == null
                        ? node.resolve("*") + File.pathSeparator + node.resolve("lib/*")
                        : own(),
                root.resolve("e2e/target/node.aot"));
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
        if (ofTheTest() == null && Files.exists(cache)) {
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

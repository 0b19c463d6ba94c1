package comity.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From which files a child process runs: the same as this one. From the built tree these are jars,
 * and the JDK's AOT cache that was made of them halves the start; in a test run from Maven they are
 * folders of classes, for which the JDK has no such cache.
 */
record ClassPath(String entries, Path cache) {

    static ClassPath ofTheNode() {
        // Surefire names the real class path of a test run here; its own is one jar of manifests.
        var entries =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ClassPath(
                entries,
                Path.of(System.getProperty("comity.root", ".")).resolve("e2e/target/node.aot"));
    }

    List<String> options() {
        var options = new ArrayList<String>();
        if (Files.exists(cache)
                && List.of(entries.split(File.pathSeparator)).stream()
                        .allMatch(it -> it.endsWith(".jar"))) {
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

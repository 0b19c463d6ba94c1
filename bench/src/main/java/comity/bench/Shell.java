package comity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** Other programs: the references, run as anyone would run them. */
final class Shell {
    private Shell() {}

    static boolean has(String program) {
        for (var folder : System.getenv("PATH").split(":"))
            if (Files.isExecutable(Path.of(folder, program))) return true;
        return false;
    }

    static String run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0)
            throw new IOException(String.join(" ", command) + " failed:\n" + said);
        return said;
    }

    static double seconds(String... command) throws Exception {
        var start = System.nanoTime();
        run(Map.of(), command);
        return (System.nanoTime() - start) / 1e9;
    }

    static void remove(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(path);
        }
    }
}

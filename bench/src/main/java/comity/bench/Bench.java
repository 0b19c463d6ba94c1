package comity.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code comity bench [NAME…]}: measures, and prints figures that a reader can doubt. */
public final class Bench {
    /** One measurement; {@code folder} is its own and is removed afterwards. */
    interface Measurement {
        void run(Path folder) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("sealing", Sealing::run);
        ALL.put("filing", FilingActs::run);
        ALL.put("import", BulkImport::run);
        ALL.put("rulings", Rulings::run);
        ALL.put("assessment", Assessing::run);
        ALL.put("verification", OfflineVerification::run);
        ALL.put("startup", StartUp::run);
        ALL.put("proofs", Proofs::run);
        ALL.put("log", GrowingLog::run);
        ALL.put("containers", Containers::run);
        ALL.put("exhibits", Exhibits::run);
        ALL.put("memory", Memory::run);
        ALL.put("desk", Desks::run);
        ALL.put("statistics", Statistics::run);
    }

    /** Measured by name alone: they take minutes, and gigabytes of disk. */
    private static final Set<String> LONG =
            Set.of("log", "containers", "exhibits", "memory", "desk", "statistics");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var wanted =
                arguments.length == 0
                        ? ALL.keySet().stream().filter(name -> !LONG.contains(name)).toList()
                        : List.of(arguments);
        var unknown = wanted.stream().filter(name -> !ALL.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            System.out.println("usage: bench [NAME…]   of " + String.join(" ", ALL.keySet()));
            System.exit(wanted.contains("--help") ? 0 : 3);
        }
        var root = Path.of(System.getProperty("comity.root", "."), "bench", "target");
        Files.createDirectories(root);
        for (var name : wanted) {
            System.out.printf(
                    "%n## %s (load average %.1f, %d cores, JDK %s)%n",
                    name,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version());
            var folder = Files.createTempDirectory(root.toAbsolutePath(), name + ".");
            try {
                Optional.ofNullable(ALL.get(name)).orElseThrow().run(folder);
            } finally {
                Shell.remove(folder);
            }
        }
        System.exit(0); // an ended database may leave a pool's thread behind
    }
}

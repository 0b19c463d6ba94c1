package comity.e2e;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A court with a case file and the fingerprints of the States' roots in hand. It runs the verifier
 * as a process of its own: no node, no network, nothing but the file.
 *
 * @param roots the file of fingerprints, as the States themselves gave them
 */
record Court(Path roots) {

    /** The fingerprints that both States' administrators read to the court by another path. */
    static Court trusting(Path folder, RunningNode... nodes) throws IOException {
        var roots = Json.object();
        for (var node : nodes) roots = roots.with(node.state(), node.root());
        return new Court(Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(roots)));
    }

    /**
     * What the verifier said.
     *
     * @param exit 0 all passed, 1 something failed, 2 something could not be checked
     */
    record Verdict(int exit, String text) {

        /** The lines that say that something failed. */
        List<String> failures() {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("FAILED"))
                    .map(line -> line.substring("FAILED".length()).strip())
                    .toList();
        }
    }

    Verdict verify(Path caseFile) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", ClassPath.own()));
        command.addAll(
                List.of(
                        "comity.verifier.Verify",
                        caseFile.toString(),
                        "--roots",
                        roots.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var text = String.join("\n", out.readAllLines());
            return new Verdict(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the court verified", e);
        }
    }
}

package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stranger can check with the documentation in hand and nothing of ours: with Python's
 * standard library and openssl (docs/formats/check.py), with sha256sum, unzip and jq.
 */
class IndependentCheckTest {
    @TempDir Path folder;
    private Story story = new Story();
    private Path file = Path.of("");
    private Path roots = Path.of("");

    private record Answer(int exit, List<String> lines) {}

    @BeforeEach
    void a_case() throws IOException {
        story = new Story().told();
        file = story.write(folder);
        roots = Files.write(folder.resolve("roots.json"), CanonicalJson.bytes(story.rootsJson()));
    }

    private Answer check(Path caseFile) throws IOException, InterruptedException {
        for (var program : List.of("python3", "openssl")) needs(program);
        return run(
                List.of(
                        "python3",
                        root().resolve("docs/formats/check.py").toString(),
                        caseFile.toString(),
                        roots.toString()));
    }

    private static Path root() {
        return Path.of(System.getProperty("comity.root", "."));
    }

    private static void needs(String program) throws IOException, InterruptedException {
        boolean there;
        try {
            there = run(List.of(program, program.equals("unzip") ? "-v" : "--version")).exit >= 0;
        } catch (IOException _) {
            there = false;
        }
        if (!there) System.out.println("skipped: no " + program + " on this machine");
        assumeTrue(there, "no " + program + " on this machine");
    }

    private static Answer run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = new ArrayList<>(out.readAllLines());
            return new Answer(process.waitFor(), lines);
        }
    }

    @Test
    void a_stranger_finds_every_digest_signature_and_proof_good()
            throws IOException, InterruptedException {
        var answer = check(file);

        // Older releases of openssl have no ML-DSA; the script then says what it left out.
        assertThat(
                        answer.lines.stream()
                                .filter(line -> !line.contains("ML-DSA-44"))
                                .filter(line -> !line.startsWith("openssl here"))
                                .toList())
                .containsExactlyInAnyOrder(
                        "16 digests of headers",
                        "35 digests of sections",
                        "2 directories approved by holders of roots",
                        "2 fingerprints of roots",
                        "14 signatures by authorities",
                        "6 signatures by persons",
                        "12 checkpoints named as older",
                        "28 cosignatures of checkpoints",
                        "28 inclusions in logs",
                        "26 growths of logs",
                        "1 digests of exhibits");
        assertThat(answer.exit).isZero();
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_notices() {
        return Stream.of(
                notices(
                        "digests of headers",
                        parts ->
                                parts.change(
                                        story.act("order"),
                                        act ->
                                                act.with(
                                                        "header",
                                                        act.object("header")
                                                                .orElseThrow()
                                                                .with("type", "consult")))),
                notices(
                        "signatures by authorities",
                        parts ->
                                parts.rewrite(
                                        story.act("order"),
                                        header -> header.with("type", "consult"))),
                notices(
                        "signatures by persons",
                        parts ->
                                parts.change(
                                        story.act("request"),
                                        act ->
                                                act.with(
                                                        "personal",
                                                        parts.json(
                                                                        Parts.place(
                                                                                story.act(
                                                                                        "authorise")))
                                                                .object("personal")
                                                                .orElseThrow()))),
                notices(
                        "inclusions in logs",
                        parts ->
                                parts.proofLine(
                                        story.act("order"),
                                        1,
                                        2,
                                        hash ->
                                                (hash.startsWith("A") ? "B" : "A")
                                                        + hash.substring(1))),
                notices(
                        "digests of exhibits",
                        parts ->
                                parts.entries
                                                .get(
                                                        "exhibits/"
                                                                + Digest.of(Story.TRANSMITTED).hex()
                                                                + "/k.orlov.mbox")[3] ^=
                                        1));
    }

    private DynamicTest notices(String what, java.util.function.Consumer<Parts> change) {
        return DynamicTest.dynamicTest(
                what,
                () -> {
                    var parts = Parts.of(file);
                    change.accept(parts);
                    var answer = check(parts.write(folder));
                    assertThat(answer.lines).anyMatch(line -> line.startsWith("WRONG " + what));
                    assertThat(answer.exit).isEqualTo(1);
                });
    }

    /** The two lines that case.md gives to whoever has a terminal. */
    @Test
    void sha256sum_gives_the_digest_of_a_header_and_of_an_exhibit()
            throws IOException, InterruptedException {
        for (var program : List.of("unzip", "jq", "sha256sum")) needs(program);
        var act = story.act("order").hex();
        var exhibit = Digest.of(Story.TRANSMITTED).hex();

        assertThat(
                        shell(
                                "unzip -p %s acts/%s.json | jq -jcS .header | sha256sum"
                                        .formatted(file, act)))
                .isEqualTo(act + "  -");
        assertThat(shell("unzip -p %s 'exhibits/%s/*' | sha256sum".formatted(file, exhibit)))
                .isEqualTo(exhibit + "  -");
    }

    private static String shell(String line) throws IOException, InterruptedException {
        return String.join("\n", run(List.of("sh", "-c", line)).lines);
    }
}

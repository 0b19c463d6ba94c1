package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.x509.ContainerSigner;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case file that is an ASiC-E container, signed as a whole by whoever made it. */
class SignedContainerTest {
    @TempDir Path folder = Path.of("");
    private final Story story = new Story();

    private Report verify(Path file) throws IOException {
        return Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
    }

    private static List<Line> container(Report report) {
        return report.lines().stream().filter(line -> line.id().equals("container")).toList();
    }

    private static List<String> codes(Report report) {
        return container(report).stream().map(line -> line.status() + " " + line.code()).toList();
    }

    @Test
    void says_who_signed_it() throws Exception {
        story.told();
        var report = verify(story.signed(folder, story.contents()));

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        assertThat(codes(report))
                .containsExactly("PASSED container.beside", "PASSED container.signed");
        assertThat(container(report).getLast().facts())
                .containsEntry("authority", "XA.central-authority")
                .containsEntry("key", "XA.central-authority/1");
    }

    @Test
    void begins_with_its_media_type_in_clear() throws Exception {
        story.told();
        var bytes = Files.readAllBytes(story.signed(folder, story.contents()));

        assertThat(new String(bytes, 30, 39, StandardCharsets.US_ASCII))
                .isEqualTo("mimetypeapplication/vnd.etsi.asic-e+zip");
    }

    /** But for the signature, which is made with a fresh key. */
    @Test
    void the_same_contents_give_the_same_bytes() throws Exception {
        story.told();
        var one = Parts.of(story.signed(folder, story.contents()));
        var other = Parts.of(story.signed(folder, story.contents()));

        assertThat(one.entries.keySet()).containsExactlyElementsOf(other.entries.keySet());
        for (var name : one.entries.keySet())
            if (!name.equals("META-INF/signature.p7s"))
                assertThat(one.entries.get(name)).as(name).isEqualTo(other.entries.get(name));
    }

    @Test
    void a_timestamp_on_the_signature_says_when() throws Exception {
        var office = new StampingOffice(folder);
        story.arcadia.stamping = List.of(office.named(false));
        story.told();
        var report = verify(story.signed(folder, story.contents(), cms -> stamped(office, cms)));

        assertThat(codes(report))
                .containsExactly("PASSED container.beside", "PASSED container.stamped");
        assertThat(container(report).getLast().facts()).containsEntry("by", "Observatory");
    }

    @Test
    void a_trial_timestamp_is_named_as_one() throws Exception {
        var office = new StampingOffice(folder);
        story.arcadia.stamping = List.of(office.named(true));
        story.told();
        var report = verify(story.signed(folder, story.contents(), cms -> stamped(office, cms)));

        assertThat(codes(report)).contains("PASSED container.trial");
    }

    @Test
    void a_timestamp_of_somebody_else_does_not_count() throws Exception {
        var office = new StampingOffice(folder);
        story.told();
        var report = verify(story.signed(folder, story.contents(), cms -> stamped(office, cms)));

        assertThat(codes(report))
                .contains("FAILED container.stamp-refused", "PASSED container.signed");
    }

    private byte[] stamped(StampingOffice office, byte[] cms) {
        try {
            var imprint = Digest.of(ContainerSigner.value(cms)).bytes();
            return ContainerSigner.stamped(
                    cms, Timestamp.token(office.reply(imprint, story.now.plusSeconds(5))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RefusedTimestamp e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever is changed, added or taken out after the signature, some line fails. */
    @Test
    void every_file_of_it_is_covered() throws Exception {
        story.told();
        var whole = Parts.of(story.signed(folder, story.contents()));
        for (var name : List.copyOf(whole.entries.keySet())) {
            var parts = copy(whole);
            var bytes = parts.entries.get(name);
            bytes[bytes.length / 2] ^= 1;
            assertThat(verify(parts.stored(folder)).exit()).as("changed: %s", name).isEqualTo(1);
            parts = copy(whole);
            parts.entries.remove(name);
            if (name.startsWith("exhibits/")) parts.list("exhibits", all -> all.remove(name));
            assertThat(verify(parts.stored(folder)).exit()).as("taken out: %s", name).isEqualTo(1);
        }
        var parts = copy(whole);
        parts.entries.put("reports/fr.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        parts.list("beside", all -> all.add("reports/fr.pdf"));
        assertThat(codes(verify(parts.stored(folder))))
                .contains("FAILED container.not-covered", "FAILED container.other-bytes");
    }

    /** Without the signature, and without its mention, it is a container that nobody signed. */
    @Test
    void a_signature_that_was_taken_off_is_not_there() throws Exception {
        story.told();
        var parts = Parts.of(story.signed(folder, story.contents()));
        parts.entries.keySet().removeIf(name -> name.startsWith("META-INF/"));
        assertThat(verify(parts.stored(folder)).exit()).isEqualTo(1);
        parts.entries.remove("mimetype");
        parts.put(Parts.MANIFEST, without(parts.json(Parts.MANIFEST)));

        assertThat(codes(verify(parts.stored(folder)))).contains("PASSED container.unsigned");
    }

    private static Json.Obj without(Json.Obj manifest) {
        var members = new java.util.TreeMap<>(manifest.members());
        members.remove("signer");
        return new Json.Obj(members);
    }

    /** Whoever holds no key of any State can sign it again, and stays unknown. */
    @Test
    void another_signature_is_somebody_unknown() throws Exception {
        story.told();
        var other = new Story().told();
        var parts = Parts.of(story.signed(folder, story.contents()));
        var listed = parts.entries.get("META-INF/ASiCManifest.xml");
        var secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        var once = secret.clone();
        once[31] = 8;
        var algorithm = comity.record.act.SignatureAlgorithm.ES256;
        var office =
                new ContainerSigner.Office(
                        "XA",
                        "XA.central-authority",
                        "XA.central-authority/1",
                        false,
                        algorithm.publicKey(secret),
                        message -> algorithm.sign(secret, message),
                        Nation.FROM,
                        Nation.UNTIL,
                        List.of());
        parts.entries.put(
                "META-INF/signature.p7s",
                ContainerSigner.sign(
                        listed,
                        office,
                        () ->
                                new ContainerSigner.OneTime(
                                        algorithm.publicKey(once),
                                        message -> algorithm.sign(once, message)),
                        other.now));

        var report = verify(parts.stored(folder));
        assertThat(codes(report)).contains("UNCHECKED container.unknown");
        assertThat(report.exit()).isEqualTo(2);
    }

    /** What the file itself tells people to type, typed: each command, in a plain shell. */
    @Test
    void every_command_of_its_VERIFY_txt_prints_what_it_says() throws Exception {
        var office = new StampingOffice(folder);
        story.arcadia.stamping = List.of(office.named(false));
        story.told();
        var last = story.arcadia.log.checkpoint(story.arcadia.log.size());
        var imprint = Digest.of(last.text().getBytes(StandardCharsets.UTF_8)).bytes();
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(
                        last.encoded(), office.reply(imprint, story.now.minusSeconds(20))));
        var contents =
                story.contents()
                        .with(
                                List.of(
                                        new Contents.Paper(
                                                "fr", "%PDF".getBytes(StandardCharsets.UTF_8))));
        var file = Files.move(story.signed(folder, contents), folder.resolve("case.comity"));
        var text = sh("unzip -p case.comity VERIFY.txt");
        var commands = commands(text);

        assertThat(commands.size()).as(text).isGreaterThanOrEqualTo(8);
        for (var command : commands)
            assertThat(sh(command.getFirst())).as(command.getFirst()).isEqualTo(command.getLast());
        assertThat(text)
                .contains("openssl cms -verify", "openssl ts -verify", "sha256sum", "الحاوية");
        assertThat(verify(file).exit()).as(verify(file).text(Locale.ENGLISH)).isZero();
    }

    /** The same of the report's own commands about the container. */
    @Test
    void by_hand_the_container_answers_the_same() throws Exception {
        story.told();
        var file =
                Files.move(story.signed(folder, story.contents()), folder.resolve("case.comity"));
        var steps =
                container(verify(file)).stream().flatMap(line -> line.byHand().stream()).toList();

        assertThat(steps).hasSizeGreaterThanOrEqualTo(4);
        for (var step : steps)
            assertThat(sh(step.command()))
                    .as(step.command())
                    .isEqualTo(step.prints().orElseThrow());
    }

    private static List<List<String>> commands(String text) {
        var found = new ArrayList<List<String>>();
        var command = new ArrayList<String>();
        var prints = new ArrayList<String>();
        for (var line : (text + "\n\n").lines().collect(Collectors.toList())) {
            if (line.startsWith("    ")) command.add(line.substring(4));
            else if (line.startsWith("  | ")) prints.add(line.substring(4));
            else if (!command.isEmpty()) {
                found.add(List.of(String.join("\n", command), String.join("\n", prints)));
                command.clear();
                prints.clear();
            }
        }
        return found;
    }

    private static Parts copy(Parts whole) {
        var parts = new Parts();
        whole.entries.forEach((name, bytes) -> parts.entries.put(name, bytes.clone()));
        return parts;
    }

    private String sh(String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.stripTrailing();
    }
}

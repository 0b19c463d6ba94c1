package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Disclosure;
import comity.evidence.dossier.ExhibitTime;
import comity.evidence.dossier.Given;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    @Test
    void a_timestamp_over_the_whole_says_how_long_it_stands() throws Exception {
        var report = verify(archived());

        assertThat(codes(report))
                .containsExactly(
                        "PASSED container.beside",
                        "PASSED container.stamped",
                        "PASSED container.archived");
        assertThat(container(report).getLast().facts())
                .containsEntry("by", "Observatory")
                .containsEntry("count", "0")
                .containsEntry("until", "2036-01-01T00:00:00Z");
    }

    /** The signature's own bytes are covered too, what nothing else covers. */
    @Test
    void whatever_is_changed_after_it_shows() throws Exception {
        var whole = Parts.of(archived());
        for (var name : List.copyOf(whole.entries.keySet())) {
            if (!name.startsWith("META-INF/")) continue;
            var parts = copy(whole);
            var bytes = parts.entries.get(name);
            bytes[bytes.length / 2] ^= 1;
            assertThat(verify(parts.stored(folder)).exit()).as("changed: %s", name).isEqualTo(1);
            parts = copy(whole);
            parts.entries.remove(name);
            assertThat(verify(parts.stored(folder)).exit()).as("taken out: %s", name).isEqualTo(1);
        }
        var parts = copy(whole);
        parts.entries.put("META-INF/timestamp002.tst", new byte[] {1});
        assertThat(codes(verify(parts.stored(folder)))).contains("FAILED container.not-covered");
    }

    /** Ten years later, by an authority that the directory in the file cannot know. */
    @Test
    void whoever_keeps_it_renews_that_timestamp_before_it_ends() throws Exception {
        var file = archived();
        var later = new StampingOffice(folder, "20450101000000Z");
        var pem = Files.writeString(folder.resolve("later.pem"), later.pem());
        var query = folder.resolve("query");
        assertThat(renew(file, "--ask", query.toString())).isEqualTo("0 ");
        assertThat(sh("openssl ts -query -in query -text"))
                .contains("Hash Algorithm: sha256", "Certificate required: yes");
        var asked = Files.readAllBytes(query);
        var imprint = Arrays.copyOfRange(asked, asked.length - 35, asked.length - 3);
        var reply = folder.resolve("reply");
        Files.write(reply, later.reply(imprint, Instant.parse("2035-06-01T00:00:00Z")));
        var renewed = folder.resolve("renewed.comity");

        assertThat(renew(file, "--reply", reply.toString(), "--out", renewed.toString()))
                .startsWith("1 renew: the timestamp does not count: stamp.other-signer");
        assertThat(
                        renew(
                                file,
                                "--reply",
                                reply.toString(),
                                "--certificates",
                                pem.toString(),
                                "--out",
                                renewed.toString()))
                .isEqualTo(
                        "0 renewed: everything in renewed.comity is proven until 2045-01-01T00:00:00Z\n");
        assertThat(codes(verify(renewed)))
                .as("an authority that this reader does not know")
                .contains("UNCHECKED container.archive-refused");
        var given =
                new Given(
                        Optional.of(story.roots()),
                        Optional.empty(),
                        Optional.empty(),
                        Renew.authorities(Optional.of(pem)));
        var report = Verification.verify(renewed, given, Progress.SILENT);
        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        assertThat(container(report).getLast().facts())
                .containsEntry("count", "1")
                .containsEntry("time", story.now.plusSeconds(10).toString())
                .containsEntry("until", "2045-01-01T00:00:00Z");
        assertThat(Parts.of(renewed).entries.keySet())
                .endsWith(
                        "META-INF/ASiCArchiveManifest001.xml",
                        "META-INF/timestamp001.tst",
                        "META-INF/ASiCArchiveManifest.xml",
                        "META-INF/timestamp002.tst");
    }

    @Test
    void a_renewal_that_lasts_no_longer_is_none() throws Exception {
        var file = archived();
        var as = new StampingOffice(folder);
        var pem = Files.writeString(folder.resolve("as.pem"), as.pem());
        var query = folder.resolve("query");
        renew(file, "--ask", query.toString());
        var asked = Files.readAllBytes(query);
        var imprint = Arrays.copyOfRange(asked, asked.length - 35, asked.length - 3);
        var reply = folder.resolve("reply");
        Files.write(reply, as.reply(imprint, Instant.parse("2035-06-01T00:00:00Z")));
        var before = Files.readAllBytes(file);

        assertThat(renew(file, "--reply", reply.toString(), "--certificates", pem.toString()))
                .startsWith("1 renew: it would last no longer");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static String renew(Path file, String... more) {
        var arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        var said = new ByteArrayOutputStream();
        var exit = Renew.run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        return exit + " " + said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_exhibit_stamped_by_itself_says_when_it_was_there() throws Exception {
        var office = new StampingOffice(folder);
        var report = verify(story.signed(folder, timed(office, Digest.of(Story.TRANSMITTED))));

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        assertThat(stamps(report)).containsExactly("PASSED stamp.exhibit");
        assertThat(report.lines().stream().filter(line -> line.id().equals("stamp")))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.facts())
                                        .containsEntry("by", "Observatory")
                                        .containsEntry("time", story.now.plusSeconds(10).toString())
                                        .containsEntry("until", "2036-01-01T00:00:00Z"));
    }

    @Test
    void a_timestamp_on_another_exhibit_is_refused() throws Exception {
        var office = new StampingOffice(folder);
        var report = verify(story.signed(folder, timed(office, Digest.of(Story.PRODUCED))));

        assertThat(stamps(report)).containsExactly("FAILED stamp.exhibit-refused");
        assertThat(report.exit()).isEqualTo(1);
    }

    /**
     * With every authority out the file leaves even so, and says since when its time is pending.
     */
    @Test
    void an_exhibit_that_waits_for_its_time_is_named_and_nothing_is_refused() throws Exception {
        story.told();
        var since = story.now.minusSeconds(5_400);
        var waiting = story.contents(new ExhibitTime.Pending(since, story.now));
        var report = verify(story.signed(folder, waiting));

        assertThat(report.exit()).as(report.text(Locale.ENGLISH)).isZero();
        assertThat(stamps(report)).containsExactly("PASSED stamp.pending");
        for (var said :
                List.of(
                        "en Time pending",
                        "ar الوقت معلّق",
                        "es Hora pendiente",
                        "fr Heure en attente",
                        "ru Время ожидается",
                        "zh 时间待定"))
            assertThat(report.text(Locale.of(said.substring(0, 2))))
                    .contains(said.substring(3))
                    .contains("90")
                    .contains(since.toString());
    }

    /** In part, for somebody else, an exhibit keeps what is known of its time. */
    @Test
    void a_case_file_in_part_keeps_the_times_of_its_exhibits() throws Exception {
        var office = new StampingOffice(folder);
        var whole = story.signed(folder, timed(office, Digest.of(Story.TRANSMITTED)));
        var part = folder.resolve("part.comity");
        try (var out = Files.newOutputStream(part)) {
            new Disclosure("defence", java.util.Set.of("reasons")).write(whole, out);
        }

        assertThat(stamps(verify(part))).containsExactly("PASSED stamp.exhibit");
    }

    /** Renewed by whoever lasts longer, with others' tokens, before its certificates ended. */
    @Test
    void an_exhibits_timestamp_that_was_renewed_in_time_stands_until_the_newest_ends()
            throws Exception {
        var whole = story.signed(folder, renewed(Instant.parse("2035-06-01T00:00:00Z"), false));
        var part = folder.resolve("part.comity");
        try (var out = Files.newOutputStream(part)) {
            new Disclosure("defence", java.util.Set.of("reasons")).write(whole, out);
        }
        for (var file : List.of(whole, part)) {
            var report = verify(file);
            assertThat(stamps(report)).containsExactly("PASSED stamp.exhibit");
            assertThat(report.lines().stream().filter(line -> line.id().equals("stamp")))
                    .singleElement()
                    .satisfies(
                            line ->
                                    assertThat(line.facts())
                                            .containsEntry("count", "1")
                                            .containsEntry("until", "2045-01-01T00:00:00Z"));
        }
    }

    @Test
    void a_renewal_that_came_when_the_certificates_had_ended_is_named_and_does_not_count()
            throws Exception {
        var report =
                verify(story.signed(folder, renewed(Instant.parse("2037-06-01T00:00:00Z"), false)));

        assertThat(stamps(report))
                .containsExactly("PASSED stamp.exhibit", "UNCHECKED stamp.exhibit-late");
        for (var said :
                List.of(
                        "en does not count",
                        "ar والتجديد لا يُعتد به",
                        "es no cuenta",
                        "fr ne compte pas",
                        "ru не имеет силы",
                        "zh 不算数"))
            assertThat(report.text(Locale.of(said.substring(0, 2)))).contains(said.substring(3));
    }

    @Test
    void a_renewal_of_another_timestamp_is_refused() throws Exception {
        var report =
                verify(story.signed(folder, renewed(Instant.parse("2035-06-01T00:00:00Z"), true)));

        assertThat(stamps(report))
                .containsExactly("PASSED stamp.exhibit", "FAILED stamp.exhibit-refused");
        assertThat(report.exit()).isEqualTo(1);
    }

    private Contents renewed(Instant at, boolean another) throws Exception {
        var office = new StampingOffice(folder);
        var longer = new StampingOffice(folder, "20450101000000Z");
        story.arcadia.stamping = List.of(office.named(false), longer.named(false));
        story.told();
        var sha256 = Digest.of(Story.TRANSMITTED);
        var reply = office.reply(sha256.bytes(), story.now.plusSeconds(9));
        var beside = Digest.of(new byte[] {7});
        var group = another ? List.of(beside) : List.of(Digest.of(Timestamp.token(reply)), beside);
        var renewal = longer.reply(LogProofs.Renewal.imprint(group).bytes(), at);
        return story.contents(
                new ExhibitTime.Stamped(
                        out -> out.write(reply), List.of(new LogProofs.Renewal(renewal, group))));
    }

    private static List<String> stamps(Report report) {
        return report.lines().stream()
                .filter(line -> line.id().equals("stamp"))
                .map(line -> line.status() + " " + line.code())
                .toList();
    }

    private Contents timed(StampingOffice office, Digest of) throws IOException {
        story.arcadia.stamping = List.of(office.named(false));
        story.told();
        var reply = office.reply(of.bytes(), story.now.plusSeconds(9));
        return story.contents(new ExhibitTime.Stamped(out -> out.write(reply)));
    }

    private Path archived() throws IOException {
        var office = new StampingOffice(folder);
        story.arcadia.stamping = List.of(office.named(false));
        story.archive = manifest -> Optional.of(token(office, Digest.of(manifest)));
        story.told();
        return story.signed(folder, story.contents(), cms -> stamped(office, cms));
    }

    private byte[] token(StampingOffice office, Digest of) {
        try {
            return Timestamp.token(office.reply(of.bytes(), story.now.plusSeconds(9)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RefusedTimestamp e) {
            throw new AssertionError(e);
        }
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
            // Of a signature whose certificates lead nowhere any more, nobody knows who made it.
            if (!name.equals("META-INF/signature.p7s"))
                assertThat(verify(parts.stored(folder)).exit())
                        .as("changed: %s", name)
                        .isEqualTo(1);
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

    /** What nobody signed says nothing about revocation, even beside a signature that holds. */
    @Test
    void a_list_of_revoked_certificates_that_was_changed_is_refused() throws Exception {
        story.told();
        var parts = Parts.of(story.signed(folder, story.contents()));
        var signature = parts.entries.get("META-INF/signature.p7s");
        // The number of the list (RFC 5280, 5.2.3), by its identifier.
        var number = new String(signature, StandardCharsets.ISO_8859_1).indexOf("U\u001d\u0014");
        signature[number + 8] ^= 1;
        var report = verify(parts.stored(folder));

        assertThat(codes(report)).contains("FAILED container.refused");
        assertThat(container(report).getLast().facts())
                .containsEntry("why", "container.list-wrong");
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
                        new ContainerSigner.Keys() {
                            @Override
                            public byte[] secret() {
                                return once;
                            }

                            @Override
                            public ContainerSigner.OneTime of(byte[] number) {
                                return Story.oneTime(number);
                            }
                        },
                        other.now));

        var report = verify(parts.stored(folder));
        assertThat(codes(report)).contains("UNCHECKED container.unknown");
        assertThat(report.exit()).isEqualTo(2);
    }

    /** What the file itself tells people to type, typed: each command, in a plain shell. */
    @Test
    void every_command_of_its_VERIFY_txt_prints_what_it_says() throws Exception {
        var office = new StampingOffice(folder);
        var longer = new StampingOffice(folder, "20450101000000Z");
        story.arcadia.stamping = List.of(office.named(false), longer.named(false));
        story.archive = manifest -> Optional.of(token(office, Digest.of(manifest)));
        story.told();
        var last = story.arcadia.log.checkpoint(story.arcadia.log.size());
        var imprint = Digest.of(last.text().getBytes(StandardCharsets.UTF_8)).bytes();
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(
                        last.encoded(), office.reply(imprint, story.now.minusSeconds(20))));
        var exhibit = office.reply(Digest.of(Story.TRANSMITTED).bytes(), story.now);
        var contents =
                story.contents(
                                new ExhibitTime.Stamped(
                                        out -> out.write(exhibit),
                                        ByHandTest.renewals(longer, exhibit)))
                        .with(
                                List.of(
                                        new Contents.Paper(
                                                "fr", "%PDF".getBytes(StandardCharsets.UTF_8))));
        var file = Files.move(story.signed(folder, contents), folder.resolve("case.comity"));
        var text = sh("unzip -p case.comity VERIFY.txt");
        var commands = commands(text);

        assertThat(commands.size()).as(text).isGreaterThanOrEqualTo(8);
        var jose = !sh("command -v jose").isEmpty();
        if (!jose) System.out.println("skipped: no jose, by which acts are checked once more");
        for (var command : commands)
            if (jose || !command.getFirst().contains("jose jws"))
                assertThat(sh(command.getFirst()))
                        .as(command.getFirst())
                        .isEqualTo(command.getLast());
        assertThat(text)
                .contains(
                        "openssl cms -verify",
                        "openssl ts -verify",
                        "openssl ts -verify -digest",
                        "2 Verification: OK",
                        "jose jws ver",
                        "sha256sum",
                        "الحاوية");
        assertThat(verify(file).exit()).as(verify(file).text(Locale.ENGLISH)).isZero();
    }

    /** The same of the report's own commands about the container. */
    @Test
    void by_hand_the_container_answers_the_same() throws Exception {
        var file = Files.move(archived(), folder.resolve("case.comity"));
        var steps =
                container(verify(file)).stream().flatMap(line -> line.byHand().stream()).toList();

        assertThat(steps).hasSizeGreaterThanOrEqualTo(6);
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

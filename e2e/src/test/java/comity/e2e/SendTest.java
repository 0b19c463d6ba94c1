package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider delivers from its command line, and everything breaks off that can. */
@Tag("slow")
class SendTest {
    private static final int SIZE = 60_000_017;

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    @TempDir Path folder = Path.of("");

    /** What a run of the command came to. */
    private record Run(int exit, String out, String err) {}

    private ProcessBuilder command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(List.of("-cp", ClassPath.own(), "comity.sender.Send"));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private Run run(List<String> arguments) throws Exception {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process =
                command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path delivery() throws IOException {
        var place = Files.createDirectories(folder.resolve("export/mail/2026"));
        var bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        Files.write(place.resolve("inbox.bin"), bytes);
        Files.writeString(
                place.resolve("Журнал входов.csv"), "day,address\n2026-03-14,192.0.2.7\n");
        Files.writeString(folder.resolve("export/copy.csv"), "day,address\n2026-03-14,192.0.2.7\n");
        Files.write(folder.resolve("export/empty"), new byte[0]);
        return folder.resolve("export");
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void what_is_sent_arrives_whole_whatever_is_killed_on_the_way() throws Exception {
        System.out.println("seed " + seed);
        var export = delivery();
        try (var cast = Cast.assemble(folder, new Narrator(System.out))) {
            var docket = cast.person(World.AMADI).openDocket();
            var request = Walk.untilRequested(cast, docket);
            var authorisation = Walk.untilAuthorised(cast, docket, request);
            var order = cast.person(World.LINDQVIST).file(docket, Requests.order(authorisation));
            var node = cast.node(World.BORDURIA);
            var agent = cast.person(World.MOREAU).client();

            var passphrase = Files.writeString(folder.resolve("passphrase"), "a whole sentence\n");
            var key = folder.resolve("source.key");
            var made =
                    run(
                            List.of(
                                    "--new-key",
                                    key.toString(),
                                    "--passphrase-file",
                                    passphrase.toString()));
            assertThat(made.exit()).as(made.err()).isZero();
            var send =
                    List.of(
                            "--node",
                            node.url().toString(),
                            "--order",
                            order.hex(),
                            "--key",
                            key.toString(),
                            "--passphrase-file",
                            passphrase.toString(),
                            "--state",
                            folder.resolve("state").toString(),
                            export.toString());

            var unknown = run(send);
            assertThat(unknown.exit()).isOne();
            assertThat(unknown.err()).contains("knows no such key");
            enter(agent, made.out());

            killedAgainAndAgain(send, node);
            var whole = run(send);
            assertThat(whole.exit()).as(whole.err()).isZero();
            assertThat(whole.out()).contains("4 files").contains(order.hex());
            isSealed(cast, docket, order, whole.out());

            refuses(send, order, export);
            programReachesNothingElse(cast);
        }
    }

    /** The line that the command printed, as the page takes it. */
    private static void enter(Client agent, String said) {
        var line = said.lines().filter(one -> one.startsWith("EdDSA ")).findFirst().orElseThrow();
        agent.post(
                        "/provider/keys",
                        Json.object()
                                .with("algorithm", "EdDSA")
                                .with("publicKey", line.substring("EdDSA ".length()))
                                .with("label", "export server"))
                .expect(201);
    }

    /** At ever other moments, from before the first byte on; once the node goes as well. */
    private void killedAgainAndAgain(List<String> send, RunningNode node) throws Exception {
        for (var i = 0; i < 6; i++) {
            var process =
                    command(send)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("killed").toFile())
                            .start();
            if (process.waitFor(300 + chance.nextInt(1_500), TimeUnit.MILLISECONDS)) return;
            if (i == 3) {
                node.kill();
                node.restart();
                TimeUnit.MILLISECONDS.sleep(chance.nextInt(800));
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void isSealed(Cast cast, java.util.UUID docket, Digest order, String said)
            throws Exception {
        var again = cast.signIn(World.MOREAU); // the node was restarted
        var manifest =
                said.lines()
                        .filter(line -> line.startsWith("Manifest"))
                        .map(line -> line.substring(line.length() - 64))
                        .findFirst()
                        .orElseThrow();
        var delivery = again.client().get("/provider/manifests/" + manifest).expect(200).json();
        var names = new TreeMap<String, String>();
        var exhibits = new ArrayList<Json.Obj>();
        for (var file : Person.objects(delivery, "files")) {
            assertThat(file.text("sealed").orElse("")).isNotEmpty();
            names.put(file.text("name").orElseThrow(), file.text("sha256").orElseThrow());
            exhibits.add(
                    Json.object()
                            .with("sha256", file.text("sha256").orElseThrow())
                            .with("size", file.integer("size").orElseThrow())
                            .with("name", file.text("name").orElseThrow())
                            .with("mediaType", file.text("mediaType").orElseThrow()));
        }
        assertThat(names.keySet())
                .containsExactly(
                        "export/copy.csv",
                        "export/empty",
                        "export/mail/2026/inbox.bin",
                        "export/mail/2026/Журнал входов.csv");
        again.file(
                docket,
                Content.of("produce")
                        .with("order", order)
                        .over(Mailbox.ACCOUNT, Requests.FIRST_DAY, Requests.LAST_DAY)
                        .withExhibits(exhibits.toArray(Json.Obj[]::new)));
        var katz = cast.signIn(World.KATZ);
        for (var sha256 : names.values()) {
            var answer = katz.open(docket, sha256).expect(200);
            assertThat(Digest.of(answer.response().body()).hex()).isEqualTo(sha256);
        }
    }

    private void refuses(List<String> send, Digest order, Path export) throws Exception {
        var other = new ArrayList<>(send);
        other.set(other.indexOf(order.hex()), "ab".repeat(32));
        var unknown = run(other);
        assertThat(unknown.exit()).isOne();
        assertThat(unknown.err()).contains("knows no order " + "ab".repeat(32));

        var link = Files.createSymbolicLink(export.resolve("out"), Path.of("/etc"));
        var linked = run(send);
        assertThat(linked.exit()).isEqualTo(3);
        assertThat(linked.err()).contains("nothing was sent");
        Files.delete(link);

        var away = new ArrayList<>(send);
        away.set(away.indexOf("--node") + 1, "http://localhost:9");
        away.addAll(List.of("--patience", "0"));
        assertThat(run(away).exit()).isEqualTo(5);
    }

    /** A key lets its program deliver; a person's pages stay a person's. */
    private static void programReachesNothingElse(Cast cast) throws IOException {
        var origin = cast.node(World.BORDURIA).url().toString();
        var agent = cast.signIn(World.MOREAU).client();
        var secret = SignatureAlgorithm.EdDSA.newPrivateKey(new SecureRandom());
        var publicKey = SignatureAlgorithm.EdDSA.publicKey(secret);
        enter(agent, "EdDSA " + Base64Url.encode(publicKey));
        var id = Digest.of(publicKey).hex();
        var nobody = Client.of(cast.node(World.BORDURIA).url());
        for (var at : List.of(origin, "https://elsewhere.example")) {
            var challenge =
                    nobody.post("/session/challenge", Json.EMPTY)
                            .expect(201)
                            .json()
                            .text("challenge")
                            .orElseThrow();
            var said = "comity-source-session/1\n" + at + "\n" + challenge;
            var answer =
                    Json.object()
                            .with("key", id)
                            .with("challenge", challenge)
                            .with(
                                    "signature",
                                    Base64Url.encode(
                                            SignatureAlgorithm.EdDSA.sign(
                                                    secret,
                                                    said.getBytes(StandardCharsets.UTF_8))));
            var admitted = nobody.post("/provider/session", answer);
            if (!at.equals(origin)) {
                admitted.expect(401);
                continue;
            }
            nobody.post("/provider/session", answer).expect(401); // a challenge is answered once
            var program = nobody.bearing(admitted.expect(201).json().text("token").orElseThrow());
            program.get("/provider/orders").expect(200);
            for (var closed : List.of("/worklist", "/provider/keys", "/session"))
                program.get(closed).expect(403);
            agent.post("/provider/keys/" + id + "/end", Json.EMPTY).expect(200);
            program.get("/provider/orders").expect(401);
        }
    }
}

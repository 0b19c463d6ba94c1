package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.exhibit.PayloadSeal;
import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Storm-0558 test: a key that is good for one thing, presented at every other entrance. Each is
 * refused, and says by its code why; nothing is filed.
 */
class StolenKeyTest extends Borduria {
    private final UUID docket = ActId.next(Nation.NOON, new Random());

    /** What somebody who holds a key of Arcadia, or asks Borduria's signer, hears. */
    @FunctionalInterface
    interface Entrance {
        String heard(StolenKeyTest at) throws Exception;
    }

    record Attempt(String entrance, String key, String code, Entrance at) {
        @Override
        public String toString() {
            return key + " at " + entrance + " -> " + code;
        }
    }

    private static Attempt attempt(String entrance, String key, String code, Entrance at) {
        return new Attempt(entrance, key, code, at);
    }

    static Stream<Attempt> attempts() {
        return Stream.of(federation(), log(), people(), socket()).flatMap(all -> all);
    }

    /** Acts in the court's name, by keys that are not the court's or are not good for them. */
    private static Stream<Attempt> federation() {
        var port = "the federation port";
        return Stream.of(
                attempt(
                        port,
                        "a key from next year",
                        "key.not-yet-valid",
                        unfit(Nation.Unfit.NOT_YET)),
                attempt(port, "an ended key", "key.expired", unfit(Nation.Unfit.ENDED)),
                attempt(port, "a compromised key", "key.compromised", unfit(Nation.Unfit.STOLEN)),
                attempt(port, "a key for laws", "key.other-kind", unfit(Nation.Unfit.OTHER_KIND)),
                attempt(port, "a key for orders", "key.other-type", unfit(Nation.Unfit.OTHER_TYPE)),
                attempt(
                        port,
                        "the central authority's key",
                        "key.other-authority",
                        at -> at.handed(ARCADIA.key("central-authority"))),
                attempt(
                        port,
                        "another State's court's key",
                        "key.unknown",
                        at -> at.handed(Nation.borduria().key("court"))),
                attempt(
                        port,
                        "the log's key under the court's name",
                        "signature.wrong",
                        at -> at.handed(named("XA.court/1", ARCADIA.logSecret))),
                attempt(
                        port,
                        "the witness's key under the court's name",
                        "signature.wrong",
                        at -> at.handed(named("XA.court/1", ARCADIA.witnessSecret))),
                attempt(
                        port,
                        "a signature by a weaker algorithm than the directory names",
                        "key.other-algorithm",
                        at -> at.handed(weaker("XA.court/1"))));
    }

    private static Entrance unfit(Nation.Unfit key) {
        return at -> at.handed(key.key(ARCADIA));
    }

    private static SigningKey named(String id, byte[] secret) {
        return SigningKey.of(id, SignatureAlgorithm.EdDSA, secret);
    }

    private static SigningKey weaker(String id) {
        return SigningKey.of(
                id,
                SignatureAlgorithm.ES256,
                SignatureAlgorithm.ES256.newPrivateKey(new Random(1)));
    }

    /** The partner's checkpoint, signed by anything but its log's two keys. */
    private static Stream<Attempt> log() {
        var port = "the log's entrance";
        var origin = ARCADIA.log().keys().name();
        return Stream.of(
                attempt(
                        port,
                        "an authority's key",
                        "403",
                        at -> at.asked(origin, authority(origin, "court"))),
                attempt(
                        port,
                        "the witness's key",
                        "403",
                        at ->
                                at.asked(
                                        origin,
                                        NoteSigner.log(
                                                origin,
                                                ARCADIA.witnessSecret,
                                                ARCADIA.witnessSecret))),
                attempt(
                        port,
                        "the log's Ed25519 key without its ML-DSA-44 key",
                        "403",
                        at ->
                                at.asked(
                                        origin,
                                        NoteSigner.log(origin, ARCADIA.logSecret, new byte[32]))),
                attempt(
                        port,
                        "the log's keys for another log",
                        "404",
                        at ->
                                at.asked(
                                        "log.xb.example",
                                        NoteSigner.log(
                                                "log.xb.example",
                                                ARCADIA.logSecret,
                                                ARCADIA.logSecret))));
    }

    /** The secret that signs this authority's acts, used as if it were the log's. */
    private static NoteSigner authority(String origin, String authority) {
        return NoteSigner.log(origin, ARCADIA.secret(authority), ARCADIA.secret(authority));
    }

    /** Where people come in: a signature is no session, and no passkey. */
    private static Stream<Attempt> people() {
        var all = new TreeMap<String, String>();
        all.put("filing", "/dockets/%s/proposals");
        all.put("disclosure", "/dockets/%s/disclosures");
        all.put("presence", "/presence/questions");
        all.put("rotation of keys", "/directory/rotations");
        all.put("suspension", "/directory/statements");
        var bearers =
                all.entrySet().stream()
                        .map(
                                one ->
                                        attempt(
                                                one.getKey(),
                                                "an authority's key as a session",
                                                "session.missing",
                                                at -> at.bearer(one.getValue())));
        return Stream.concat(
                bearers,
                Stream.of(
                        attempt(
                                "sign-in",
                                "an authority's key as a passkey",
                                "passkey.bad-signature",
                                StolenKeyTest::signsIn),
                        attempt(
                                "filing of a judge's decision",
                                "an authority's key as her passkey",
                                "passkey.bad-signature",
                                StolenKeyTest::decides)));
    }

    /** Whoever took over the node asks the signer itself. */
    private static Stream<Attempt> socket() {
        var port = "the signer's socket";
        return Stream.of(
                attempt(
                        port,
                        "the court's key for the central authority's act",
                        "scope",
                        at -> at.signer("XB.court#1", "XB.central-authority", "XB")),
                attempt(
                        port,
                        "the court's key for another State's act",
                        "scope",
                        at -> at.signer("XB.court#1", "XA.court", "XA")),
                attempt(
                        port,
                        "a key that it has not",
                        "key.unknown",
                        at -> at.signer("XA.court#1", "XA.court", "XA")),
                attempt(
                        port,
                        "the log's key for another log",
                        "origin",
                        at -> at.signer("checkpoint", "comity/XA", 900)),
                attempt(
                        port,
                        "the log's key for a shorter log",
                        "checkpoint.shrunk",
                        at -> at.signer("checkpoint", "comity/XB", 0)),
                attempt(
                        port,
                        "the witness's key for the own log",
                        "origin",
                        at -> at.signer("cosignature", "comity/XB", 900)));
    }

    @BeforeEach
    void arcadia_is_known() {
        // What earlier tests presented in vain is forgotten by now.
        clock.pass(Duration.ofMinutes(2));
        if (registry.directories().of("XA").isEmpty()) {
            receive(ARCADIA.directory());
            receive(ARCADIA.profile());
        }
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void is_refused_and_named(Attempt attempt) throws Exception {
        assertThat(attempt.at().heard(this)).isEqualTo(attempt.code());

        assertThat(registry.docket(docket)).isEmpty();
    }

    private static Json.Obj file(String name) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(data().resolve(name)));
    }

    private String handed(SigningKey key) throws Exception {
        var act = signed(ARCADIA.authorise(registry, docket), key);
        var body = Json.object().with("acts", new Json.Arr(List.of(parcel(act))));
        var answer = partner("/federation/acts", CanonicalJson.bytes(body));
        var said = (Json.Obj) JsonReader.actObject(answer.body()).items("answers").getFirst();
        assertThat(said.text("outcome")).contains("rejected");
        return said.text("code").orElse("");
    }

    private static Envelope signed(Envelope act, SigningKey key) {
        return new Envelope(
                act.header(),
                act.sections(),
                DetachedJws.sign(act.header().canonical(), key).compact(),
                act.personal(),
                List.of());
    }

    private Json.Obj parcel(Envelope act) {
        var to =
                registry.directories()
                        .of("XB")
                        .flatMap(directory -> directory.sealingKey("XB.central-authority"))
                        .orElseThrow();
        return Json.object()
                .with("envelope", act.withholding(_ -> false).json())
                .with(
                        "sealed",
                        PayloadSeal.seal(
                                CanonicalJson.bytes(act.json().object("sections").orElseThrow()),
                                to,
                                "comity-parcel/1 " + act.digest().hex(),
                                new SecureRandom()))
                .with("internal", Json.strings(List.of()));
    }

    private java.net.http.HttpResponse<byte[]> partner(String path, byte[] body) throws Exception {
        var port = URI.create(file("ready.json").text("federationUrl").orElseThrow());
        var theirs = new Digest(file("introduction.json").text("certificate").orElseThrow());
        try (var as =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(ARCADIA_TLS.client(theirs::equals))
                        .build()) {
            return as.send(
                    HttpRequest.newBuilder(port.resolve(path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private String asked(String origin, NoteSigner by) throws Exception {
        var text = new Checkpoint(origin, 1, Merkle.leafHash(new byte[0])).text();
        var note = new Note(text, by.sign(text, Nation.NOON));
        var request = new comity.record.tlog.AddCheckpoint(0, List.of(), note).text();
        return Integer.toString(
                partner("/federation/add-checkpoint", request.getBytes(StandardCharsets.UTF_8))
                        .statusCode());
    }

    private String bearer(String path) {
        var token =
                DetachedJws.sign(
                                CanonicalJson.bytes(Json.object().with("person", "katz")),
                                ARCADIA.key("central-authority"))
                        .compact();
        return send(json(
                        request(path.formatted(docket))
                                .header("Authorization", "Bearer " + token)
                                .header("Comity-Office", Who.KATZ.office),
                        "POST",
                        Json.EMPTY))
                .expect(401)
                .code();
    }

    private String signsIn() {
        var challenge =
                send(json(request("/session/challenge"), "POST", Json.EMPTY))
                        .expect(201)
                        .object()
                        .text("challenge")
                        .orElseThrow();
        return send(json(
                        request("/session"),
                        "POST",
                        assertion(
                                        passkey("okafor")
                                                .assertion(
                                                        Base64Url.decode(challenge),
                                                        relyingParty.origin(),
                                                        relyingParty.id()))
                                .json()))
                .code();
    }

    /** The person's credential and everything else, with the authority's signature in it. */
    private static Assertion assertion(Assertion genuine) {
        var message = genuine.clientData();
        return new Assertion(
                genuine.credential(),
                genuine.authenticatorData(),
                message,
                ARCADIA.key("court").sign(message));
    }

    private String decides() {
        var request = arrived(ActId.next(Nation.NOON, new Random()));
        var on = registry.act(request).orElseThrow().envelope().header().docket();
        var before = filed();
        var proposal =
                propose(
                                Who.KATZ,
                                on,
                                "find",
                                Json.object()
                                        .with(
                                                "terms",
                                                terms(
                                                        java.util.Map.of(
                                                                "request", request.hex(),
                                                                "safeguard", "40(22)",
                                                                "outcome", "CLEAR")))
                                        .with("reasons", reasons()))
                        .expect(201)
                        .object();
        var digest = new Digest(proposal.text("digest").orElseThrow());
        var forged =
                assertion(
                        passkey("katz")
                                .assertion(
                                        digest.bytes(), relyingParty.origin(), relyingParty.id()));
        var answer =
                post(
                        Who.KATZ,
                        "/proposals/" + proposal.text("proposal").orElseThrow() + "/filing",
                        Json.object().with("personal", forged.json()));
        assertThat(filed()).isEqualTo(before);
        return answer.code();
    }

    private String signer(String key, String authority, String state) throws Exception {
        var act = ARCADIA.authorise(registry, docket).header();
        var author =
                new comity.record.act.Author(
                        state, authority, act.author().office(), act.author().officer());
        var header =
                new comity.record.act.Header(
                        act.id(),
                        act.docket(),
                        act.kind(),
                        act.type(),
                        act.at(),
                        author,
                        act.seen(),
                        act.rules(),
                        act.after(),
                        act.sections());
        return ask(
                Json.object()
                        .with("ask", "act")
                        .with("key", key)
                        .with("header", Base64Url.encode(header.canonical())));
    }

    private String signer(String what, String origin, long size) throws Exception {
        var root = size == 0 ? Merkle.EMPTY_ROOT : Merkle.leafHash(new byte[0]);
        return ask(
                Json.object()
                        .with("ask", what)
                        .with("text", new Checkpoint(origin, size, root).text())
                        .with("time", Nation.NOON.toString()));
    }

    private static String ask(Json.Obj question) throws Exception {
        try (var sockets = Files.list(data().resolve("keys/signer/run"));
                var channel =
                        SocketChannel.open(
                                UnixDomainSocketAddress.of(sockets.findFirst().orElseThrow()))) {
            channel.write(
                    StandardCharsets.UTF_8.encode(
                            new String(CanonicalJson.bytes(question), StandardCharsets.UTF_8)
                                    + "\n"));
            var answer =
                    new java.io.BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))
                            .readLine();
            return JsonReader.actObject(answer.getBytes(StandardCharsets.UTF_8))
                    .text("refused")
                    .orElse(answer);
        }
    }
}

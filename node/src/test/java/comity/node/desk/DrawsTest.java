package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Keystore;
import comity.node.publication.Publication;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Receipt;
import comity.record.act.Section;
import comity.record.draw.Commitment;
import comity.record.draw.Draw;
import comity.record.draw.DrawFile;
import comity.record.draw.Frame;
import comity.record.draw.Settlement;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKey;
import comity.record.tlog.Policy;
import comity.record.tlog.Tiles;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Tree;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An inspector draws a sample: what is bound before anything is decided, who can steer it, and who
 * is caught who tries.
 */
class DrawsTest extends Borduria {
    private static final String SECRET = "5e".repeat(32);
    private static final String DRAWS = "/oversight/draws";

    @Autowired Publication publication;
    @Autowired Keystore keys;
    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void requests_on_record_and_a_witness() {
        for (var more = 0; more < 3; more++) arrived(UUID.randomUUID());
        signs();
    }

    /** What is left open is given up, so that the next can begin. */
    @AfterEach
    void ended() {
        for (var one : get(Who.INSPECTOR, DRAWS).object().items("draws")) {
            var draw = (Json.Obj) one;
            if (!draw.text("stage").orElse("").matches("SETTLED|ABANDONED"))
                end(draw.text("docket").orElseThrow(), "reason", "A test is over.").expect(201);
        }
    }

    private static NoteKey witness() {
        return ARCADIA.witness().keys().known().getFirst();
    }

    /** Arcadia's witness signs what the log has by now. */
    private void signs() {
        assertThat(publication.awaitPosition(registry.size() - 1, Duration.ofSeconds(20))).isTrue();
        var note = publication.checkpoint();
        assertThat(
                        publication.cosigned(
                                note.with(ARCADIA.witness().sign(note.text(), clock.instant())),
                                ARCADIA.witness().keys().known()))
                .isTrue();
    }

    private static Json.Obj asked(int sample) {
        return Json.object()
                .with("direction", "INCOMING")
                .with("partner", "XA")
                .with("sample", sample)
                .with("seed", digest(SECRET));
    }

    private static String digest(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    private String begun(Json.Obj asked) {
        return post(Who.INSPECTOR, DRAWS, asked).expect(201).object().text("draw").orElseThrow();
    }

    private Json.Obj one(String draw) {
        return get(Who.INSPECTOR, DRAWS + "/" + draw).expect(200).object();
    }

    private String stage(String draw) {
        return one(draw).object("row").flatMap(row -> row.text("stage")).orElseThrow();
    }

    private Answer end(String draw, String name, String value) {
        return post(Who.INSPECTOR, DRAWS + "/" + draw, Json.object().with(name, value));
    }

    private DrawFile file(String draw, boolean whole) throws Exception {
        return DrawFile.of(
                JsonReader.actObject(
                        get(Who.INSPECTOR, DRAWS + "/" + draw + "/file?whole=" + whole)
                                .expect(200)
                                .response()
                                .body()));
    }

    private int judged(DrawFile file) {
        return file.check(
                        registry.directories().of("XB").map(known -> known.root().fingerprint()),
                        Optional.of(
                                new Policy(
                                        List.of(),
                                        Map.of(
                                                "arcadia",
                                                new Policy.OneWitness(witness(), Optional.empty())),
                                        Optional.of("arcadia"))))
                .exit();
    }

    @Test
    void a_sample_is_drawn_in_two_steps_and_anybody_draws_it_again() throws Exception {
        var draw = begun(asked(2));
        assertThat(stage(draw)).isEqualTo("WAITING");
        assertThat(end(draw, "seed", SECRET).expect(409).code()).isEqualTo("draw.not-yet");

        signs();

        assertThat(stage(draw)).isEqualTo("DECIDED");
        assertThat(end(draw, "seed", "ab".repeat(32)).expect(422).code())
                .isEqualTo("draw.wrong-seed");
        end(draw, "seed", SECRET).expect(201);
        var settled = one(draw);
        assertThat(settled.texts("drawn")).hasSize(2).doesNotHaveDuplicates();
        for (var docket : settled.texts("drawn"))
            get(Who.INSPECTOR, "/dockets/" + docket).expect(200);
        assertThat(settled.bool("asRecorded")).contains(true);
        assertThat(settled.bool("first")).contains(true);
        assertThat(judged(file(draw, true))).isZero();
        assertThat(judged(file(draw, false))).isEqualTo(2);
        assertThat(
                        Settlement.of(file(draw, false).settlement()).orElseThrow().drawn().stream()
                                .map(one -> one.docket().toString()))
                .containsExactlyElementsOf(settled.texts("drawn"));
        // Whoever does not like it cannot draw again.
        assertThat(end(draw, "seed", SECRET).expect(409).code()).isEqualTo("draw.done");
        assertThat(end(draw, "reason", "I do not like it.").expect(409).code())
                .isEqualTo("draw.done");
    }

    /** The inspector sees what would come out, and would rather begin anew. */
    @Test
    void the_inspector_who_begins_anew_leaves_a_number_and_a_reason() {
        var first = begun(asked(1));
        var number = number(first);
        assertThat(post(Who.INSPECTOR, DRAWS, asked(1)).expect(409).code()).isEqualTo("draw.open");
        assertThat(end(first, "reason", " ").expect(422).code()).isEqualTo("draw.reason");
        end(first, "reason", "I have lost my secret.").expect(201);

        var second = begun(asked(1));

        assertThat(number(second)).isEqualTo(number + 1);
        assertThat(one(first).text("reason")).contains("I have lost my secret.");
        assertThat(registry.docket(UUID.fromString(second)))
                .first()
                .satisfies(
                        act ->
                                assertThat(Commitment.of(act.envelope()).orElseThrow().before())
                                        .contains(
                                                new Digest(
                                                        one(first)
                                                                .text("commitment")
                                                                .orElseThrow())));
    }

    private long number(String draw) {
        return switch (one(draw).object("row").flatMap(row -> row.get("number")).orElseThrow()) {
            case Json.Int(var number) -> number;
            case Json.Real(var number) -> (long) number;
            default -> throw new AssertionError("no number");
        };
    }

    /** With the body's key, and without this room. */
    private Filing acting(UUID docket, Draw.Type type, Map<String, Json.Obj> said) {
        var sections = new TreeMap<String, Section>();
        said.forEach((name, content) -> sections.put(name, Section.of(content, random)));
        var digests = new TreeMap<String, Digest>();
        for (var name : Draw.SECTIONS) digests.put(name, Digest.of(random.generateSeed(8)));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var header =
                new Header(
                        ActId.next(clock.instant(), random),
                        docket,
                        Draw.KIND,
                        type.word(),
                        clock.instant(),
                        new Author(
                                "XB",
                                "XB.oversight",
                                Draw.OVERSIGHT,
                                Digest.of(random.generateSeed(8))),
                        registry.seenFor(docket),
                        Digest.of(new byte[0]),
                        "",
                        digests);
        var key = keys.authority("XB.oversight", registry.directories().of("XB"), clock.instant());
        return registry.file(
                new Envelope(
                        header,
                        sections,
                        DetachedJws.sign(header.canonical(), key).compact(),
                        Optional.empty(),
                        List.of()));
    }

    private static void assertRefused(Filing filing, String code) {
        assertThat(filing)
                .isInstanceOfSatisfying(
                        Filing.Rejected.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    /** What the body has committed to, as its own node holds it. */
    private record Held(Digest digest, Commitment said, Frame frame, Receipt receipt) {}

    private Held held(String draw) {
        var act = registry.docket(UUID.fromString(draw)).getFirst();
        var said = Commitment.of(act.envelope()).orElseThrow();
        return new Held(
                act.digest(),
                said,
                act.envelope().content(Draw.FRAME).flatMap(Frame::of).orElseThrow(),
                publication.receipt(act.digest(), said.witness()).orElseThrow());
    }

    /** The operator of this node, who has every key of it, does not know the secret. */
    @Test
    void the_operator_who_makes_up_a_sample_or_a_secret_finds_no_way_in() {
        var draw = begun(asked(1));
        signs();
        var held = held(draw);
        var docket = UUID.fromString(draw);
        var other = "ab".repeat(32);
        var liked =
                new Settlement.Drawn(0, held.frame().dockets().getFirst(), held.frame().salt(0));
        var honest =
                Settlement.of(held.digest(), held.said(), held.frame(), SECRET, held.receipt())
                        .orElseThrow();

        for (var forged :
                List.of(
                        new Settlement(other, held.receipt(), List.of(liked)),
                        new Settlement(other, held.receipt(), honest.drawn()),
                        new Settlement(SECRET, held.receipt(), List.of()),
                        new Settlement(SECRET, held.receipt(), List.of(liked, liked))))
            assertRefused(
                    acting(docket, Draw.Type.SETTLE, Map.of(Draw.DRAW, forged.json())),
                    "draw.steered");
        end(draw, "seed", SECRET).expect(201);
        assertRefused(
                acting(docket, Draw.Type.SETTLE, Map.of(Draw.DRAW, honest.json())),
                "draw.done-already");
    }

    /** The witness signs often: another signature would have drawn others. */
    @Test
    void whoever_picks_a_later_checkpoint_is_shown_to_have_picked() {
        var draw = begun(asked(1));
        signs();
        var first = held(draw);
        arrived(UUID.randomUUID());
        signs();
        assertThat(held(draw).receipt().proof()).isEqualTo(first.receipt().proof());
        var later =
                publication
                        .receipt(registry.tail(registry.size() - 1, 1).getFirst().digest())
                        .orElseThrow();
        // A receipt of another act under that checkpoint proves nothing of the commitment; one of
        // the commitment itself can be made by whoever runs the node, and the door takes it.
        assertRefused(
                acting(
                        UUID.fromString(draw),
                        Draw.Type.SETTLE,
                        Map.of(Draw.DRAW, new Settlement(SECRET, later, List.of()).json())),
                "draw.steered");
        var picked =
                Settlement.of(
                                first.digest(),
                                first.said(),
                                first.frame(),
                                SECRET,
                                under(first.digest(), later))
                        .orElseThrow();
        assertThat(
                        acting(
                                UUID.fromString(draw),
                                Draw.Type.SETTLE,
                                Map.of(Draw.DRAW, picked.json())))
                .isInstanceOf(Filing.Filed.class);
        assertThat(one(draw).bool("first")).contains(false);
        assertThat(page(DRAWS + "/" + draw)).contains("not settled by the first checkpoint");
    }

    /** The receipt of an act under the checkpoint of another receipt. */
    private Receipt under(Digest act, Receipt other) {
        var leaf = registry.leaf(act).orElseThrow();
        try {
            var note = TlogProof.parse(other.proof()).checkpoint();
            var size = Checkpoint.of(note).size();
            var grown = new Tree(new InMemory(), 0);
            var hashes = new ArrayList<byte[]>();
            for (var from = 0L; from < size; from += 500)
                hashes.addAll(publication.leaves(from, (int) Math.min(500, size - from)));
            grown.append(hashes);
            return new Receipt(
                    other.origin(),
                    leaf.nonce(),
                    new TlogProof(leaf.position(), grown.inclusion(leaf.position(), size), note)
                            .text());
        } catch (MalformedNote e) {
            throw new AssertionError(e);
        }
    }

    /** Tiles that nobody else reads. */
    private static final class InMemory implements Tiles {
        private final Map<Address, byte[]> tiles = new HashMap<>();

        @Override
        public Optional<byte[]> read(Address tile) {
            return Optional.ofNullable(tiles.get(tile));
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            tiles.put(tile, hashes);
        }

        @Override
        public void sync() {}
    }

    @Test
    void whoever_drops_a_candidate_before_committing_is_shown_by_the_record() {
        var honest = begun(asked(1));
        signs();
        var said = held(honest).said();
        var dockets = new ArrayList<>(held(honest).frame().dockets());
        end(honest, "reason", "Another is to come out.").expect(201);
        dockets.removeFirst();
        var fewer = new Frame(random.generateSeed(32), dockets);
        var docket = ActId.next(clock.instant(), random);
        var dropped =
                new Commitment(
                        said.number() + 1,
                        Optional.of(held(honest).digest()),
                        said.query(),
                        said.upTo(),
                        dockets.size(),
                        Frame.digest(fewer.marks()),
                        1,
                        said.seed(),
                        said.witness());
        // What is committed to is what lies in the frame: the door compares.
        assertRefused(
                acting(
                        docket,
                        Draw.Type.COMMIT,
                        Map.of(Draw.DRAW, said.json(), Draw.FRAME, fewer.json())),
                "draw.malformed");

        assertThat(
                        acting(
                                docket,
                                Draw.Type.COMMIT,
                                Map.of(Draw.DRAW, dropped.json(), Draw.FRAME, fewer.json())))
                .isInstanceOf(Filing.Filed.class);

        assertThat(one(honest).bool("asRecorded")).contains(true);
        assertThat(one(docket.toString()).bool("asRecorded")).contains(false);
        assertThat(page(DRAWS + "/" + docket)).contains("has other candidates");
    }

    @Test
    void what_arrives_after_the_commitment_changes_no_candidate() {
        var draw = begun(asked(1));
        arrived(UUID.randomUUID());
        assertThat(one(draw).bool("asRecorded")).contains(true);
    }

    @Test
    void a_signature_that_comes_too_late_decides_nothing() {
        var draw = begun(asked(1));
        clock.pass(Draw.LATEST.plusSeconds(1));
        assertThat(stage(draw)).isEqualTo("LATE");
        signs();
        assertThat(stage(draw)).isEqualTo("LATE");
        assertThat(end(draw, "seed", SECRET).expect(409).code()).isEqualTo("draw.late");
    }

    /** Something that cannot be drawn, what the page says to it, and what stays in the form. */
    private record Wrong(String typed, String why, String kept) {}

    /** What few requests have, however many others have filed here. */
    private void urgent() {
        var docket = UUID.randomUUID();
        var values = new TreeMap<>(Nation.requested(receive(ARCADIA.authorise(registry, docket))));
        values.put("urgency", new Json.Str("URGENT"));
        receive(ARCADIA.act(registry, docket, "request", values));
    }

    @Test
    void what_was_typed_is_refused_whole_says_why_and_stays() {
        urgent();
        var seed = "&seed=" + digest(SECRET);
        for (var wrong :
                List.of(
                        new Wrong("direction=SIDEWAYS&sample=1" + seed, "Choose from", "\"1\""),
                        new Wrong("from=2026-02-30&sample=1" + seed, "Choose from", "2026-02-30"),
                        new Wrong("partner=xa'--&sample=7" + seed, "Choose from", "\"7\""),
                        new Wrong("sample=0" + seed, "from 1 to 200", digest(SECRET)),
                        new Wrong("sample=1e2" + seed, "from 1 to 200", "\"1e2\""),
                        new Wrong("sample=1&seed=My+secret", "64 hexadecimal", "My secret"),
                        new Wrong("sample=1&partner=QQ" + seed, "No docket", digest(SECRET)),
                        new Wrong("sample=200&urgency=URGENT" + seed, "So many", "\"200\""))) {
            var answer = form(DRAWS, wrong.typed());
            assertThat(answer.status()).as(wrong.typed()).isEqualTo(422);
            assertThat(answer.text()).contains(wrong.why()).contains(wrong.kept());
        }
        assertThat(get(Who.INSPECTOR, DRAWS).object().text("mayBegin")).contains("");
        assertThat(form(DRAWS + "/" + UUID.randomUUID(), "act=settle").status()).isEqualTo(404);
    }

    private Answer form(String path, String body) {
        return send(
                request(Who.INSPECTOR, path)
                        .setHeader("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String page(String path) {
        return send(request(Who.INSPECTOR, path)
                        .setHeader("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .GET())
                .expect(200)
                .text();
    }

    /** A person at a page, without a script. */
    @Test
    void the_pages_lead_through_a_draw() {
        var typed = "sample=1&direction=INCOMING&seed=" + digest(SECRET);
        var sent = form(DRAWS, typed);
        assertThat(sent.status()).isEqualTo(303);
        var at = sent.response().headers().firstValue("Location").orElseThrow();
        var path = at.substring(at.indexOf(DRAWS));
        assertThat(page(path)).contains("Waits for the witness");
        signs();
        assertThat(page(path)).contains("Open and draw");
        var mistyped =
                form(path, "act=settle&seed=" + URLEncoder.encode("<oh>", StandardCharsets.UTF_8));
        assertThat(mistyped.status()).isEqualTo(422);
        assertThat(mistyped.text()).contains("value=\"&lt;oh>\"").contains("not the secret");
        assertThat(form(path, "act=settle&seed=" + SECRET).status()).isEqualTo(303);
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            for (var shown : List.of(DRAWS, path))
                assertThat(
                                send(request(Who.INSPECTOR, shown + "?language=" + language)
                                                .setHeader("Accept", "text/html")
                                                .GET())
                                        .expect(200)
                                        .text())
                        .doesNotContain("draws.");
        assertThat(page(path)).contains("File for everybody");
        for (var who : List.of(Who.KATZ, Who.OKAFOR, Who.ROOT, Who.LUND, Who.MOREAU)) {
            assertThat(get(who, path).status()).as(who.name()).isEqualTo(403);
            assertThat(get(who, path + "/file").status()).as(who.name()).isEqualTo(403);
            assertThat(post(who, DRAWS, asked(1)).status()).as(who.name()).isEqualTo(403);
        }
    }
}

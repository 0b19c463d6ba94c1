package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.publication.Cosigned;
import comity.node.publication.FileTiles;
import comity.node.publication.LogSigner;
import comity.node.publication.Mirror;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.ActId;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a State's administrator can try with all that an administrator has: the superuser's SQL, the
 * files, the keys of authorities and log. Each attempt is found by somebody else, by name
 * (docs/attacks.md). Two real nodes and a witness; in this order, for each attempt leaves its mess.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttacksTest {
    private static final Duration LONG = RunningNode.LONGEST_CROSSING;

    /** Below target, where the database's and the signer's own users can pass through. */
    private static Path folder = Path.of("");

    private static Cast cast;
    private static Court court;
    private static RunningNode arcadia;
    private static RunningWitness university;
    private static UUID docket;

    /** What the administrator wants gone: a court's act that no partner was ever sent. */
    private static UUID embarrassing;

    private static Digest unwanted;
    private static Receipt kept;
    private static long place;

    @BeforeAll
    static void two_nodes_and_a_witness_see_a_request() throws Exception {
        folder = Folders.passable("attacks");
        cast = Cast.assemble(folder, new Narrator(System.out));
        court = Court.trusting(folder, cast.nodes().toArray(RunningNode[]::new));
        arcadia = cast.node(World.ARCADIA);
        university = RunningWitness.of(folder, new Administrator(arcadia).log().keys());
        Files.writeString(policy(), university.policy());
        arcadia.restart();
        embarrassing = cast.person(World.AMADI).openDocket();
        unwanted = cast.person(World.SERRANO).file(embarrassing, Requests.authoriseFlag());
        docket = cast.person(World.AMADI).openDocket();
        var request = Walk.untilRequested(cast, docket);
        Walk.untilAuthorised(cast, docket, request);
        var katz = cast.person(World.KATZ);
        var acknowledged = katz.file(docket, Content.of("acknowledge").with("request", request));
        cast.person(World.BRANDT).awaitAct(docket, acknowledged);
        kept = witnessed(World.SERRANO, unwanted);
        place = TlogProof.parse(kept.proof()).index();
    }

    @AfterAll
    static void they_end() throws IOException {
        if (university != null) university.close();
        if (cast != null) cast.close();
        Folders.delete(folder);
    }

    private static Path policy() {
        return arcadia.data().resolve("witnesses.policy");
    }

    /** As the judge is handed it, once the policy's witness countersigned. */
    private static Receipt witnessed(World.Officer officer, Digest act)
            throws IOException, MalformedAct {
        var answer =
                cast.signIn(officer)
                        .client()
                        .get("/acts/" + act.hex() + "/receipt?wait=60")
                        .expect(200)
                        .json();
        assertThat(answer.bool("witnessed")).contains(true);
        var said = Person.objects(answer, "receipts").getFirst();
        return new Receipt(
                said.text("origin").orElseThrow(),
                Base64Url.decode(said.text("nonce").orElseThrow()),
                said.text("proof").orElseThrow());
    }

    private static Court.Verdict judged(World.Officer officer, UUID docket) throws IOException {
        var file = folder.resolve("seen-by-" + officer.state() + "-" + docket + ".comity");
        return court.verify(
                cast.signIn(officer).client().download("/dockets/" + docket + "/case", file));
    }

    @Test
    @Order(1)
    void untouched_the_court_finds_nothing_wrong() throws IOException {
        assertThat(judged(World.BRANDT, docket).failures()).isEmpty();
        assertThat(judged(World.KATZ, docket).failures()).isEmpty();
    }

    /** The court's true key and the judge's true assertion, over an act that she never saw. */
    @Test
    @Order(2)
    void a_judges_authorisation_replayed_on_another_docket_is_named_by_the_court()
            throws IOException, SQLException, MalformedAct {
        var other = ActId.next(InstantSource.system().instant(), new Random());
        var genuine = authorisation();
        var old = genuine.header();
        var administrator = new Administrator(cast.node(World.BORDURIA));
        administrator.insert(
                administrator.sign(
                        moved(old, other, old.at()), genuine.sections(), genuine.personal()));

        var verdict = judged(World.KATZ, other);

        assertThat(verdict.exit()).isEqualTo(1);
        assertThat(verdict.failures())
                .anyMatch(line -> line.contains("the person signed another act"));
    }

    /** Nothing rests on what an act says of its time: it is as old as others' words make it. */
    @Test
    @Order(3)
    void an_act_dated_back_with_the_true_key_is_as_young_as_the_witnesses_say()
            throws IOException, SQLException, MalformedAct {
        var other = ActId.next(InstantSource.system().instant(), new Random());
        var genuine = authorisation();
        var before = genuine.header().at().minus(Duration.ofDays(400));
        var administrator = new Administrator(cast.node(World.BORDURIA));
        var dated =
                administrator.sign(
                        moved(genuine.header(), other, before),
                        genuine.sections(),
                        genuine.personal());
        administrator.insert(dated);
        witnessed(World.KATZ, dated.digest());

        var verdict = judged(World.KATZ, other);

        assertThat(verdict.exit()).isEqualTo(1);
        assertThat(verdict.text())
                .contains("made between")
                .doesNotContain(before.toString().substring(0, 10));
    }

    private static Envelope authorisation() throws MalformedAct {
        var katz = cast.person(World.KATZ);
        var digest =
                Person.objects(katz.docket(docket), "acts").stream()
                        .filter(act -> act.text("type").orElse("").equals("authorise-execution"))
                        .findFirst()
                        .flatMap(act -> act.text("digest"))
                        .orElseThrow();
        return Envelope.of(katz.client().get("/acts/" + digest).expect(200).json());
    }

    private static Header moved(Header old, UUID docket, java.time.Instant at) {
        return new Header(
                ActId.next(old.at(), new Random()),
                docket,
                old.kind(),
                old.type(),
                at,
                old.author(),
                new java.util.TreeSet<>(),
                old.rules(),
                old.after(),
                old.sections());
    }

    /** A copy of the data folder, taken with the node stopped, and put back a day later. */
    @Test
    @Order(4)
    void a_node_started_from_yesterdays_copy_signs_nothing_and_says_who_saw_more()
            throws Exception {
        var yesterday = folder.resolve("yesterday");
        var today = folder.resolve("today");
        arcadia.end();
        copy(arcadia.data(), yesterday);
        arcadia.restart();
        var later = cast.signIn(World.SERRANO).file(embarrassing, Requests.authoriseMailbox());
        witnessed(World.SERRANO, later);
        arcadia.end();
        Files.move(arcadia.data(), today);
        Files.move(yesterday, arcadia.data());
        arcadia.restart();

        var judge = cast.signIn(World.SERRANO);
        var proposal = judge.propose(embarrassing, Requests.authoriseMailbox()).expect(201).json();
        var answer = judge.fileProposal(proposal);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().text("type")).contains("urn:comity:problem:node.behind");
        assertThat(Files.readString(arcadia.data().resolve("node.log")))
                .contains("This node is behind its own log");
        arcadia.end();
        Files.move(arcadia.data(), yesterday);
        Files.move(today, arcadia.data());
        arcadia.restart();
    }

    private static void copy(Path from, Path to) throws IOException {
        // As the operator's tools copy it: with owners and modes, which the database insists on.
        try {
            var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
            assertThat(copied.waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * T5 and T4 in one: an act is taken out, all others move up and get new places, the receipts
     * and all that others signed is thrown away, every tile is made again and signed with the log's
     * true key; and so that nobody can say that the log became shorter, it goes on growing.
     */
    @Test
    @Order(5)
    void a_record_made_anew_with_the_true_keys_is_whole_for_whoever_asks_its_node_alone()
            throws Exception {
        arcadia.end();
        university.down();
        var introduction = arcadia.data().resolve("peers/XB.json");
        Files.move(introduction, folder.resolve("XB.json"), StandardCopyOption.REPLACE_EXISTING);
        makeAnew();
        arcadia.restart();
        var judge = cast.signIn(World.SERRANO);
        for (var i = 0; i < 3; i++) {
            var more = judge.openDocket();
            judge.awaitReceipt(judge.file(more, Requests.authoriseMailbox()));
        }

        assertThat(judge.client().get("/acts/" + unwanted.hex()).status()).isEqualTo(404);
        assertThat(judge.docket(docket).items("acts")).isNotEmpty();
    }

    private static void makeAnew() throws Exception {
        var administrator = new Administrator(arcadia);
        var data = arcadia.data();
        var log = administrator.log();
        try (var database = Database.embedded(data.resolve("database"), () -> {})) {
            var after = " WHERE position > " + place;
            administrator.execute(
                    "DELETE FROM section WHERE position = " + place,
                    "DELETE FROM act WHERE position = " + place,
                    "UPDATE act SET position = -position" + after,
                    "UPDATE act SET position = -position - 1 WHERE position < 0",
                    "UPDATE section SET position = -position" + after,
                    "UPDATE section SET position = -position - 1 WHERE position < 0",
                    "UPDATE cursor SET position = position - 1" + after,
                    "UPDATE act SET nonce = sha256(nonce)",
                    "DELETE FROM receipt WHERE origin = '" + log.keys().name() + "'",
                    "DELETE FROM cosigned_checkpoint");
            Folders.delete(data.resolve("log"));
            Files.delete(data.resolve("keys/signer/checkpoint.signed"));
            var keyring =
                    new Keyring(
                            new KeyFolder(data.resolve("keys/epochs")),
                            InstantSource.system(),
                            new SecureRandom());
            try (var registry =
                            Registry.open(
                                    World.ARCADIA,
                                    database.filer(),
                                    keyring,
                                    _ -> Set.of(),
                                    InstantSource.system(),
                                    new Random(),
                                    () -> {});
                    var anew =
                            new Publication(
                                    registry,
                                    LogSigner.of(log, log),
                                    new Cosigned(JdbcClient.create(database.filer())),
                                    InstantSource.system(),
                                    data.resolve("log"),
                                    () -> {})) {
                assertThat(anew.awaitPosition(registry.size() - 1, LONG)).isTrue();
            }
        }
    }

    @Test
    @Order(6)
    void it_is_refused_by_the_witness_which_keeps_what_convicts_the_log() throws Exception {
        university.up();

        RunningNode.await("no evidence", LONG, () -> !university.evidence().isEmpty());

        assertThat(university.check(university.evidence().getFirst())).startsWith("Proven:");
        assertThat(served().signatures())
                .extracting(Note.Signature::name)
                .containsOnly(new Administrator(arcadia).log().keys().name());
    }

    @Test
    @Order(7)
    void it_is_refused_by_the_partner_whose_administrator_is_told() throws Exception {
        Files.move(folder.resolve("XB.json"), arcadia.data().resolve("peers/XB.json"));
        var borduria = cast.node(World.BORDURIA).data();
        var forks = borduria.resolve("forks");

        RunningNode.await("no evidence", LONG, () -> Files.isDirectory(forks));

        try (var files = Files.list(forks)) {
            var evidence = Fork.read(Files.readAllBytes(files.findFirst().orElseThrow()));
            assertThat(evidence.isProven(new Administrator(arcadia).log().keys())).isTrue();
        }
        assertThat(Files.readString(borduria.resolve("node.log")))
                .contains("A partner's log showed two histories");
    }

    /** Thirty-two bytes an act, kept by the partner: they say which place was made anew. */
    @Test
    @Order(8)
    void the_partners_mirror_shows_from_which_place_on_it_is_another() throws Exception {
        var origin = new Administrator(arcadia).log().keys().name();
        var mirror = new Mirror(cast.node(World.BORDURIA).data().resolve("mirrors"));
        var leaf = Merkle.leafHash(kept.commitment(unwanted));

        var mirrored = mirror.leaves(origin, 0);

        assertThat(mirrored.get((int) place)).isEqualTo(leaf);
        assertThat(grown().leaves(place, 1).getFirst()).isNotEqualTo(leaf);
    }

    /** What the judge was given when she filed, and the log as it is served, convict it. */
    @Test
    @Order(9)
    void the_receipt_that_the_judge_kept_convicts_it() throws Exception {
        var keys = new Administrator(arcadia).log().keys();
        var proof = TlogProof.parse(kept.proof());
        var now = served();

        assertThat(proof.proves(kept.commitment(unwanted), keys)).isTrue();
        var path = grown().consistency(proof.tree().size(), Checkpoint.of(now).size());
        var fork = new Fork(proof.checkpoint(), now, path);
        var file = Files.write(folder.resolve(fork.fileName()), fork.file());
        assertThat(university.check(file)).startsWith("Proven:");
    }

    /** Borduria's acts name the checkpoints that they followed, and Borduria signed them. */
    @Test
    @Order(10)
    void the_court_names_it_in_the_case_file_of_another_docket() throws Exception {
        var verdict = judged(World.BRANDT, docket);

        assertThat(verdict.exit()).as(verdict.text()).isEqualTo(1);
        assertThat(verdict.failures()).anyMatch(line -> line.startsWith("The log comity/XA"));
    }

    /** Started again where it can hear others, the node itself sees that it is not what it was. */
    @Test
    @Order(11)
    void the_node_itself_stops_when_it_is_started_where_others_answer() throws IOException {
        arcadia.restart();

        assertThat(Files.readString(arcadia.data().resolve("node.log")))
                .contains("showed", "Nothing is signed or filed");
        var judge = cast.signIn(World.SERRANO);
        var proposal = judge.propose(judge.openDocket(), Requests.authoriseMailbox()).expect(201);
        assertThat(judge.fileProposal(proposal.json()).json().text("type"))
                .contains("urn:comity:problem:node.behind");
    }

    private static Note served() throws Exception {
        return Note.parse(arcadia.client().get("/checkpoint").expect(200).text());
    }

    private static Tree grown() throws Exception {
        return new Tree(
                new FileTiles(arcadia.data().resolve("log")), Checkpoint.of(served()).size());
    }
}

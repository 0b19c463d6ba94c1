package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Filings at a running node while its token is slow, gone or locked and while its signer is killed:
 * each is answered or named, what was named can be filed again as it was, and nothing is lost.
 */
@Tag("slow")
@Tag("token")
class SignersTest {
    private static final Duration LONG = RunningNode.LONGEST_CROSSING;

    @TempDir static Path folder;

    private static StrangeToken token;
    private static Cast cast;
    private static Path nodes = Path.of("");

    @BeforeAll
    static void two_nodes_with_their_keys_in_a_token() throws Exception {
        nodes = Folders.passable("signers");
        token = StrangeToken.in(nodes.resolve("token"));
        cast = Cast.assemble(nodes, new Narrator(System.out), (_, port) -> port, token.settings());
    }

    @AfterAll
    static void they_end() throws IOException {
        if (cast != null) cast.close();
        Folders.delete(nodes);
    }

    /** One act that needs a judge's passkey and the court's key, as it was answered. */
    private static Client.Answer filing() {
        var judge = cast.person(World.SERRANO);
        var proposal =
                judge.propose(judge.openDocket(), Requests.authoriseMailbox()).expect(201).json();
        return judge.fileProposal(proposal);
    }

    /** Once it runs: after a kill the node starts another one, and may not have yet. */
    private static ProcessHandle signer(String state) {
        RunningNode.await(() -> "no signer runs", LONG, () -> running(state).isPresent());
        return running(state).orElseThrow();
    }

    private static Optional<ProcessHandle> running(String state) {
        return ProcessHandle.of(cast.node(state).pid())
                .orElseThrow()
                .descendants()
                .filter(SignersTest::isSigner)
                .findFirst();
    }

    private static boolean isSigner(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .endsWith("comity.node.signer.SignerMain\0");
        } catch (IOException _) {
            return false;
        }
    }

    private static void killSigner() {
        var signer = signer(World.ARCADIA);
        signer.destroyForcibly();
        signer.onExit().join();
    }

    @Test
    void the_keys_are_the_tokens_and_what_they_signed_is_what_a_court_verifies() throws Exception {
        var docket = cast.person(World.AMADI).openDocket();
        Walk.untilAuthorised(cast, docket, Walk.untilRequested(cast, docket));
        cast.person(World.BRANDT).awaitWitnesses(docket);

        var file =
                cast.person(World.BRANDT)
                        .client()
                        .download("/dockets/" + docket + "/case", folder.resolve("t.comity"));

        var verdict = Court.trusting(folder, cast.nodes().toArray(RunningNode[]::new)).verify(file);
        assertThat(verdict.exit()).as(verdict.text()).isZero();
    }

    @Test
    void a_slow_token_makes_filings_wait_and_loses_none() throws Exception {
        token.slow(300);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            Callable<Client.Answer> one = SignersTest::filing;
            var all = threads.invokeAll(IntStream.range(0, 5).mapToObj(_ -> one).toList());
            for (var answer : all)
                cast.person(World.SERRANO)
                        .awaitReceipt(
                                new Digest(
                                        answer.get()
                                                .expect(201)
                                                .json()
                                                .text("digest")
                                                .orElseThrow()));
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("one token signs one thing at a time")
                    .isGreaterThan(Duration.ofMillis(5 * 300));
        } finally {
            token.quick();
        }
    }

    /** Named, kept, and filed as it was when the token is back; pages are read meanwhile. */
    private static void isNamedAndGoesOn(String code, Runnable otherwise) {
        var judge = cast.person(World.SERRANO);
        var proposal =
                judge.propose(judge.openDocket(), Requests.authoriseMailbox()).expect(201).json();

        var answer = judge.fileProposal(proposal);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().text("type")).contains("urn:comity:problem:" + code);
        assertThat(answer.text()).contains("What you wrote is kept");
        assertThat(cast.node(World.ARCADIA).client().get("/roots").status()).isEqualTo(200);
        otherwise.run();
        var digest = judge.fileProposal(proposal).expect(201).json().text("digest").orElseThrow();
        judge.awaitReceipt(new Digest(digest));
    }

    @Test
    void a_token_that_is_pulled_while_it_signs_is_named_and_goes_on_when_it_is_back() {
        token.pulled();
        isNamedAndGoesOn("signer.token-gone", token::back);
    }

    @Test
    void a_wrong_PIN_is_named_and_goes_on_when_it_is_put_right() {
        var right = token.pin();
        token.pin("0000\n");
        killSigner();
        isNamedAndGoesOn("signer.pin-wrong", () -> token.pin(right));
    }

    @Test
    void a_locked_PIN_is_named_and_goes_on_when_it_is_unlocked() {
        token.locked();
        killSigner();
        isNamedAndGoesOn("signer.pin-locked", token::unlocked);
    }

    private record Acknowledged(UUID docket, Digest act) {}

    /** Killed again and again while three people file: what was acknowledged is there, once. */
    @Test
    void a_signer_that_is_killed_during_filings_loses_none() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<Acknowledged>();
        var named = new ConcurrentLinkedQueue<String>();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var author = 0; author < 3; author++)
                threads.submit(() -> fileUntil(done, acknowledged, named));
            try {
                for (var kill = 0; kill < 8; kill++) {
                    var before = acknowledged.size();
                    RunningNode.await(
                            () -> "nothing was filed: " + named,
                            LONG,
                            () -> acknowledged.size() > before);
                    killSigner();
                }
            } finally {
                done.set(true);
            }
        }
        assertThat(named).allMatch(code -> code.equals("urn:comity:problem:signer.unavailable"));
        var judge = cast.person(World.SERRANO);
        for (var act : acknowledged) {
            judge.awaitReceipt(act.act());
            assertThat(judge.docket(act.docket()).items("acts")).hasSize(1);
        }
    }

    private static boolean fileUntil(
            AtomicBoolean done,
            ConcurrentLinkedQueue<Acknowledged> acknowledged,
            ConcurrentLinkedQueue<String> named) {
        var judge = cast.person(World.SERRANO);
        while (!done.get()) {
            var docket = judge.openDocket();
            var proposal = judge.propose(docket, Requests.authoriseMailbox()).expect(201).json();
            var answer = judge.fileProposal(proposal);
            if (answer.status() == 201)
                acknowledged.add(
                        new Acknowledged(
                                docket, new Digest(answer.json().text("digest").orElseThrow())));
            else named.add(answer.json().text("type").orElse("status " + answer.status()));
        }
        return true;
    }
}

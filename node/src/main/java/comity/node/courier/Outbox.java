package comity.node.courier;

import comity.node.publication.Asking;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one partner what it may know, in the order of the acts table, from where it was last told.
 * The cursor moves only after the partner answered for every act of a batch; a crash between the
 * two sends the batch again, which the partner's door takes as what it is: the same acts.
 */
final class Outbox implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST_AGAIN = 20;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private final String own;
    private final Introduction peer;
    private final Registry registry;
    private final Publication publication;
    private final Deliveries cursors;
    private final AuthoritySeals seals;
    private final HttpClient http;
    private final RandomGenerator random;

    /** How many acts one message carries: fewer after each failure, down to one. */
    private int most = Inbox.MOST_ACTS;

    private int failures;
    private volatile boolean stopped;
    private volatile Thread thread = Thread.currentThread();
    private final Asking witness;

    Outbox(
            String own,
            Introduction peer,
            Registry registry,
            Publication publication,
            Cursors cursors,
            AuthoritySeals seals,
            TlsIdentity identity,
            RandomGenerator random) {
        this(
                own,
                peer,
                registry,
                publication,
                cursors,
                seals,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(identity.client(peer.certificate()::equals))
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                random);
    }

    /** The same over any line. */
    Outbox(
            String own,
            Introduction peer,
            Registry registry,
            Publication publication,
            Deliveries cursors,
            AuthoritySeals seals,
            HttpClient http,
            RandomGenerator random) {
        this.own = own;
        this.peer = peer;
        this.registry = registry;
        this.publication = publication;
        this.cursors = cursors;
        this.seals = seals;
        this.random = random;
        this.http = http;
        this.witness = new Asking(http, peer.url() + "/federation", peer.state());
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) pause(beat());
    }

    /** One round of everything that there is to tell and to ask; how long to pause after it. */
    Duration beat() {
        try {
            var more = deliver();
            redeliver();
            askForMissing();
            askToWitness();
            gatherReceipts();
            failures = 0;
            most = Math.min(Inbox.MOST_ACTS, 2 * most);
            return more ? Duration.ZERO : IDLE;
        } catch (IOException | RuntimeException e) {
            failures++;
            most = Math.max(1, most / 2);
            LOG.info(
                    "partner {} was not reached ({}); trying again",
                    peer.state(),
                    e.getClass().getSimpleName() + ": " + e.getMessage());
            return backOff();
        } catch (InterruptedException _) {
            stopped = true;
            return Duration.ZERO;
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        http.shutdownNow();
    }

    /** Something was filed: look now rather than at the next beat, if the partner answers. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** What is filed while the partner does not answer waits for the next attempt too. */
    private void pause(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        do LockSupport.parkNanos(end - System.nanoTime());
        while (failures > 0 && !stopped && System.nanoTime() < end);
    }

    /**
     * Doubles up to two seconds, with jitter, so that partners that fell together do not rise
     * together.
     */
    private Duration backOff() {
        var base = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 10));
        return Duration.ofMillis(base / 2 + random.nextLong(base / 2 + 1));
    }

    /** True if there is more to tell at once. */
    private boolean deliver() throws IOException, InterruptedException {
        // Nothing is skipped: a partner that is readmitted is told from where it was left.
        if (registry.suspended(peer.state()).isPresent()) return false;
        var from = cursors.of(follower());
        var tail = registry.tail(from, most);
        if (tail.isEmpty()) return false;
        var parcels = new LinkedHashMap<Digest, Envelope>();
        var reached = from;
        for (var stored : tail) {
            var next = told(stored);
            if (parcels.size() + next.size() > Inbox.MOST_ACTS && !parcels.isEmpty()) break;
            parcels.putAll(next);
            reached = stored.position() + 1;
        }
        // Until its directory names a key nothing can be sealed to it; the rest of the beat goes
        // on.
        if (!sendInPieces(List.copyOf(parcels.values()))) return false;
        cursors.move(follower(), reached);
        return true;
    }

    /**
     * On a line that breaks, small messages come through where one large one never would, and what
     * the partner has answered for is not sent again.
     */
    private boolean sendInPieces(List<Envelope> acts) throws IOException, InterruptedException {
        var left =
                most == Inbox.MOST_ACTS
                        ? acts
                        : acts.stream().filter(act -> !isFiledThere(act)).toList();
        for (var i = 0; i < left.size(); i += most)
            if (!send(left.subList(i, Math.min(left.size(), i + most)))) return false;
        return true;
    }

    private boolean isFiledThere(Envelope act) {
        return cursors.outcome(peer.state(), act.digest()).filter("filed"::equals).isPresent();
    }

    /**
     * Tells the partner again what it did not take, with everything of the docket that it may hold
     * and that comes before: what it lacked may be among it.
     */
    private void redeliver() throws IOException, InterruptedException {
        if (registry.suspended(peer.state()).isPresent()) return;
        for (var digest : cursors.open(peer.state(), MOST_AGAIN)) {
            var stored = registry.act(digest);
            if (stored.isEmpty()) continue;
            var act = stored.get().envelope();
            var parcels = new LinkedHashMap<Digest, Envelope>();
            for (var earlier : registry.docket(act.header().docket())) {
                if (earlier.position() > stored.get().position()) break;
                parcels.putAll(told(earlier));
            }
            var all = List.copyOf(parcels.values());
            for (var i = 0; i < all.size(); i += Inbox.MOST_ACTS)
                if (!send(all.subList(i, Math.min(all.size(), i + Inbox.MOST_ACTS)))) return;
        }
    }

    /** Asks the partner for what its parked acts here refer to and what has not arrived. */
    private void askForMissing() throws IOException, InterruptedException {
        for (var digest : registry.missing(peer.state(), MOST_AGAIN)) {
            var response = get("/federation/acts/" + digest.hex());
            if (response.statusCode() != 200) continue; // not its to give, or not yet
            try {
                var parcel = JsonReader.actObject(response.body());
                var act = Parcel.act(parcel, seals);
                if (act.isPresent()) registry.receive(act.get(), Parcel.internal(parcel));
            } catch (MalformedJson | MalformedAct e) {
                throw new IOException("the partner's act was not understood", e);
            }
        }
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(peer.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .GET()
                        .build();
        return Objects.requireNonNull(http.send(request, BodyHandlers.ofByteArray()));
    }

    private String follower() {
        return "outbox:" + peer.state();
    }

    /**
     * What an act at its turn makes known to the partner: itself, and before it what it discloses.
     */
    private Map<Digest, Envelope> told(Stored stored) {
        var act = stored.envelope();
        var parcels = new LinkedHashMap<Digest, Envelope>();
        if (!act.header().author().state().equals(own)
                || !Parcel.mayHold(registry, act, peer.state())) return parcels;
        if (act.header().kind().equals(Cooperation.KIND)
                && Cooperation.read(act) instanceof Act.Transmit transmit) {
            var docket = registry.read(act.header().docket());
            for (var digest : docket.causality().order()) {
                if (transmit.discloses().contains(digest))
                    docket.act(digest).ifPresent(disclosed -> parcels.put(digest, disclosed));
            }
        }
        parcels.put(act.digest(), act);
        return parcels;
    }

    /** False if the partner names no key yet to which these could be sealed. */
    private boolean send(List<Envelope> acts) throws IOException, InterruptedException {
        var parcels = new ArrayList<Json>();
        for (var act : acts) {
            var parcel = Parcel.of(registry, seals, act, peer.state());
            if (parcel.isEmpty()) return false;
            parcels.add(parcel.get());
        }
        var body = Json.object().with("acts", new Json.Arr(parcels));
        var response = post("/federation/acts", CanonicalJson.bytes(body));
        if (response.statusCode() != 200) throw new IOException("status " + response.statusCode());
        try {
            var answers = JsonReader.actObject(response.body()).items("answers");
            if (answers.size() != acts.size())
                throw new IOException(
                        "the partner answered for "
                                + answers.size()
                                + " of "
                                + acts.size()
                                + " acts");
            for (var i = 0; i < acts.size(); i++) take(acts.get(i), (Json.Obj) answers.get(i));
            return true;
        } catch (MalformedJson | MalformedAct e) {
            throw new IOException("the partner's answer was not understood", e);
        }
    }

    private void take(Envelope act, Json.Obj answer) throws MalformedAct {
        var outcome = answer.text("outcome").orElse("");
        var receipt = answer.object("receipt");
        if (outcome.equals("filed") && receipt.isPresent())
            registry.keepReceipt(act.digest(), Receipt.of(receipt.get()));
        cursors.answered(
                peer.state(),
                act.digest(),
                outcome,
                String.join(" ", answer.texts("rules")) + answer.text("code").orElse(""));
        if (!outcome.equals("filed"))
            LOG.warn(
                    "partner {} answered {} to act {} {}",
                    peer.state(),
                    outcome,
                    act.digest().brief(),
                    answer.text("code").orElse(""));
    }

    /**
     * Shows the partner our newest checkpoint; its cosignature bounds in time whatever the
     * checkpoint holds.
     */
    private void askToWitness() throws IOException, InterruptedException {
        var theirs =
                registry.directories()
                        .of(peer.state())
                        .map(directory -> NoteKeys.of(directory.log().witness()).known());
        // Without its directory nobody could tell whose cosignature it is.
        if (theirs.isPresent()) witness.ask(publication, theirs.get());
    }

    /**
     * Asks the partner for its own log's receipts of its acts, in order, each once it leads to a
     * checkpoint that this node cosigned: then a court can be shown when they were made.
     */
    private void gatherReceipts() throws IOException, InterruptedException {
        var from = cursors.of("receipts:" + peer.state());
        for (var stored : registry.tail(from, Inbox.MOST_ACTS)) {
            if (stored.envelope().header().author().state().equals(peer.state())
                    && !gathered(stored.digest())) return;
            cursors.move("receipts:" + peer.state(), stored.position() + 1);
        }
    }

    /** False while the partner has no receipt yet that bears our cosignature. */
    private boolean gathered(Digest act) throws IOException, InterruptedException {
        var response = get("/federation/acts/" + act.hex() + "/receipt");
        if (response.statusCode() != 200) return false;
        try {
            var receipt = Receipt.of(JsonReader.actObject(response.body()));
            var checkpoint = TlogProof.parse(receipt.proof()).checkpoint();
            var witness =
                    registry.directories()
                            .of(own)
                            .map(directory -> NoteKeys.of(directory.log().witness()));
            return witness.flatMap(key -> key.cosignedAt(checkpoint)).isPresent()
                    && registry.keepReceipt(act, receipt);
        } catch (MalformedJson | MalformedAct | MalformedNote e) {
            throw new IOException("the partner's receipt was not understood", e);
        }
    }

    private HttpResponse<byte[]> post(String path, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(peer.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return Objects.requireNonNull(http.send(request, BodyHandlers.ofByteArray()));
    }

    /** For whoever fetches exhibits from this partner. */
    HttpClient http() {
        return http;
    }
}

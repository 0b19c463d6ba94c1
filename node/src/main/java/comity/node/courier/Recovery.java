package comity.node.courier;

import comity.node.publication.Holders;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.registry.Restoration;
import comity.node.registry.Stored;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a node that is behind its own log level with it: the log's leaves from its own files or a
 * partner's mirror, the acts from partners, each put back at its place if the leaf proves that it
 * stood there. What nobody holds is noted as lost, and declared at the next start.
 */
public final class Recovery {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 64 << 20;

    private final Peers peers;
    private final PartnerHolders partners;
    private final Holders holders;
    private final Registry registry;
    private final Publication publication;
    private final Restoration restoration;
    private final AuthoritySeals seals;
    private final InstantSource clock;

    public Recovery(
            Peers peers,
            PartnerHolders partners,
            Holders holders,
            Registry registry,
            Publication publication,
            Restoration restoration,
            AuthoritySeals seals,
            InstantSource clock) {
        this.peers = peers;
        this.partners = partners;
        this.holders = holders;
        this.registry = registry;
        this.publication = publication;
        this.restoration = restoration;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Recovers, and says what it did.
     *
     * @return 0 level again, or nothing was missing; 1 the log cannot be made whole from what
     *     answers
     */
    public int run(PrintStream out) {
        if (publication.waiting().isPresent()) {
            out.println("The store of this node's log does not answer; try again when it does.");
            return 1;
        }
        var newest = newest();
        if (newest.isEmpty() || size(newest.get()) <= registry.size()) {
            out.println("Nothing is missing: nobody who answers holds more of this log.");
            return 0;
        }
        var from = registry.size();
        var to = size(newest.get());
        out.println("This node holds " + from + " acts; its log had " + to + " entries.");
        var leaves = leaves(newest.get(), out);
        if (leaves.isEmpty()) {
            out.println(
                    "No partner that answers mirrors the log's leaves up to there. Start their nodes,"
                            + " or put back DATA/log, and try again. Nothing was changed.");
            return 1;
        }
        var missing =
                leaves.get()
                        .subList((int) (leaves.get().size() - (to - from)), leaves.get().size());
        var found = found(from, missing, out);
        var lost = new TreeMap<Long, byte[]>();
        for (var position = from; position < to; position++)
            if (!found.containsKey(position))
                lost.put(position, missing.get((int) (position - from)));
        restoration.write(List.copyOf(found.values()), lost);
        var beyond =
                leaves.get()
                        .subList(
                                (int) (leaves.get().size() - (to - publication.size())),
                                leaves.get().size());
        if (!publication.recover(newest.get(), beyond))
            throw new IllegalStateException("leaves that led to the root no longer do");
        out.println("Acts put back at their places: " + found.size() + ".");
        if (!lost.isEmpty())
            out.println(
                    "Acts lost, because nobody who answers holds them: "
                            + lost.size()
                            + " (places "
                            + places(lost)
                            + "). The node declares the loss at its next start.");
        out.println("Start the node.");
        return 0;
    }

    private static String places(Map<Long, byte[]> lost) {
        var said = lost.keySet().stream().limit(20).map(String::valueOf).toList();
        return String.join(", ", said) + (lost.size() > 20 ? ", …" : "");
    }

    private Optional<Note> newest() {
        return holders.newest(publication.origin(), publication.checkpoint(), publication::isOurs);
    }

    private static long size(Note note) {
        try {
            return Checkpoint.of(note).size();
        } catch (MalformedNote e) {
            throw new IllegalStateException("a checkpoint that was read is none", e);
        }
    }

    /**
     * The leaves from the tree's size to the checkpoint's, or at least from the table's size: from
     * our own files as far as they go, else from the first partner whose mirror leads to its root.
     */
    private Optional<List<byte[]>> leaves(Note newest, PrintStream out) {
        var first = Math.min(publication.size(), registry.size());
        var own = new ArrayList<byte[]>();
        while (first + own.size() < publication.size())
            own.addAll(publication.leaves(first + own.size(), 8_192));
        if (publication.size() == size(newest)) return Optional.of(own);
        for (var peer : peers.all()) {
            try {
                var all = new ArrayList<>(own);
                while (first + all.size() < size(newest)) {
                    var more =
                            Mirroring.leaves(
                                    partners.connection(peer), peer, "mirror", first + all.size());
                    if (more.isEmpty()) break;
                    all.addAll(
                            more.subList(
                                    0,
                                    (int)
                                            Math.min(
                                                    more.size(),
                                                    size(newest) - first - all.size())));
                }
                var beyond = all.subList((int) (publication.size() - first), all.size());
                if (publication.leadsTo(newest, beyond)) {
                    out.println("The leaves are those that " + peer.state() + " mirrors.");
                    return Optional.of(all);
                }
            } catch (IOException e) {
                out.println(peer.state() + " does not answer: " + e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.empty();
    }

    /** The acts that partners hold and that stood at {@code from} and after, by place. */
    private Map<Long, Stored> found(long from, List<byte[]> leaves, PrintStream out) {
        var found = new TreeMap<Long, Stored>();
        for (var peer : peers.all()) {
            var before = found.size();
            try {
                var http = partners.connection(peer);
                for (var after = Optional.of(0L); after.isPresent(); )
                    after = take(page(http, peer, after.get()), from, leaves, found);
                out.println(peer.state() + " held " + (found.size() - before) + " of them.");
            } catch (IOException | MalformedJson e) {
                out.println(peer.state() + " did not say what it holds: " + e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        return found;
    }

    private static Json.Obj page(HttpClient http, Introduction peer, long after)
            throws IOException, InterruptedException, MalformedJson {
        var place = URI.create(peer.url() + "/federation/held/" + after);
        var request = HttpRequest.newBuilder(place).timeout(PATIENCE).GET().build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200)
                throw new IOException("status " + response.statusCode());
            return JsonReader.actObject(body.readNBytes(MOST_BYTES));
        }
    }

    private Optional<Long> take(
            Json.Obj page, long from, List<byte[]> leaves, Map<Long, Stored> found) {
        for (var item : page.items("acts")) {
            if (!(item instanceof Json.Obj parcel)) continue;
            try {
                var receipt = Receipt.of(parcel.object("receipt").orElse(Json.object()));
                var index = TlogProof.parse(receipt.proof()).index();
                var act = Parcel.act(parcel, seals);
                if (act.isPresent()
                        && index >= from
                        && index - from < leaves.size()
                        && isWhole(act.get())
                        && Arrays.equals(
                                Merkle.leafHash(receipt.commitment(act.get().digest())),
                                leaves.get((int) (index - from))))
                    found.put(
                            index,
                            new Stored(
                                    index,
                                    act.get().with(List.of()),
                                    receipt.nonce(),
                                    clock.instant().truncatedTo(ChronoUnit.MICROS)));
            } catch (MalformedAct | MalformedNote _) {
                // What is no act of ours is none of what we lost.
            }
        }
        return page.integer("next");
    }

    private static boolean isWhole(Envelope act) {
        return act.sections().entrySet().stream()
                .allMatch(
                        part ->
                                part.getValue()
                                        .digest()
                                        .equals(act.header().sections().get(part.getKey())));
    }
}

package comity.node.courier;

import comity.node.publication.Publication;
import comity.node.publication.Witnessing;
import comity.node.registry.Registry;
import comity.node.simulator.Database;
import comity.node.simulator.Mutant;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;

/** A node's courier on simulated lines: what it tells one partner, and what it answers partners. */
public final class SimulatedCourier {
    private final Inbox inbox;

    public SimulatedCourier(
            Registry registry, Publication log, Witnessing witnessing, InstantSource clock) {
        this.inbox = new Inbox(registry, log, new Unsealed(), new NobodyWaits(), witnessing, clock);
    }

    /**
     * Answers a partner: what Spring's routes and the gate before them would pass on.
     *
     * @param peer the partner's State, which its certificate would have proven
     */
    public ResponseEntity<byte[]> answer(String method, String path, byte[] body, String peer) {
        var parts = List.of(path.substring(1).split("/", -1));
        try {
            return switch (method + " " + parts.size()) {
                case "POST 2" ->
                        parts.get(1).equals("acts")
                                ? inbox.acts(new ByteArrayInputStream(body), peer)
                                : inbox.addCheckpoint(body, peer);
                case "GET 3" ->
                        parts.get(1).equals("acts")
                                ? inbox.act(parts.get(2), peer)
                                : inbox.checkpoint(parts.get(1), peer);
                case "GET 4" -> inbox.receipt(parts.get(2), peer);
                default -> throw new IllegalArgumentException(method + " " + path);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tells one partner; {@link #run} runs one round of it. */
    public static Runnable outbox(
            String own,
            String partner,
            String url,
            Registry registry,
            Publication log,
            Database database,
            Set<Mutant> mutants,
            HttpClient line,
            InstantSource clock,
            RandomGenerator random) {
        var nobody = Digest.of(new byte[0]);
        var outbox =
                new Outbox(
                        own,
                        new Introduction(partner, nobody, List.of(), url, nobody),
                        registry,
                        log,
                        new Rows(
                                database,
                                clock,
                                mutants.contains(Mutant.FORGETS_WHAT_WAS_NOT_TOLD)
                                        ? registry.size()
                                        : 0),
                        new Unsealed(),
                        line,
                        random);
        return outbox::beat;
    }

    /** Sections cross as they are: what seals them has tests of its own. */
    private static final class Unsealed implements AuthoritySeals {
        @Override
        public Optional<Json.Obj> seal(byte[] sections, Header act, String partner) {
            try {
                return Optional.of(JsonReader.actObject(sections));
            } catch (MalformedJson e) {
                throw new IllegalStateException("sections are JSON", e);
            }
        }

        @Override
        public Optional<byte[]> open(Json.Obj sealed, Header act) {
            return Optional.of(CanonicalJson.bytes(sealed));
        }
    }

    private static final class NobodyWaits implements ObjectProvider<Inbox.Arrivals> {
        @Override
        public Stream<Inbox.Arrivals> stream() {
            return Stream.empty();
        }
    }

    private record Rows(Database database, InstantSource clock, long ahead) implements Deliveries {
        private static final Duration FIRST = Duration.ofSeconds(10);
        private static final Duration LONGEST = Duration.ofHours(1);

        private record Answered(String outcome, int tries, Instant again) {}

        private static final class Table {
            final Map<String, Long> positions = new TreeMap<>();
            final Map<String, Map<Digest, Answered>> answers = new TreeMap<>();

            Map<Digest, Answered> of(String peer) {
                return answers.computeIfAbsent(peer, _ -> new TreeMap<>());
            }
        }

        private static Table table(Database.Tables tables) {
            return tables.of(Table.class, Table::new);
        }

        @Override
        public long of(String follower) {
            return Math.max(ahead, table(database.read()).positions.getOrDefault(follower, 0L));
        }

        @Override
        public void move(String follower, long position) {
            database.write(tables -> table(tables).positions.put(follower, position));
        }

        @Override
        public void answered(String peer, Digest act, String outcome, String why) {
            var now = clock.instant();
            database.write(
                    tables ->
                            table(tables)
                                    .of(peer)
                                    .merge(
                                            act,
                                            new Answered(outcome, 1, now.plus(FIRST)),
                                            (had, _) -> again(had, outcome, now)));
        }

        private static Answered again(Answered had, String outcome, Instant now) {
            var pause = FIRST.multipliedBy(1L << Math.min(had.tries(), 9));
            return new Answered(
                    outcome,
                    had.tries() + 1,
                    now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
        }

        @Override
        public List<Digest> open(String peer, int limit) {
            var now = clock.instant();
            return table(database.read()).of(peer).entrySet().stream()
                    .filter(row -> !row.getValue().outcome().equals("filed"))
                    .filter(row -> !row.getValue().again().isAfter(now))
                    .sorted(Comparator.comparing(row -> row.getValue().again()))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public Optional<String> outcome(String peer, Digest act) {
            return Optional.ofNullable(table(database.read()).of(peer).get(act))
                    .map(Answered::outcome);
        }
    }
}

package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.retention.Keyring;
import comity.node.retention.RememberedFiles;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Timers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Arcadia's registry on a real database, some dockets with Borduria, and the desks' tables. */
final class World implements AutoCloseable {
    /** Everything is seen by every judge and every central authority. */
    static final Seeing EVERYTHING =
            new Seeing() {
                @Override
                public boolean sees(UUID docket, Officer officer) {
                    return true;
                }

                @Override
                public Predicate<UUID> by(List<Officer> held) {
                    return _ -> true;
                }

                @Override
                public Set<String> offices(Docket docket) {
                    return Set.of("*/JUD", "*/CAO");
                }

                @Override
                public Set<UUID> assigned(List<Officer> held) {
                    return Set.of();
                }

                @Override
                public Optional<LocalDate> sealedUntil(Docket docket) {
                    return Optional.empty();
                }
            };

    final Nation arcadia = Nation.arcadia();
    final Nation borduria = Nation.borduria();
    final Database database;
    final Registry registry;

    /** As a node has them: an epoch lasts a month at most. */
    final Keyring keys = new Keyring(new RememberedFiles(), () -> arcadia.now, new SecureRandom());

    final JdbcTemplate sql;
    final TransactionTemplate transaction;
    final Projection projection;
    final List<UUID> dockets = new ArrayList<>();
    private final Random random;

    World(long seed) {
        this(seed, Set.of());
    }

    /** Its keys sign acts of these kinds too. */
    World(long seed, Set<String> more) {
        database = TestDatabases.fresh();
        var kinds = new TreeSet<>(arcadia.kinds);
        kinds.addAll(more);
        arcadia.kinds = kinds;
        registry = arcadia.registry(database, borduria);
        sql = new JdbcTemplate(database.filer());
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database.filer()));
        projection = projection(transaction);
        random = new Random(seed);
        for (var nation : List.of(arcadia, borduria)) {
            filed(nation.directory());
            filed(nation.profile());
        }
    }

    /** The process that ends just before what it did is committed. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    TransactionTemplate dying() {
        return new TransactionTemplate(new DataSourceTransactionManager(database.filer())) {
            private static final long serialVersionUID = 1L;

            @Override
            public <T> T execute(TransactionCallback<T> action) {
                return super.execute(
                        (TransactionStatus status) -> {
                            action.doInTransaction(status);
                            throw new Died();
                        });
            }
        };
    }

    Projection projection(TransactionTemplate in) {
        return new Projection(
                registry,
                new Tables(sql),
                World::persons,
                new Tokens(keys),
                EVERYTHING,
                sql,
                in,
                () -> arcadia.now);
    }

    /** Arcadia's own persons: those of Borduria stay pseudonyms here. */
    static Map<UUID, Map<Digest, String>> persons(Collection<UUID> dockets) {
        var all = new HashMap<UUID, Map<Digest, String>>();
        for (var docket : dockets) {
            var persons = new HashMap<Digest, String>();
            for (var person : List.of("judge", "officer"))
                persons.put(
                        Digest.of(
                                CanonicalJson.bytes(
                                        Json.strings(List.of(docket.toString(), "XA", person)))),
                        person);
            all.put(docket, persons);
        }
        return all;
    }

    Digest filed(Envelope act) {
        var own = act.header().author().state().equals("XA");
        var filing = own ? registry.file(act) : registry.receive(act, Set.of());
        if (filing instanceof Filing.Denied(var ruling))
            throw new AssertionError(ruling.findings().toString());
        assertThat(filing).isInstanceOfAny(Filing.Filed.class, Filing.Parked.class);
        return act.digest();
    }

    UUID begin(String until) {
        var docket = ActId.next(Nation.NOON, random);
        dockets.add(docket);
        var permitted = new TreeMap<>(Nation.authorisation());
        permitted.put("until", new Json.Str(until));
        filed(arcadia.act(registry, docket, "authorise", permitted));
        return docket;
    }

    Digest request(UUID docket) {
        var authorisation = registry.read(docket).headers().getFirst().digest();
        var request = arcadia.request(registry, docket, authorisation);
        return filed(request);
    }

    void take(Nation nation, UUID docket, String type, Map<String, Json> values) {
        settle();
        for (var tries = 0; tries < 100; tries++) {
            var act = nation.act(registry, docket, type, values);
            // What was parked a moment ago comes in between.
            if (nation == arcadia && registry.file(act) instanceof Filing.Overtaken) continue;
            filed(act);
            return;
        }
        throw new AssertionError("overtaken again and again");
    }

    /** What waited for other acts is taken from there a moment after they came. */
    void settle() {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end
                && !Long.valueOf(0)
                        .equals(sql.queryForObject("SELECT count(*) FROM parked", Long.class)))
            Thread.onSpinWait();
    }

    /** What both States write at the same time, in whatever order it arrives here. */
    List<Envelope> crossing(UUID docket, Digest request) {
        var known = new TreeSet<>(registry.seenFor(docket));
        var acts = new ArrayList<Envelope>();
        later();
        acts.add(borduria.consult(registry, docket, request, "One.", known));
        later();
        var second =
                borduria.act(
                        registry,
                        docket,
                        "acknowledge",
                        Map.of("request", new Json.Str(request.hex())),
                        known);
        acts.add(second);
        later();
        acts.add(
                borduria.act(
                        registry,
                        docket,
                        "ask-information",
                        Map.of(
                                "request",
                                new Json.Str(request.hex()),
                                "question",
                                new Json.Str("Which account?")),
                        new TreeSet<>(Set.of(second.digest()))));
        return acts;
    }

    /** Both clocks move on, by hours that differ. */
    void later() {
        var time = Duration.ofHours(1 + random.nextInt(15));
        arcadia.now = arcadia.now.plus(time);
        borduria.now = arcadia.now;
    }

    /** Every docket folded from what the acts table holds, and nothing else. */
    List<Line> folded() {
        settle();
        return dockets.stream()
                .map(
                        id ->
                                Docket.of(
                                        id,
                                        registry.docket(id).stream()
                                                .map(stored -> stored.envelope())
                                                .toList()))
                .map(
                        docket ->
                                Line.of(
                                        docket,
                                        persons(List.of(docket.id()))
                                                .getOrDefault(docket.id(), Map.of()),
                                        registry.profiles(Timers.states(docket))))
                .toList();
    }

    @Override
    public void close() {
        registry.close();
        database.close();
    }
}

package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Interval;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.record.act.Statement;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final UUID docket = ActId.next(Nation.NOON, new Random(9));
    private final List<Database> databases = new ArrayList<>();
    private Database database = fresh();

    /** Where a subclass runs further processes beside the one that is tested. */
    final List<Registry> beside = new ArrayList<>();

    private Registry registry = open(arcadia, database, borduria);

    Registry open(Nation nation, Database at, Nation... all) {
        return nation.registry(at, all);
    }

    private Database fresh() {
        var fresh = newDatabase();
        databases.add(fresh);
        return fresh;
    }

    Database newDatabase() {
        return TestDatabases.fresh();
    }

    @BeforeEach
    void publishesWhoIsWho() {
        publish(registry);
    }

    private void publish(Registry at) {
        for (var nation : List.of(arcadia, borduria)) {
            filed(at, nation.state.equals(state(at)) ? nation.directory() : nation.directory());
            filed(at, nation.profile());
        }
    }

    private String state(Registry at) {
        return at == registry ? "XA" : "XB";
    }

    @AfterEach
    void closes() {
        registry.close();
        beside.forEach(Registry::close);
        databases.forEach(Database::close);
    }

    private Filing.Filed filed(Registry at, Envelope act) {
        var own = at.file(act);
        var filing =
                own instanceof Filing.Rejected(var code, _, _)
                                && code.equals("author.of-another-state")
                        ? at.receive(act, Set.of())
                        : own;
        if (filing instanceof Filing.Denied(var ruling))
            throw new AssertionError(ruling.findings().toString());
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) filing;
    }

    private void rejected(Filing filing, String code) {
        assertThat(filing)
                .isInstanceOfSatisfying(
                        Filing.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private Envelope requested() {
        var authorisation = arcadia.authorise(registry, docket);
        filed(registry, authorisation);
        var request = arcadia.request(registry, docket, authorisation.digest());
        filed(registry, request);
        return request;
    }

    @Test
    void leaves_nothing_readable_of_what_acts_say_in_the_tables() throws Exception {
        var authorisation = arcadia.authorise(registry, docket);
        filed(registry, authorisation);
        var early =
                borduria.act(
                        registry,
                        docket,
                        "acknowledge",
                        Map.of("request", new Json.Str(authorisation.digest().hex())),
                        new TreeSet<>(Set.of(Digest.of(new byte[2]))));
        assertThat(registry.receive(early, Set.of())).isInstanceOf(Filing.Parked.class);

        try (var connection = database.filer().getConnection();
                var statement = connection.createStatement()) {
            for (var table : List.of("section", "parked")) {
                try (var rows =
                        statement.executeQuery(
                                "SELECT count(*), string_agg(t::text, ' '),"
                                        + " string_agg(encode(sealed, 'escape'), ' ') FROM "
                                        + table
                                        + " t")) {
                    rows.next();
                    assertThat(rows.getInt(1)).as(table).isPositive();
                    assertThat(rows.getString(2) + rows.getString(3))
                            .as(table)
                            .doesNotContain("salt")
                            .doesNotContain("content")
                            .doesNotContain("One account");
                }
            }
        }
        assertThat(registry.act(authorisation.digest()).orElseThrow().envelope().sections())
                .isEqualTo(authorisation.sections());
    }

    @Test
    void files_at_dense_positions_and_gives_back_what_was_signed() {
        var before = registry.size();
        var authorisation = arcadia.authorise(registry, docket);

        var filed = filed(registry, authorisation);

        assertThat(filed.position()).isEqualTo(before);
        assertThat(registry.size()).isEqualTo(before + 1);
        assertThat(registry.act(authorisation.digest()).orElseThrow().envelope())
                .usingRecursiveComparison()
                .isEqualTo(authorisation);
        assertThat(registry.docket(docket)).hasSize(1);
        assertThat(registry.tail(before, 10)).hasSize(1);
        assertThat(registry.leaves(0, 10)).hasSize((int) before + 1);
    }

    @Test
    void refuses_an_act_that_names_a_checkpoint_that_nobody_else_signed() {
        var borduriasLog = new Checkpoint(borduria.log().keys().name(), 1, new byte[32]).text();
        var arcadiasLog = new Checkpoint(arcadia.log().keys().name(), 1, new byte[32]).text();

        var forger =
                NoteSigner.log(borduria.log().keys().name(), arcadia.logSecret, arcadia.logSecret);
        arcadia.after = "yesterday";
        rejected(registry.file(arcadia.authorise(registry, docket)), "after.malformed");
        arcadia.after = note(borduriasLog, forger);
        rejected(registry.file(arcadia.authorise(registry, docket)), "after.not-signed");
        arcadia.after = note(arcadiasLog, arcadia.log());
        rejected(registry.file(arcadia.authorise(registry, docket)), "after.not-signed");
        var whole = new Note(borduriasLog, borduria.log().sign(borduriasLog, Nation.NOON));
        for (var left : whole.signatures()) {
            // One algorithm alone: the other line was left out, or could not be forged.
            arcadia.after = new Note(borduriasLog, List.of(left)).encoded();
            rejected(registry.file(arcadia.authorise(registry, docket)), "after.not-signed");
        }
        arcadia.after = note(borduriasLog, borduria.log());
        filed(registry, arcadia.authorise(registry, docket));
    }

    private static String note(String text, NoteSigner signer) {
        return new Note(text, signer.sign(text, Nation.NOON)).encoded();
    }

    @Test
    void answers_a_repetition_with_the_first_position() {
        var authorisation = arcadia.authorise(registry, docket);
        var first = filed(registry, authorisation);

        assertThat(filed(registry, authorisation)).isEqualTo(first);
        assertThat(registry.size()).isEqualTo(first.position() + 1);
    }

    @Test
    void overtakes_an_act_that_has_not_seen_every_head() {
        var request = requested();
        var seen = registry.seenFor(docket);
        filed(registry, arcadia.consult(registry, docket, request.digest(), "first", seen));

        var late = registry.file(arcadia.consult(registry, docket, request.digest(), "late", seen));

        assertThat(late).isEqualTo(new Filing.Overtaken(registry.seenFor(docket)));
    }

    @Test
    void denies_what_the_Convention_does_not_permit_and_stores_nothing() {
        var values = new TreeMap<>(Nation.authorisation());
        values.remove("proportionality");
        var before = registry.size();

        var filing = registry.file(arcadia.act(registry, docket, "authorise", values));

        assertThat(filing).isInstanceOf(Filing.Denied.class);
        assertThat(registry.size()).isEqualTo(before);
    }

    @Nested
    class Rejects {
        @Test
        void another_act_under_a_taken_id() {
            var first = arcadia.authorise(registry, docket);
            filed(registry, first);
            var header = first.header();
            var other =
                    resigned(
                            new Header(
                                    header.id(),
                                    ActId.next(Nation.NOON, new Random(3)),
                                    header.kind(),
                                    header.type(),
                                    header.at(),
                                    header.author(),
                                    new TreeSet<>(),
                                    header.rules(),
                                    header.after(),
                                    header.sections()),
                            first);

            rejected(registry.file(other), "id.taken");
        }

        @Test
        void an_act_replayed_on_another_docket() {
            var first = arcadia.authorise(registry, docket);
            var header = first.header();
            var moved =
                    new Header(
                            header.id(),
                            UUID.randomUUID(),
                            header.kind(),
                            header.type(),
                            header.at(),
                            header.author(),
                            header.seen(),
                            header.rules(),
                            header.after(),
                            header.sections());

            rejected(
                    registry.file(
                            new Envelope(
                                    moved,
                                    first.sections(),
                                    first.signature(),
                                    first.personal(),
                                    List.of())),
                    "signature.wrong");
        }

        @Test
        void a_decision_without_its_person() {
            var act = arcadia.authorise(registry, docket);

            rejected(
                    registry.file(
                            new Envelope(
                                    act.header(),
                                    act.sections(),
                                    act.signature(),
                                    Optional.empty(),
                                    List.of())),
                    "passkey.missing");
        }

        @Test
        void a_section_that_is_not_the_one_signed() {
            var act = arcadia.authorise(registry, docket);
            var sections = new TreeMap<>(act.sections());
            sections.put("terms", Section.of(Json.object(), new Random(1)));

            rejected(
                    registry.file(
                            new Envelope(
                                    act.header(),
                                    sections,
                                    act.signature(),
                                    act.personal(),
                                    List.of())),
                    "section.altered");
        }

        @Test
        void the_key_of_another_authority() {
            var act = arcadia.authorise(registry, docket);
            var forged =
                    Nation.sign(
                                    act.header(),
                                    new TreeMap<>(act.sections()),
                                    arcadia.key("central-authority"))
                            .with(act.personal().orElseThrow());

            rejected(registry.file(forged), "key.other-authority");
        }

        @Test
        void a_State_whose_root_nobody_gave_us() {
            var syldavia = new Nation("XC", 3);

            rejected(registry.receive(syldavia.directory(), Set.of()), "state.unknown");
            rejected(registry.receive(syldavia.profile(), Set.of()), "state.unknown");
        }

        @Test
        void our_own_act_that_we_never_filed() {
            rejected(
                    registry.receive(arcadia.authorise(registry, docket), Set.of()),
                    "author.is-this-state");
        }

        @Test
        void an_act_under_rules_that_are_no_more() {
            var act = arcadia.authorise(registry, docket);
            var header = act.header();
            var other =
                    new Header(
                            header.id(),
                            header.docket(),
                            header.kind(),
                            header.type(),
                            header.at(),
                            header.author(),
                            header.seen(),
                            Digest.of(new byte[1]),
                            header.after(),
                            header.sections());

            rejected(registry.file(resigned(other, act)), "rules.changed");
        }

        private Envelope resigned(Header header, Envelope like) {
            return Nation.sign(header, new TreeMap<>(like.sections()), arcadia.key("court"))
                    .with(arcadia.assertion(header, "judge"));
        }
    }

    @Nested
    class Suspension_of_a_partner {
        private Digest said(String type, String person, Optional<Digest> confirms) {
            var act =
                    arcadia.statement(
                            registry,
                            type,
                            new Statement("XB", "Its keys are out.", confirms),
                            person);
            filed(registry, act);
            return act.digest();
        }

        private void suspended() {
            var first = said(Directory.SUSPEND, "officer", Optional.empty());
            said(Directory.SUSPEND, "second", Optional.of(first));
        }

        @Test
        void takes_two_persons() {
            var first = said(Directory.SUSPEND, "officer", Optional.empty());
            assertThat(registry.suspended("XB")).isEmpty();
            rejected(
                    registry.file(
                            arcadia.statement(
                                    registry,
                                    Directory.SUSPEND,
                                    new Statement("XB", "Again.", Optional.of(first)),
                                    "officer")),
                    "statement.by-the-same-person");
            rejected(
                    registry.file(
                            arcadia.statement(
                                    registry,
                                    Directory.READMIT,
                                    new Statement("XB", "No.", Optional.of(first)),
                                    "second")),
                    "statement.not-suspended");

            said(Directory.SUSPEND, "second", Optional.of(first));

            assertThat(registry.suspended("XB")).contains("Its keys are out.");
        }

        @Test
        void refuses_its_new_acts_with_the_reason_and_keeps_the_old_ones() {
            var authorisation = arcadia.authorise(registry, docket);
            filed(registry, authorisation);
            filed(registry, arcadia.request(registry, docket, authorisation.digest()));
            var before =
                    borduria.act(registry, docket, "consult", message(authorisation, "Before."));
            assertThat(registry.receive(before, Set.of())).isInstanceOf(Filing.Filed.class);
            suspended();

            var after = borduria.act(registry, docket, "consult", message(authorisation, "After."));

            assertThat(registry.receive(after, Set.of()))
                    .isInstanceOfSatisfying(
                            Filing.Rejected.class,
                            said -> {
                                assertThat(said.code()).isEqualTo("state.suspended");
                                assertThat(said.facts())
                                        .containsEntry("reason", "Its keys are out.");
                            });
            assertThat(registry.receive(before, Set.of())).isInstanceOf(Filing.Filed.class);
            assertThat(registry.directories().signatory(before, Interval.at(Nation.NOON)))
                    .isInstanceOf(comity.record.act.Directories.Signatory.Authentic.class);
            filed(registry, arcadia.consult(registry, docket, authorisation.digest(), "We go on."));
        }

        @Test
        void hears_the_version_of_its_directory_that_puts_it_right() {
            suspended();

            assertThat(
                            registry.receive(
                                    borduria.directory(2, Set.of(), Optional.empty()), Set.of()))
                    .isInstanceOf(Filing.Filed.class);
        }

        @Test
        void ends_when_two_persons_readmit_it() {
            suspended();
            var first = said(Directory.READMIT, "second", Optional.empty());
            said(Directory.READMIT, "officer", Optional.of(first));

            assertThat(registry.suspended("XB")).isEmpty();
        }

        private static Map<String, Json> message(Envelope about, String said) {
            return Map.of(
                    "about", new Json.Str(about.digest().hex()), "message", new Json.Str(said));
        }
    }

    @Nested
    class Directories {
        @Test
        void grow_but_never_drop_an_entry() {
            var seen = registry.seenFor(arcadia.directoryDocket);

            rejected(
                    registry.file(arcadia.directory(2, Set.of("XA.court"), Optional.empty(), seen)),
                    "directory.drops-entries");
            rejected(
                    registry.file(arcadia.directory(1, Set.of(), Optional.empty(), seen)),
                    "directory.not-newer");
            filed(registry, arcadia.directory(2, Set.of(), Optional.empty(), seen));
        }

        @Test
        void end_a_key_for_whatever_comes_after() {
            var seen = registry.seenFor(arcadia.directoryDocket);
            filed(
                    registry,
                    arcadia.directory(
                            2, Set.of(), Optional.of(Nation.NOON.minus(Duration.ofDays(1))), seen));

            rejected(registry.file(arcadia.authorise(registry, docket)), "key.compromised");
        }

        @Test
        void are_approved_by_enough_holders_of_the_root_that_stands() {
            var seen = registry.seenFor(arcadia.directoryDocket);
            var next = arcadia.document(1).next(held -> held);
            var usurper = new Nation("XA", 77);

            rejected(
                    registry.file(arcadia.published(next, arcadia.holders.subList(0, 1), seen)),
                    "root.too-few-approvals");
            rejected(
                    registry.file(
                            arcadia.published(
                                    arcadia.document(1).next(held -> held.with(usurper.root())),
                                    usurper.holders,
                                    seen)),
                    "root.too-few-former-approvals");
            filed(registry, arcadia.published(next, arcadia.holders.subList(1, 3), seen));
        }

        @Test
        void are_not_begun_again_on_another_docket() {
            rejected(
                    registry.receive(new Nation("XB", 77).directory(), Set.of()),
                    "docket.second-of-its-kind");
        }
    }

    @Nested
    class Foreign_acts {
        private final Database theirs = fresh();
        private final Registry there = open(borduria, theirs, arcadia);

        @BeforeEach
        void publishesThereToo() {
            // The same acts: a partner has our directory from us.
            for (var stored : registry.tail(0, 100)) {
                var act = stored.envelope();
                if (act.header().author().state().equals("XB"))
                    assertThat(there.file(act)).isInstanceOf(Filing.Filed.class);
                else assertThat(there.receive(act, Set.of())).isInstanceOf(Filing.Filed.class);
            }
        }

        @AfterEach
        void closesThere() {
            there.close();
        }

        @Test
        void pass_the_same_check() {
            requested();
            for (var stored : registry.docket(docket)) filed(there, stored.envelope());

            assertThat(there.read(docket).stateDigest())
                    .isEqualTo(registry.read(docket).stateDigest());
        }

        @Test
        void wait_for_the_acts_that_they_have_seen() {
            var request = requested();
            var authorisation = registry.docket(docket).getFirst().envelope();

            assertThat(there.receive(request, Set.of()))
                    .isEqualTo(new Filing.Parked(Set.of(authorisation.digest())));
            assertThat(there.act(request.digest())).isEmpty();
            filed(there, authorisation);
            // Released by the committer; presenting it again waits behind that and finds it filed.
            filed(there, request);
            assertThat(there.docket(docket)).hasSize(2);
        }

        @Test
        void outlive_a_restart_while_they_wait() {
            var request = requested();
            there.receive(request, Set.of());
            there.close();

            try (var again = open(borduria, theirs, arcadia)) {
                filed(again, registry.docket(docket).getFirst().envelope());
                filed(again, request);
            }
        }

        @Test
        void may_name_internal_acts_of_their_State_which_order_nothing() {
            var request = requested();
            for (var stored : registry.docket(docket)) filed(there, stored.envelope());
            var internal =
                    borduria.act(
                            there,
                            docket,
                            "find",
                            Map.of(
                                    "request", new Json.Str(request.digest().hex()),
                                    "safeguard", new Json.Str("40(22)"),
                                    "outcome", new Json.Str("CLEAR"),
                                    "reasons", new Json.Str("No sign of it.")));
            filed(there, internal);
            var message = borduria.consult(there, docket, request.digest(), "shared");
            filed(there, message);

            assertThat(message.header().seen()).contains(internal.digest(), request.digest());
            assertThat(registry.receive(message, Set.of()))
                    .isEqualTo(new Filing.Parked(Set.of(internal.digest())));
            assertThat(registry.receive(message, Set.of(internal.digest())))
                    .isInstanceOf(Filing.Filed.class);
            assertThat(registry.seenFor(docket)).containsExactly(message.digest());
        }

        @Test
        void give_one_state_in_whatever_order_and_however_often_they_arrive() {
            var request = requested();
            for (var stored : registry.docket(docket)) filed(there, stored.envelope());
            // Both go on without hearing of each other, then everything crosses at once.
            for (var round = 0; round < 4; round++) {
                filed(registry, arcadia.consult(registry, docket, request.digest(), "a" + round));
                filed(there, borduria.consult(there, docket, request.digest(), "b" + round));
            }
            for (var seed = 0; seed < 8; seed++) deliverAll(new Random(seed));

            assertThat(registry.read(docket).stateDigest())
                    .isEqualTo(there.read(docket).stateDigest());
            assertThat(registry.docket(docket)).hasSize(10);
            assertThat(there.docket(docket)).hasSize(10);
        }

        private void deliverAll(Random random) {
            var here = shuffled(registry.docket(docket), random);
            var over = shuffled(there.docket(docket), random);
            here.stream()
                    .filter(act -> act.header().author().state().equals("XA"))
                    .forEach(act -> there.receive(act, Set.of()));
            over.stream()
                    .filter(act -> act.header().author().state().equals("XB"))
                    .forEach(act -> registry.receive(act, Set.of()));
        }

        private List<Envelope> shuffled(List<Stored> stored, Random random) {
            var acts = new ArrayList<>(stored.stream().map(Stored::envelope).toList());
            acts.addAll(List.copyOf(acts));
            Collections.shuffle(acts, random);
            return acts;
        }
    }

    @Test
    void files_many_at_once_each_once() throws Exception {
        var dockets =
                IntStream.range(0, 40)
                        .mapToObj(_ -> ActId.next(Nation.NOON, new Random()))
                        .toList();
        var acts = dockets.stream().map(one -> arcadia.authorise(registry, one)).toList();
        var before = registry.size();
        var calls = new ArrayList<Callable<Filing>>();
        for (var act : acts) {
            calls.add(() -> registry.file(act));
            calls.add(() -> registry.file(act));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(calls))
                assertThat(done.get()).isInstanceOf(Filing.Filed.class);
        }

        assertThat(registry.size()).isEqualTo(before + 40);
        assertThat(registry.leaves(0, 1_000).stream().map(Leaf::position))
                .containsExactlyElementsOf(
                        IntStream.range(0, (int) before + 40).mapToObj(Long::valueOf).toList());
    }

    @Test
    void knows_after_a_restart_what_it_knew() {
        requested();
        var state = registry.read(docket).stateDigest();
        registry.close();

        registry = open(arcadia, database, borduria);

        assertThat(registry.read(docket).stateDigest()).isEqualTo(state);
        assertThat(registry.directories().byState()).containsOnlyKeys("XA", "XB");
        assertThat(registry.docketOf(Directory.KIND, "XB")).contains(borduria.directoryDocket);
    }

    @Test
    void lets_only_one_process_number_the_acts() throws Exception {
        try (var other = database.filer().getConnection();
                var statement = other.createStatement()) {
            var rows = statement.executeQuery("SELECT pg_try_advisory_lock(109330228147321)");
            rows.next();
            assertThat(rows.getBoolean(1)).isFalse();
        }
    }
}

package comity.node.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.NodeActs;
import comity.node.registry.Registry;
import comity.node.retention.Milestones.Milestone;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasure on a server of its own, so that its files can be searched. */
class ErasuresTest {
    private static final String CANARY = "Kanarienvogel-7f3a";

    private final Path folder = TestDatabases.folder("erasure");
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final UUID erased = ActId.next(Nation.NOON, new Random(3));
    private final UUID kept = ActId.next(Nation.NOON, new Random(4));
    private Database database = database(folder);
    private Keyring keyring = keys();
    private Registry registry = arcadia.registry(database, keyring, borduria);

    private static Database database(Path folder) {
        return Database.embedded(folder.resolve("postgres"), TestDatabases.binaries(), () -> {});
    }

    private Keyring keys() {
        return new Keyring(
                new KeyFolder(folder.resolve("keys")), () -> arcadia.now, new SecureRandom());
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
        TestDatabases.delete(folder);
    }

    private void restart() {
        registry.close();
        database.close();
        database = database(folder);
        keyring = keys();
        registry = arcadia.registry(database, keyring, borduria);
    }

    private Digest filed(Envelope act) {
        var own = act.header().author().state().equals("XA");
        var filing = own ? registry.file(act) : registry.receive(act, Set.of());
        if (filing instanceof Filing.Denied(var ruling))
            throw new AssertionError(ruling.findings().toString());
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return act.digest();
    }

    private void publish(boolean automatic) {
        for (var nation : List.of(arcadia, borduria)) {
            filed(nation.directory());
            var retention = Json.object().with("caseDays", 1).with("refusedDays", 1);
            filed(
                    nation.profile(
                            nation.wholeProfile(1)
                                    .with(
                                            "retention",
                                            automatic
                                                    ? retention.with("automatic", true)
                                                    : retention),
                            List.of()));
        }
    }

    /** A proceeding with a canary in every section that has words, ended on the first day. */
    private void proceeding(UUID docket) {
        var authorisation = new TreeMap<>(Nation.authorisation());
        authorisation.put("proportionality", new Json.Str(CANARY + " proportionality"));
        authorisation.put("accounts", Json.strings(List.of(CANARY + "@example")));
        var permitted = filed(arcadia.act(registry, docket, "authorise", authorisation));
        var request = arcadia.request(registry, docket, permitted);
        filed(
                arcadia.act(
                        registry,
                        docket,
                        "request",
                        said(request, Map.of("summary", new Json.Str(facts())))));
        filed(
                borduria.act(
                        registry,
                        docket,
                        "consult",
                        Map.of(
                                "about",
                                new Json.Str(permitted.hex()),
                                "message",
                                new Json.Str(CANARY + " message"))));
        filed(
                arcadia.act(
                        registry,
                        docket,
                        "close",
                        Map.of("reasons", new Json.Str(CANARY + " reasons"))));
    }

    private static String facts() {
        return CANARY
                + " facts, which are as long as facts have to be in a request for assistance, and longer.";
    }

    /** What a request says, field by field, with the account that was permitted. */
    private static Map<String, Json> said(Envelope request, Map<String, Json> changes) {
        var values = new TreeMap<String, Json>();
        for (var field : Cooperation.fields(Type.REQUEST))
            request.content(field.section())
                    .flatMap(content -> content.get(field.name()))
                    .ifPresent(value -> values.put(field.name(), value));
        values.put("accounts", Json.strings(List.of(CANARY + "@example")));
        values.putAll(changes);
        return values;
    }

    private Erasures erasures(Milestones milestones) {
        var acts =
                new NodeActs(
                        (docket, type, terms, authority, office) ->
                                registry.file(
                                        arcadia.act(
                                                registry,
                                                docket,
                                                type,
                                                authority.substring(3),
                                                office,
                                                "node",
                                                terms.members(),
                                                registry.seenFor(docket))));
        return new Erasures(
                "XA",
                registry,
                new Eraser(database.eraser(), keyring, milestones),
                acts,
                JdbcClient.create(database.filer()),
                () -> arcadia.now,
                () -> {});
    }

    private Collection<Act.Part> parts(UUID docket) {
        return Retention.erasable(registry.read(docket));
    }

    private static Json text(Collection<Act.Part> parts) {
        return Json.strings(parts.stream().map(Act.Part::text).toList());
    }

    /** Two persons name and erase everything on the docket, after its time. */
    private Digest erase(UUID docket) {
        arcadia.now = Nation.NOON.plus(Duration.ofDays(3));
        borduria.now = arcadia.now;
        var sections = text(parts(docket));
        var proposal =
                filed(
                        arcadia.act(
                                registry,
                                docket,
                                "propose-erasure",
                                Map.of(
                                        "sections",
                                        sections,
                                        "law",
                                        new Json.Str("Archives Act, section 4"),
                                        "reasons",
                                        new Json.Str("Its time is over."))));
        return filed(
                arcadia.act(
                        registry,
                        docket,
                        Type.ERASE,
                        "central-authority",
                        "CAO",
                        "second",
                        Map.of(
                                "proposal",
                                new Json.Str(proposal.hex()),
                                "sections",
                                sections,
                                "law",
                                new Json.Str("Archives Act, section 4"),
                                "due",
                                new Json.Str("2026-12-20"),
                                "partner",
                                new Json.Str("XB")),
                        registry.seenFor(docket)));
    }

    private List<byte[]> secrets(UUID docket) {
        var secrets = new ArrayList<byte[]>();
        secrets.add(CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (var stored : registry.docket(docket))
            stored.envelope().sections().values().forEach(section -> secrets.add(section.salt()));
        return secrets;
    }

    @Test
    void leaves_no_trace_of_the_content_in_any_file_and_none_that_opens_in_an_old_copy()
            throws Exception {
        publish(false);
        proceeding(erased);
        proceeding(kept);
        var secrets = secrets(erased);
        var before = registry.docket(erased);
        var backup = coldCopy();

        erase(erased);
        erasures(_ -> {}).settle();

        var traces = new Traces(secrets);
        // The search finds what is there: headers lie in clear.
        assertThat(new Traces(List.of(erased.toString().getBytes())).in(folder.resolve("postgres")))
                .isNotEmpty();
        assertThat(traces.in(folder)).isEmpty();
        assertThat(traces.in(backup)).isEmpty();
        for (var stored : before) {
            var now = registry.act(stored.digest()).orElseThrow();
            assertThat(now.envelope().sections()).isEmpty();
            assertThat(now.envelope().header()).isEqualTo(stored.envelope().header());
            assertThat(registry.directories().signatory(now.envelope(), Interval.at(arcadia.now)))
                    .isInstanceOf(Directories.Signatory.Authentic.class);
            for (var part : stored.envelope().sections().keySet())
                assertThat(registry.read(erased).erasures(stored.digest(), part)).hasSize(1);
        }
        assertThat(registry.docket(kept))
                .allSatisfy(stored -> assertThat(stored.envelope().sections()).isNotEmpty());
        opensNothing(backup, before.stream().map(stored -> stored.digest()).toList());
    }

    /** The old copy of the database, with the key folder as it is now. */
    private void opensNothing(Path backup, List<Digest> acts) {
        try (var old = database(backup);
                var reader = arcadia.registry(old, keyring, borduria)) {
            for (var act : acts)
                assertThat(reader.act(act).orElseThrow().envelope().sections())
                        .as("nothing of %s opens", act)
                        .isEmpty();
        }
        TestDatabases.delete(backup);
    }

    private Path coldCopy() throws IOException {
        registry.close();
        database.close();
        var copy = TestDatabases.folder("backup");
        copy(folder.resolve("postgres"), copy.resolve("postgres"));
        for (var beside : List.of("postgres.passwords"))
            Files.copy(
                    folder.resolve(beside),
                    copy.resolve(beside),
                    StandardCopyOption.COPY_ATTRIBUTES);
        database = database(folder);
        registry = arcadia.registry(database, keyring, borduria);
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var process =
                new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                        .start()
                        .onExit()
                        .join()
                        .getErrorStream()) {
            assertThat(process.readAllBytes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void is_carried_to_its_end_after_a_crash_at_each_step(Milestone last) {
        publish(false);
        proceeding(erased);
        proceeding(kept);
        var acts = registry.docket(kept).stream().map(stored -> stored.envelope()).toList();
        var erasure = erase(erased);
        Milestones crash =
                milestone -> {
                    if (milestone == last) throw new IllegalStateException("killed");
                };

        assertThatThrownBy(() -> erasures(crash).settle()).hasMessage("killed");
        restart();
        erasures(_ -> {}).settle();

        for (var act : acts)
            assertThat(registry.act(act.digest()).orElseThrow().envelope().sections())
                    .isEqualTo(act.sections());
        assertThat(certificates(erased)).hasSize(1);
        assertThat(certificates(erased).getFirst().erasure()).hasValue(erasure);
        assertThat(keyring.held()).hasSize(1);
        for (var stored : registry.docket(erased))
            if (!Set.of("propose-erasure", "erase", "certify-deletion")
                    .contains(stored.envelope().header().type()))
                assertThat(stored.envelope().sections()).isEmpty();
    }

    private List<Act.CertifyDeletion> certificates(UUID docket) {
        return registry.read(docket).all(Act.CertifyDeletion.class).stream()
                .map(entry -> (Act.CertifyDeletion) entry.act())
                .toList();
    }

    @Test
    void
            certifies_once_and_still_knows_the_other_state_whose_certificate_is_overdue_until_it_comes()
                    throws SQLException {
        publish(false);
        proceeding(erased);
        var erasure = erase(erased);
        var erasures = erasures(_ -> {});
        erasures.settle();
        erasures.settle();

        assertThat(certificates(erased)).hasSize(1);
        var docket = registry.read(erased);
        assertThat(docket.requested()).hasValue("XB");
        assertThat(Cooperation.audience(docket, erasure)).containsExactlyInAnyOrder("XA", "XB");
        assertThat(comity.treaty.rules.Timers.on(docket))
                .anySatisfy(
                        running -> {
                            assertThat(running.timer().id()).isEqualTo("T8");
                            assertThat(running.state()).isEqualTo("XB");
                            assertThat(running.daysLeft(java.time.LocalDate.parse("2026-12-24")))
                                    .hasValue(-4L);
                        });

        var named = text(((Act.Erase) docket.entry(erasure).orElseThrow().act()).sections());
        var proposed =
                filed(
                        borduria.act(
                                registry,
                                erased,
                                "propose-erasure",
                                Map.of(
                                        "sections",
                                        named,
                                        "law",
                                        new Json.Str("Law of Borduria"),
                                        "reasons",
                                        new Json.Str("Arcadia asks."))));
        var duty =
                filed(
                        borduria.act(
                                registry,
                                erased,
                                Type.ERASE,
                                "central-authority",
                                "CAO",
                                "second",
                                Map.of(
                                        "proposal",
                                        new Json.Str(proposed.hex()),
                                        "duty",
                                        new Json.Str(erasure.hex()),
                                        "sections",
                                        named,
                                        "law",
                                        new Json.Str("Law of Borduria")),
                                registry.seenFor(erased)));
        filed(
                borduria.act(
                        registry,
                        erased,
                        Type.CERTIFY_DELETION,
                        "central-authority",
                        "CAO",
                        "second",
                        Map.of(
                                "erasure",
                                new Json.Str(duty.hex()),
                                "duty",
                                new Json.Str(erasure.hex()),
                                "sections",
                                named,
                                "erasedOn",
                                new Json.Str("2026-11-26"),
                                "copies",
                                new Json.Str("None."),
                                "law",
                                new Json.Str("Law of Borduria")),
                        registry.seenFor(erased)));
        assertThat(comity.treaty.rules.Timers.on(registry.read(erased))).isEmpty();
    }

    @Test
    void erases_by_itself_what_is_due_where_the_profile_says_so_and_nothing_that_a_judge_holds() {
        publish(true);
        proceeding(erased);
        proceeding(kept);
        arcadia.now = Nation.NOON.plus(Duration.ofDays(3));
        filed(
                arcadia.act(
                        registry,
                        kept,
                        "hold",
                        Map.of(
                                "until",
                                new Json.Str("2026-12-30"),
                                "reasons",
                                new Json.Str("Pending appeal."))));
        var erasures = erasures(_ -> {});
        erasures.due();
        erasures.settle();

        assertThat(certificates(erased)).hasSize(1);
        assertThat(certificates(kept)).isEmpty();
        assertThat(Retention.erasable(registry.read(kept))).isNotEmpty();
        assertThat(registry.read(erased).all(Act.Erase.class))
                .singleElement()
                .satisfies(
                        entry ->
                                assertThat(((Act.Erase) entry.act()).proposal())
                                        .isEqualTo(Optional.empty()));
    }
}

package comity.node.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the acts of many dockets to those who stand out, on a real database. */
class TrialTableTest {
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Random random = new Random(7);
    private final Map<UUID, String> judges = new HashMap<>();
    private Database database;
    private Registry registry;
    private TrialTable table;

    @BeforeEach
    void opens() {
        database = TestDatabases.fresh();
        registry = arcadia.registry(database, borduria);
        table =
                new TrialTable(
                        registry,
                        this::persons,
                        "XA",
                        new JdbcTemplate(database.filer()),
                        new TransactionTemplate(
                                new DataSourceTransactionManager(database.filer())));
        for (var nation : List.of(arcadia, borduria))
            for (var act : List.of(nation.directory(), nation.profile())) filed(act);
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
    }

    /** One judge decides on the dockets that say so, and another on the others. */
    private Map<UUID, Map<Digest, String>> persons(Collection<UUID> dockets) {
        var all = new HashMap<UUID, Map<Digest, String>>();
        for (var docket : dockets)
            all.put(
                    docket,
                    Map.of(
                            pseudonym(docket, "judge"),
                            judges.getOrDefault(docket, "careful"),
                            pseudonym(docket, "officer"),
                            "officer"));
        return all;
    }

    private static Digest pseudonym(UUID docket, String person) {
        return Digest.of(
                CanonicalJson.bytes(Json.strings(List.of(docket.toString(), "XA", person))));
    }

    private Digest filed(Envelope act) {
        var own = act.header().author().state().equals("XA");
        var filing = own ? registry.file(act) : registry.receive(act, Set.of());
        if (filing instanceof Filing.Denied(var ruling))
            throw new AssertionError(ruling.findings().toString());
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return act.digest();
    }

    private UUID decidedBy(String judge) {
        var docket = ActId.next(arcadia.now, random);
        judges.put(docket, judge);
        filed(arcadia.authorise(registry, docket));
        return docket;
    }

    private void passes(Duration time) {
        arcadia.now = arcadia.now.plus(time);
        borduria.now = arcadia.now;
    }

    private List<Tally> tallies(Pattern pattern) {
        while (table.step()) {}
        return table.tallies(Instant.EPOCH, Alerts.MANY_IN_AN_HOUR).stream()
                .filter(tally -> tally.pattern() == pattern)
                .toList();
    }

    @Test
    void ten_decisions_within_an_hour_are_in_bulk_and_nine_are_not() {
        for (var i = 0; i < 9; i++) {
            decidedBy("hasty");
            passes(Duration.ofMinutes(6));
        }
        assertThat(tallies(Pattern.IN_BULK)).extracting(Tally::hits).containsExactly(0L);
        decidedBy("hasty");
        assertThat(tallies(Pattern.IN_BULK)).extracting(Tally::hits).containsExactly(10L);
        passes(Duration.ofHours(3));
        decidedBy("hasty");
        assertThat(tallies(Pattern.IN_BULK)).extracting(Tally::hits).containsExactly(10L);
        assertThat(tallies(Pattern.IN_BULK)).extracting(Tally::trials).containsExactly(11L);
    }

    @Test
    void a_judge_who_decides_in_bulk_stands_out_beside_one_who_does_not() {
        for (var i = 0; i < 12; i++) decidedBy("hasty");
        for (var i = 0; i < 6; i++) {
            passes(Duration.ofHours(2));
            decidedBy("careful");
        }
        var found = Suspicions.among(tallies(Pattern.IN_BULK));
        assertThat(found).singleElement();
        assertThat(found.getFirst().whose().code()).isEqualTo("hasty");
        var hits =
                table.hits(
                        Pattern.IN_BULK,
                        found.getFirst().whose(),
                        Instant.EPOCH,
                        Alerts.MANY_IN_AN_HOUR,
                        5);
        assertThat(hits).hasSize(5);
        assertThat(hits).allMatch(hit -> "hasty".equals(judges.get(hit.docket())));

        var before = table.tallies(Instant.EPOCH, Alerts.MANY_IN_AN_HOUR);
        table.forget();
        assertThat(table.tallies(Instant.EPOCH, Alerts.MANY_IN_AN_HOUR)).isEmpty();
        tallies(Pattern.IN_BULK);
        assertThat(table.tallies(Instant.EPOCH, Alerts.MANY_IN_AN_HOUR)).isEqualTo(before);
    }

    @Test
    void a_request_for_many_accounts_in_an_emergency_is_counted_as_both_and_once() {
        var docket = ActId.next(arcadia.now, random);
        var accounts =
                Json.strings(
                        List.of(
                                "a@x.example",
                                "b@x.example",
                                "c@x.example",
                                "d@x.example",
                                "e@x.example",
                                "f@x.example"));
        var permitted = new TreeMap<>(Nation.authorisation());
        permitted.put("accounts", accounts);
        var authorisation = filed(arcadia.act(registry, docket, "authorise", permitted));
        var asked = new TreeMap<>(Nation.requested(authorisation));
        asked.put("accounts", accounts);
        asked.put("urgency", new Json.Str("EMERGENCY"));
        var request = filed(arcadia.act(registry, docket, "request", asked));
        assertThat(tallies(Pattern.BREADTH))
                .containsExactly(
                        new Tally(
                                Pattern.BREADTH,
                                new Whose(Whose.Kind.AUTHORITY, "XA.central-authority"),
                                1,
                                1));
        assertThat(tallies(Pattern.EMERGENCY))
                .containsExactly(
                        new Tally(
                                Pattern.EMERGENCY, new Whose(Whose.Kind.PERSON, "officer"), 1, 1));
        assertThat(tallies(Pattern.SPEECH)).extracting(Tally::hits).containsExactly(0L);

        // What follows on the docket changes no count of what came before.
        passes(Duration.ofHours(1));
        filed(
                borduria.act(
                        registry,
                        docket,
                        "acknowledge",
                        Map.of("request", new Json.Str(request.hex()))));
        assertThat(tallies(Pattern.BREADTH)).extracting(Tally::trials).containsExactly(1L);
    }

    @Test
    void a_year_ago_counts_no_more() {
        decidedBy("hasty");
        while (table.step()) {}
        var then = arcadia.now.plus(Duration.ofDays(1));
        assertThat(table.tallies(then, Alerts.MANY_IN_AN_HOUR)).isEmpty();
    }
}

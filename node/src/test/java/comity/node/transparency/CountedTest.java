package comity.node.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Docket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an act adds to the statistics, whatever else is on its docket. */
class CountedTest {
    private static Database database;
    private static Registry registry;

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final UUID docket = ActId.next(Nation.NOON, new Random(3));
    private final List<Envelope> acts = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
        registry = Nation.arcadia().registry(database, Nation.borduria());
    }

    @AfterAll
    static void close() {
        registry.close();
        database.close();
    }

    @BeforeEach
    void begin() {
        take(arcadia, "authorise", Nation.authorisation());
    }

    private Digest take(Nation nation, String type, Map<String, Json> values) {
        var seen = new TreeSet<Digest>();
        acts.forEach(act -> seen.add(act.digest()));
        var act = nation.act(registry, docket, type, values, seen);
        acts.add(act);
        return act.digest();
    }

    private Digest request(String name, Json... value) {
        var values = new TreeMap<>(Nation.requested(acts.getFirst().digest()));
        if (value.length == 0) values.remove(name);
        else values.put(name, value[0]);
        return take(arcadia, "request", values);
    }

    private static Json.Str text(String text) {
        return new Json.Str(text);
    }

    private static Json.Str name(Digest digest) {
        return new Json.Str(digest.hex());
    }

    /** What the last act adds, as {@code own} counts it. */
    private List<String> last(String own) {
        var last = acts.getLast().digest();
        return Counted.of(Docket.of(docket, acts), own).stream()
                .filter(one -> one.act().equals(last))
                .flatMap(one -> one.counters().stream())
                .map(Counted.Counter::text)
                .toList();
    }

    @Test
    void a_request_counts_once_in_each_table_and_on_each_side_as_whose_it_is() {
        request("urgency", text("URGENT"));
        assertThat(last("XA"))
                .containsExactly(
                        "MEASURE|OUTGOING|XB|PRODUCE_CONTENT/CONTENT",
                        "URGENCY|OUTGOING||URGENT",
                        "ARTICLE|OUTGOING||9");
        assertThat(last("XB"))
                .containsExactly(
                        "MEASURE|INCOMING|XA|PRODUCE_CONTENT/CONTENT",
                        "URGENCY|INCOMING||URGENT",
                        "ARTICLE|INCOMING||9");
    }

    @Test
    void an_emergency_counts_as_what_it_asks_for() {
        request("measure", text("EMERGENCY"));
        assertThat(last("XA"))
                .contains(
                        "MEASURE|OUTGOING|XB|PRODUCE_CONTENT/CONTENT",
                        "URGENCY|OUTGOING||EMERGENCY");
    }

    @Test
    void what_nobody_said_and_what_is_no_word_of_a_table_has_a_row_of_its_own() {
        request("conventionArticle", new Json.Int(64));
        assertThat(last("XA")).contains("ARTICLE|OUTGOING||NONE");
        request("measure");
        assertThat(last("XA")).contains("MEASURE|OUTGOING|XB|UNKNOWN/CONTENT");
        request("urgency", text("=cmd|' /C calc'!A0"));
        assertThat(last("XA")).contains("URGENCY|OUTGOING||ORDINARY");
    }

    @Test
    void a_request_that_is_taken_up_counts_once_by_the_time_that_passed() {
        var request = request("urgency");
        borduria.now = arcadia.now.plus(Duration.ofHours(20));
        var said = Map.<String, Json>of("request", name(request));
        take(borduria, "acknowledge", said);
        assertThat(last("XB")).containsExactly("REACH|INCOMING||H24");
        assertThat(last("XA")).containsExactly("REACH|OUTGOING||H24");
        take(borduria, "acknowledge", said);
        assertThat(last("XB")).isEmpty();
    }

    @Test
    void a_refusal_counts_under_the_ground_that_protects_persons_first() {
        var request = request("urgency");
        borduria.now = arcadia.now.plus(Duration.ofDays(8));
        var refusal =
                Map.<String, Json>of(
                        "request",
                        name(request),
                        "grounds",
                        Json.strings(List.of("DE_MINIMIS", "HUMAN_RIGHTS")),
                        "reasons",
                        text("He would be punished for an opinion."));
        take(borduria, "refuse", refusal);
        assertThat(last("XB"))
                .containsExactly(
                        "RESULT|INCOMING||REFUSED",
                        "DURATION|INCOMING||D30",
                        "GROUND|INCOMING||HUMAN_RIGHTS");
        // What is answered is not answered again.
        take(borduria, "refuse", refusal);
        assertThat(last("XB")).isEmpty();
    }

    @Test
    void what_is_closed_without_an_answer_is_answered_by_that() {
        request("urgency");
        take(arcadia, "close", Map.of("reasons", text("The case has ended.")));
        assertThat(last("XA")).containsExactly("RESULT|OUTGOING||CLOSED", "DURATION|OUTGOING||D1");
    }

    @Test
    void a_judge_counts_as_having_narrowed_what_was_asked_in_their_own_state_alone() {
        var request = request("urgency");
        var values = new TreeMap<>(Nation.scope());
        values.put("request", name(request));
        values.put("until", text("2026-12-20"));
        values.put("to", text("2026-10-03"));
        values.put("reasons", text("Three days suffice."));
        take(borduria, "authorise-execution", values);
        assertThat(last("XB")).containsExactly("COURT|INCOMING||NARROWED");
        assertThat(last("XA")).isEmpty();
        values.put("to", text("2026-10-10"));
        take(borduria, "authorise-execution", values);
        assertThat(last("XB")).containsExactly("COURT|INCOMING||AS_ASKED");
        take(
                borduria,
                "decline",
                Map.of(
                        "declined",
                        name(request),
                        "tests",
                        Json.strings(List.of("NECESSITY")),
                        "reasons",
                        text("Not needed.")));
        assertThat(last("XB")).containsExactly("COURT|INCOMING||DECLINED");
    }

    @Test
    void what_is_narrowed_or_conditioned_after_a_concern_for_rights_is_counted_as_that() {
        var request = request("urgency");
        var narrower = new TreeMap<>(Nation.scope());
        narrower.put("request", name(request));
        narrower.put("until", text("2026-12-20"));
        narrower.put("to", text("2026-10-03"));
        narrower.put("reasons", text("Three days suffice."));
        find(request, "40(22)", "CLEAR");
        take(borduria, "authorise-execution", narrower);
        assertThat(last("XB"))
                .as("nobody saw a concern")
                .containsExactly("COURT|INCOMING||NARROWED");

        find(request, "6(2)", "CONCERN");
        find(request, "6(2)", "CLEAR");
        take(borduria, "authorise-execution", narrower);
        assertThat(last("XB"))
                .containsExactly("COURT|INCOMING||NARROWED", "RIGHTS|INCOMING||NARROWED");
        narrower.put("to", text("2026-10-10"));
        take(borduria, "authorise-execution", narrower);
        assertThat(last("XB")).containsExactly("COURT|INCOMING||AS_ASKED");

        var transmission = new TreeMap<String, Json>();
        transmission.put("request", name(request));
        transmission.put("purpose", text("The trial for which it was asked."));
        transmission.put("forbids", Json.strings(List.of("DISCLOSE")));
        take(borduria, "transmit", transmission);
        assertThat(last("XB"))
                .contains("RESULT|INCOMING||PRODUCED")
                .contains("RIGHTS|INCOMING||CONDITIONED");
        assertThat(last("XA")).contains("RIGHTS|OUTGOING||CONDITIONED");
        take(borduria, "transmit", transmission);
        assertThat(last("XB")).as("what is answered is not answered again").isEmpty();
    }

    @Test
    void what_is_transmitted_without_a_condition_follows_no_concern() {
        var request = request("urgency");
        find(request, "40(22)", "CONCERN");
        take(borduria, "transmit", Map.of("request", name(request), "purpose", text("The trial.")));
        assertThat(last("XB"))
                .contains("RESULT|INCOMING||PRODUCED")
                .doesNotContain("RIGHTS|INCOMING||CONDITIONED");
    }

    private void find(Digest request, String safeguard, String outcome) {
        take(
                borduria,
                "find",
                Map.of(
                        "request",
                        name(request),
                        "safeguard",
                        text(safeguard),
                        "outcome",
                        text(outcome),
                        "reasons",
                        text("The file was read.")));
    }

    @Test
    void what_is_preserved_is_kept_if_its_data_are_asked_for() {
        preserve();
        assertThat(last("XB")).containsExactly("PRESERVATION|INCOMING||ORDERED");
        request("urgency");
        assertThat(last("XB")).contains("PRESERVATION|INCOMING||FOLLOWED");
        request("urgency");
        assertThat(last("XB")).doesNotContain("PRESERVATION|INCOMING||FOLLOWED");
    }

    @Test
    void and_lapses_if_it_is_released_before() {
        var preservation = preserve();
        take(
                borduria,
                "release",
                Map.of("preservation", name(preservation), "reasons", text("Nobody asked.")));
        assertThat(last("XB")).containsExactly("PRESERVATION|INCOMING||LAPSED");
    }

    private Digest preserve() {
        var asked = request("measure", text("PRESERVE"));
        var values = new TreeMap<>(Nation.scope());
        values.put("request", name(asked));
        values.put("preservedFrom", text("2026-11-23"));
        values.put("until", text("2027-01-30"));
        return take(borduria, "preserve", values);
    }

    @Test
    void a_rehearsal_counts_nowhere() {
        var values = new TreeMap<>(Nation.requested(acts.getFirst().digest()));
        values.put("requestedState", text("XR"));
        acts.clear();
        take(arcadia, "request", values);
        assertThat(Counted.of(Docket.of(docket, acts), "XA")).isEmpty();
    }
}

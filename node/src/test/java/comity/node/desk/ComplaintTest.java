package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Checked;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.complaint.Complaint;
import comity.record.complaint.ComplaintReceipt;
import comity.record.tlog.TlogProof;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person complains, without an account: what is kept, what can be proven, and what nobody learns.
 */
@ExtendWith(OutputCaptureExtension.class)
class ComplaintTest extends Borduria {
    private static final Pattern CODE = Pattern.compile("id=\"code\"[^>]*>([0-9A-Z-]{34})<");
    private static final Pattern ACT = Pattern.compile("name=\"act\" value=\"([0-9a-f]{64})\"");
    private static final Pattern FORM =
            Pattern.compile("name=\"form\" value=\"([A-Za-z0-9_-]{43})\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    @Autowired JdbcClient sql;
    @Autowired Environment settings;

    /** Each test comes from a network that is not tired of the one before. */
    @BeforeEach
    void an_hour_later() {
        clock.pass(java.time.Duration.ofHours(1));
    }

    private record Part(String name, Optional<String> file, byte[] bytes) {
        static Part text(String name, String text) {
            return new Part(name, Optional.empty(), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer multipart(String path, List<Part> parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            var file = part.file().map(name -> "; filename=\"" + name + "\"").orElse("");
            body.writeBytes(
                    ("--edge\r\nContent-Disposition: form-data; name=\""
                                    + part.name()
                                    + "\""
                                    + file
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                page(path)
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder page(String path) {
        return request(path).setHeader("Accept", "text/html").header("Accept-Language", "en");
    }

    private Answer complain(String text, Part... more) {
        return complain(newForm(), text, more);
    }

    private Answer complain(String form, String text, Part... more) {
        var parts = new java.util.ArrayList<Part>();
        parts.add(Part.text("form", form));
        parts.add(Part.text("text", text));
        parts.add(Part.text("about", "Harbourmail"));
        parts.add(Part.text("answer", ""));
        parts.addAll(List.of(more));
        return multipart("/complaint", parts);
    }

    private String newForm() {
        return found(FORM, send(page("/complaint").GET()).expect(200).text());
    }

    private Answer form(String path, Map<String, String> said) {
        var body = new StringBuilder();
        said.forEach(
                (name, value) ->
                        body.append(body.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(
                page(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Answer comeBack(String code) {
        return form("/complaint/return", Map.of("code", code));
    }

    private byte[] receipt(String code, String act, String words) {
        var said = new LinkedHashMap<String, String>();
        said.put("code", code);
        said.put("act", act);
        said.put("words", words);
        return form("/complaint/return/receipt", said).expect(200).response().body();
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    private Checked check(byte[] document) throws Exception {
        var root = registry.directories().of("XB").orElseThrow().root().fingerprint();
        return ComplaintReceipt.of(JsonReader.actObject(document)).check(Optional.of(root));
    }

    @Test
    void a_receipt_proves_the_filing_and_tells_nobodys_name() throws Exception {
        var filed = complain("My mailbox was read, and nobody told me.").expect(200).text();
        assertThat(filed).contains("Your complaint was received");
        var act = found(ACT, filed);

        var receipt = receipt(found(CODE, filed), act, "with");

        var checked = check(receipt);
        assertThat(checked.exit()).as(checked.toString()).isZero();
        assertThat(checked.facts()).containsEntry("authority", "XB.oversight");
        var read = ComplaintReceipt.of(JsonReader.actObject(receipt));
        assertThat(read.act().header().author().office()).isEqualTo(Complaint.NODE);
        assertThat(read.matter().orElseThrow().content().text("text"))
                .contains("My mailbox was read, and nobody told me.");
        // The page said "received" once the log held it.
        assertThat(TlogProof.parse(read.held().proof()).index())
                .isEqualTo(registry.leaf(new Digest(act)).orElseThrow().position());
        // Without the words it proves that something was filed, and no more.
        var bare = receipt(found(CODE, filed), act, "without");
        assertThat(new String(bare, StandardCharsets.UTF_8)).doesNotContain("mailbox");
        assertThat(check(bare).exit()).isEqualTo(2);
        assertThat(check(bare).failed()).isFalse();
    }

    @Test
    void a_receipt_with_one_word_changed_fails() throws Exception {
        var filed = complain("It was on the third of May.").text();
        var receipt =
                new String(
                        receipt(found(CODE, filed), found(ACT, filed), "with"),
                        StandardCharsets.UTF_8);

        var changed = check(receipt.replace("third", "first").getBytes(StandardCharsets.UTF_8));

        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.lines())
                .contains(new Checked.Line("words", Checked.Status.FAILED))
                .contains(new Checked.Line("held", Checked.Status.PASSED));
    }

    /** Whoever has every right in the database takes the complaint away. */
    @Test
    void the_receipt_still_proves_a_complaint_whose_rows_were_deleted() throws Exception {
        var filed = complain("What if you say that I never wrote?").text();
        var code = found(CODE, filed);
        var act = found(ACT, filed);
        var receipt = receipt(code, act, "with");
        asOwner(
                "CREATE TABLE kept_act AS SELECT * FROM act WHERE digest = '\\x" + act + "'",
                "DELETE FROM act WHERE digest = '\\x" + act + "'");
        try {
            var back = comeBack(code).expect(200).text();
            assertThat(back).contains("Not on the record any more").contains("Take your receipt");
            assertThat(check(receipt).exit()).isZero();
        } finally {
            asOwner("INSERT INTO act SELECT * FROM kept_act", "DROP TABLE kept_act");
        }
    }

    private void asOwner(String... statements) throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                settings.getRequiredProperty("comity.database.url"),
                                settings.getRequiredProperty("comity.database.owner"),
                                settings.getRequiredProperty("comity.database.owner-password"));
                var statement = connection.createStatement()) {
            for (var one : statements) {
                if (one.contains(" act ")) statement.execute("ALTER TABLE act DISABLE TRIGGER ALL");
                statement.execute(one);
                if (one.contains(" act ")) statement.execute("ALTER TABLE act ENABLE TRIGGER ALL");
            }
        }
    }

    @Test
    void the_index_is_made_anew_from_the_acts() {
        var filed = complain("Found again.").text();
        sql.sql("DELETE FROM complaint").update();
        sql.sql("DELETE FROM cursor WHERE follower = 'complaints'").update();

        assertThat(comeBack(found(CODE, filed)).expect(200).text()).contains("Found again.");
    }

    @Test
    void with_the_code_one_reads_and_writes_more_and_sent_twice_is_once() {
        var form = newForm();
        var first = complain(form, "Once.").expect(200).text();
        var again = complain(form, "Once.").expect(200).text();
        assertThat(found(CODE, again)).isEqualTo(found(CODE, first));
        assertThat(found(ACT, again)).isEqualTo(found(ACT, first));
        // The same form with something else is something else.
        assertThat(found(CODE, complain(form, "Twice.").text())).isNotEqualTo(found(CODE, first));

        var code = found(CODE, first);
        var talk = comeBack(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "));
        var more =
                List.of(
                        Part.text("code", code),
                        Part.text("form", found(FORM, talk.expect(200).text())),
                        Part.text("text", "And there is more."));
        multipart("/complaint/return/more", more).expect(200);
        var twice = multipart("/complaint/return/more", more).expect(200).text();
        assertThat(twice.split("And there is more\\.", -1)).hasSize(2);
        assertThat(twice.split("Once\\.", -1)).hasSize(2);
    }

    @Test
    void codes_that_lead_nowhere_have_one_answer() {
        var known = found(CODE, complain("Somebody’s.").text());
        var wrong = (known.charAt(0) == 'Z' ? 'Y' : 'Z') + known.substring(1);
        var answers =
                java.util.stream.Stream.of(
                                "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ", wrong, "nonsense", "")
                        .map(
                                code ->
                                        comeBack(code)
                                                .expect(404)
                                                .text()
                                                .replaceAll(
                                                        "id=\"code\" name=\"code\" value=\"[^\"]*\"",
                                                        ""))
                        .distinct()
                        .toList();
        assertThat(answers).hasSize(1);
    }

    @Test
    void a_flood_waits_and_comes_in_and_a_right_code_is_never_kept_waiting() {
        var code = found(CODE, complain("Before the flood.").text());
        var form = newForm();
        Answer last = complain("0");
        for (var i = 1; i < 40 && last.status() == 200; i++) last = complain(form, "Flood " + i);
        var waits = last.expect(429).text();
        assertThat(waits).contains("please wait").contains("Flood");
        for (var i = 0; i < 80; i++) comeBack("nonsense " + i);
        comeBack("nonsense").expect(429);
        comeBack(code).expect(200);

        clock.pass(java.time.Duration.ofMinutes(11));
        for (var i = 0; i < 10; i++) complain("More flood " + i);
        complain(form, "At last.", Part.text("ticket", found(TICKET, waits))).expect(200);
    }

    @Test
    void nobody_is_recognised_and_nothing_of_it_is_logged(CapturedOutput output) {
        var asked = send(page("/complaint").GET()).expect(200);
        var filed = complain("Sperlingsfeder-complaint").expect(200);
        var code = found(CODE, filed.text());
        for (var answer : List.of(asked, filed, comeBack(code), comeBack(code.substring(1)))) {
            assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
            assertThat(answer.text()).doesNotContainPattern("(src|href|action)=\"(https?:)?//");
        }
        assertThat(output.getAll())
                .doesNotContain("Sperlingsfeder-complaint")
                .doesNotContain(code)
                .doesNotContain(code.substring(1));
        for (var table : List.of("complaint", "cursor"))
            assertThat(
                            sql.sql("SELECT t::text FROM " + table + " t")
                                    .query(String.class)
                                    .list()
                                    .toString())
                    .doesNotContain("Sperlingsfeder")
                    .doesNotContain(code);
    }

    /**
     * Neither the administrator nor anybody whom a complaint may concern comes to it by the docket.
     */
    @Test
    void the_docket_is_shown_to_no_office_by_its_number() {
        var act = found(ACT, complain("About the central authority.").text());
        var docket = registry.act(new Digest(act)).orElseThrow().envelope().header().docket();
        for (var who : Who.values())
            for (var path :
                    List.of(
                            "/dockets/" + docket,
                            "/dockets/" + docket + "/case",
                            "/dockets/" + docket + "/proofs/" + act)) {
                var answer = get(who, path);
                assertThat(answer.status()).as(who + " " + path).isIn(403, 404, 405, 406);
                assertThat(answer.text()).doesNotContain("About the central authority.");
            }
    }

    @Test
    void a_form_that_is_refused_keeps_what_was_written() {
        var before = filed();
        var long_ = "Ж\u202e<script>alert(1)</script>".repeat(40_000);
        assertThat(complain(long_).expect(422).text())
                .contains("50000")
                .contains("Ж\u202e&lt;script")
                .doesNotContain("<script>alert");
        assertThat(complain("   ").expect(422).text()).contains("the field is empty");
        var many = new Part[6];
        for (var i = 0; i < many.length; i++)
            many[i] = new Part("files", Optional.of(i + ".txt"), new byte[] {1});
        assertThat(complain("Kept words.", many).expect(422).text()).contains("Kept words.");
        var large = new Part("files", Optional.of("large"), new byte[6 << 20]);
        assertThat(complain("Kept words.", large).expect(422).text()).contains("Kept words.");
        var bomb = new Part("files", Optional.of("bomb.zip"), new byte[20 << 20]);
        assertThat(complain("Kept words.", bomb).expect(413).text()).contains("Kept words.");
        assertThat(filed()).isEqualTo(before);
    }

    @Test
    void hostile_files_are_hashed_and_sealed_and_never_opened() throws Exception {
        var bomb =
                Files.readAllBytes(
                        Files.walk(corpora().resolve("adversarial/zip-slip"))
                                .filter(file -> file.toString().endsWith(".zip"))
                                .findFirst()
                                .orElseThrow());
        var filed =
                complain(
                                "With files.",
                                new Part(
                                        "files",
                                        Optional.of("../../etc/pass\u0007wd\u202egpj.exe"),
                                        bomb),
                                new Part("files", Optional.of("=cmd|calc.csv"), new byte[] {0, 1}))
                        .expect(200)
                        .text();
        var stored = registry.act(new Digest(found(ACT, filed))).orElseThrow().envelope();
        var named = Complaint.files(stored.content(Complaint.MATTER).orElseThrow());
        assertThat(named)
                .extracting(Complaint.Attachment::name)
                .containsExactly("pass\uFFFDwd\uFFFDgpj.exe", "=cmd|calc.csv");
        assertThat(named.getFirst().sha256()).isEqualTo(Digest.of(bomb));
        var sealed =
                sql.sql("SELECT sealed FROM complaint_file WHERE docket = :docket")
                        .param("docket", stored.header().docket())
                        .query((row, _) -> row.getBytes(1))
                        .list();
        assertThat(sealed).hasSize(2);
        for (var rest : sealed)
            assertThat(new String(rest, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(bomb, 0, 64, StandardCharsets.ISO_8859_1));
    }

    @Test
    void naughty_strings_are_kept_as_they_are_and_do_nothing() throws Exception {
        var all =
                (Json.Arr)
                        JsonReader.interchange(
                                Files.readAllBytes(
                                        corpora().resolve("adversarial/blns/blns.json")));
        var naughty =
                all.items().stream()
                        .map(item -> ((Json.Str) item).text())
                        .filter(text -> !text.isBlank())
                        .toList();
        for (var i = 0; i < naughty.size(); i += 12) {
            var some = naughty.subList(i, Math.min(i + 12, naughty.size()));
            var text = String.join("\n", some);
            var about = some.getFirst();
            var answer = some.getLast();
            clock.pass(java.time.Duration.ofMinutes(4));
            var code =
                    post(
                                    "/complaint",
                                    Json.object()
                                            .with("text", text)
                                            .with("about", about)
                                            .with("answer", answer))
                            .expect(201)
                            .object()
                            .text("code")
                            .orElseThrow();
            var view =
                    post("/complaint/return", Json.object().with("code", code))
                            .expect(200)
                            .object();
            var said = (Json.Obj) view.items("said").getFirst();
            assertThat(said.text("text")).contains(text);
            assertThat(said.text("about")).contains(about);
            assertThat(said.text("answer")).contains(answer);
            assertThat(comeBack(code).expect(200).text())
                    .doesNotContainPattern("(?i)<(script(?! src=\"/assets)|iframe|svg|img src=x)");
        }
    }

    private Answer post(String path, Json body) {
        return send(json(request(path), "POST", body));
    }

    @Test
    void what_is_no_form_is_answered_and_never_fails() {
        for (var body :
                List.of(
                        "",
                        "--edge",
                        "--edge\r\n\r\n",
                        "--edge--",
                        "nonsense",
                        "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ncut off")) {
            for (var path : List.of("/complaint", "/complaint/return/more")) {
                var answer =
                        send(
                                page(path)
                                        .header(
                                                "Content-Type",
                                                "multipart/form-data; boundary=edge")
                                        .POST(HttpRequest.BodyPublishers.ofString(body)));
                assertThat(answer.status()).as(path + " " + body).isBetween(400, 499);
            }
        }
        for (var nothing : List.of("{}", "[]", "{\"text\":5}", "{\"text\":\"\"}", "x"))
            for (var path : List.of("/complaint", "/complaint/return", "/complaint/return/receipt"))
                assertThat(
                                send(bytes(
                                                request(path),
                                                "POST",
                                                nothing.getBytes(StandardCharsets.UTF_8)))
                                        .status())
                        .as(path + " " + nothing)
                        .isBetween(400, 499);
    }

    private Json.Obj said(String type, String text, String seen) {
        return Json.object().with("type", type).with("text", text).with("seen", seen);
    }

    private static String latest(Json.Obj talk) {
        return ((Json.Obj) talk.items("said").getLast()).text("act").orElseThrow();
    }

    /** A complaint: its code, and its docket. */
    private record Complained(String code, UUID docket) {}

    private Complained complained(String text) {
        var filed = complain(text).expect(200).text();
        var act = new Digest(found(ACT, filed));
        return new Complained(
                found(CODE, filed), registry.act(act).orElseThrow().envelope().header().docket());
    }

    @Test
    void an_inspector_reads_takes_up_asks_and_decides_and_the_person_holds_proof_of_it()
            throws Exception {
        var mine = complained("They read my letters.");
        var path = "/oversight/complaints/" + mine.docket();
        var listed = get(Who.INSPECTOR, "/oversight/complaints").expect(200).text();
        assertThat(listed).contains(mine.docket().toString()).doesNotContain("letters");

        var talk = get(Who.INSPECTOR, path).expect(200).object();
        assertThat(talk.toString()).contains("They read my letters.");
        assertThat(get(Who.IQBAL, "/readings").expect(200).text())
                .contains("/oversight/complaints/{complaint}")
                .contains("Ida Inspector");

        post(Who.INSPECTOR, path, said("acknowledge", "We look into it.", latest(talk)))
                .expect(201);
        // Another inspector has not seen that yet.
        assertThat(post(Who.IQBAL, path, said("ask", "When?", latest(talk))).expect(409).code())
                .isEqualTo("complaint.overtaken");
        var second = get(Who.IQBAL, path).object();
        assertThat(post(Who.IQBAL, path, said("acknowledge", "Again.", latest(second))).status())
                .isEqualTo(409);
        post(Who.IQBAL, path, said("ask", "When was it?", latest(second))).expect(201);
        var asked = comeBack(mine.code()).expect(200).text();
        assertThat(asked).contains("You were asked something").contains("When was it?");
        assertThat(asked).doesNotContain("Iqbal").doesNotContain("Inspector");
        multipart(
                        "/complaint/return/more",
                        List.of(
                                Part.text("code", mine.code()),
                                Part.text("form", found(FORM, asked)),
                                Part.text("text", "In May.")))
                .expect(200);

        var third = get(Who.INSPECTOR, path).object();
        var decision =
                said("decide", "The order named another account.", latest(third))
                        .with("outcome", "UPHELD")
                        .with("next", "A court can order that it is destroyed.");
        for (var until : List.of("", "2020-01-01", "soon", "+10000-01-01"))
            assertThat(post(Who.INSPECTOR, path, decision.with("until", until)).expect(422).code())
                    .isEqualTo("complaint.until");
        var until =
                java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC)
                        .plusDays(30)
                        .toString();
        var act =
                post(Who.INSPECTOR, path, decision.with("until", until))
                        .expect(201)
                        .object()
                        .text("digest")
                        .orElseThrow();
        var decided = comeBack(mine.code()).expect(200).text();
        assertThat(decided)
                .contains("The complaint is right")
                .contains("The order named another account.")
                .contains("A court can order that it is destroyed.");
        var receipt = receipt(mine.code(), act, "with");
        assertThat(check(receipt).exit()).isZero();
        assertThat(check(receipt).facts()).containsEntry("type", "decide");
        assertThat(new String(receipt, StandardCharsets.UTF_8)).doesNotContain("Ida Inspector");
    }

    @Test
    void only_inspectors_come_to_complaints_and_what_they_type_stays() {
        var mine = complained("For inspectors alone.");
        var path = "/oversight/complaints/" + mine.docket();
        for (var who : List.of(Who.KATZ, Who.OKAFOR, Who.ROOT, Who.ORBAN, Who.MOREAU))
            for (var at : List.of("/oversight/complaints", path))
                assertThat(get(who, at).expect(403).text()).doesNotContain("For inspectors alone.");
        get(Who.INSPECTOR, "/oversight/complaints/" + UUID.randomUUID()).expect(404);

        var body = "type=nonsense&text=Typed+at+length&next=Somewhere&until=2020-01-01&seen=x";
        var refused =
                send(
                        request(Who.INSPECTOR, path)
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(refused.expect(409).text()).contains("Typed at length").contains("Somewhere");
    }

    @Test
    void a_complaint_that_waits_too_long_is_named_to_both_sides() {
        var mine = complained("Nobody answers.");
        assertThat(comeBack(mine.code()).text()).doesNotContain("You need not wait");
        clock.pass(java.time.Duration.ofDays(8));

        assertThat(comeBack(mine.code()).text()).contains("You need not wait");
        var row =
                get(Who.INSPECTOR, "/oversight/complaints").object().items("open").stream()
                        .map(Json.Obj.class::cast)
                        .filter(
                                one ->
                                        one.text("docket")
                                                .equals(Optional.of(mine.docket().toString())))
                        .findFirst();
        assertThat(row.flatMap(one -> one.bool("overdue"))).contains(true);
    }
}

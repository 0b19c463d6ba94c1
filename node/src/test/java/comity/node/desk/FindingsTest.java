package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.identity.Keystore;
import comity.node.registry.Filing;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.record.finding.Finding;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The oversight body finds, an authority answers, the body repeats or closes: nobody else does. */
class FindingsTest extends Borduria {
    private static final String FINDINGS = "/oversight/findings";

    @Autowired Keystore keys;
    private final SecureRandom random = new SecureRandom();

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Json.Obj practice(String to) {
        return Json.object()
                .with("to", to)
                .with("about", "PRACTICE")
                .with("on", "")
                .with("article", "Article 24")
                .with("text", "Eleven orders were signed in one hour.")
                .with("demand", "Say how each was weighed.")
                .with("until", today().plusDays(1).toString());
    }

    private String raised(Json.Obj said) {
        return "/findings/"
                + post(Who.INSPECTOR, FINDINGS, said)
                        .expect(201)
                        .object()
                        .text("finding")
                        .orElseThrow();
    }

    private Json.Obj one(Who who, String finding) {
        return get(who, finding).expect(200).object();
    }

    private String standing(String finding) {
        return one(Who.INSPECTOR, finding)
                .object("row")
                .flatMap(row -> row.text("awaits"))
                .orElseThrow();
    }

    private boolean isOverdue(String finding) {
        return one(Who.INSPECTOR, finding)
                .object("row")
                .flatMap(row -> row.bool("overdue"))
                .orElseThrow();
    }

    private String seen(String finding) {
        return ((Json.Obj) one(Who.INSPECTOR, finding).items("said").getLast())
                .text("act")
                .orElseThrow();
    }

    private Answer say(Who who, String finding, String act, String name, String value) {
        return post(
                who,
                finding,
                Json.object()
                        .with("act", act)
                        .with("text", "So it is.")
                        .with("seen", seen(finding))
                        .with(name, value));
    }

    private String page(Who who, String path) {
        return send(request(who, path)
                        .setHeader("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .GET())
                .expect(200)
                .text();
    }

    private Answer form(Who who, String path, String body) {
        return send(
                request(who, path)
                        .setHeader("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void an_authority_hears_of_it_on_its_worklist_answers_and_the_body_ends_it() {
        var finding = raised(practice("XB.court"));
        assertThat(page(Who.OKAFOR, "/worklist")).contains("href=\"" + finding + "\"");
        assertThat(page(Who.KATZ, "/worklist")).doesNotContain(finding);
        assertThat(get(Who.OKAFOR, "/findings").expect(200).text())
                .contains(finding.substring("/findings/".length()));
        assertThat(one(Who.OKAFOR, finding).bool("mayAnswer")).contains(true);
        assertThat(one(Who.OKAFOR, finding).bool("mayEnd")).contains(false);

        clock.pass(Duration.ofDays(2));
        assertThat(isOverdue(finding)).isTrue();
        assertThat(page(Who.OKAFOR, "/worklist")).contains("overdue");
        say(Who.OKAFOR, finding, "answer", "until", "").expect(201);
        assertThat(standing(finding)).isEqualTo("BODY");
        assertThat(isOverdue(finding)).isFalse();
        assertThat(page(Who.OKAFOR, "/worklist")).doesNotContain(finding);

        say(Who.INSPECTOR, finding, "repeat", "until", today().plusDays(5).toString()).expect(201);
        assertThat(standing(finding)).isEqualTo("AUTHORITY");
        assertThat(page(Who.OKAFOR, "/worklist")).contains("href=\"" + finding + "\"");
        say(Who.OKAFOR, finding, "answer", "until", "").expect(201);
        say(Who.INSPECTOR, finding, "close", "outcome", "REMEDIED").expect(201);
        assertThat(standing(finding)).isEqualTo("NOBODY");
        for (var who : List.of(Who.OKAFOR, Who.INSPECTOR))
            assertThat(say(who, finding, "answer", "until", "").status()).isIn(403, 409);
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            for (var shown : List.of(FINDINGS, finding))
                assertThat(page(Who.INSPECTOR, shown + "?language=" + language))
                        .doesNotContain("watch.");
    }

    @Test
    void nobody_answers_or_ends_what_is_not_theirs() {
        var finding = raised(practice("XB.court"));
        // The authority concerned would close it itself.
        for (var act : List.of("close", "repeat"))
            assertThat(say(Who.OKAFOR, finding, act, "outcome", "UNFOUNDED").expect(403).code())
                    .isEqualTo("finding.not-yours");
        // Another authority, the administrator, a provider: to them it does not exist.
        for (var who : List.of(Who.KATZ, Who.LUND, Who.ROOT, Who.MOREAU)) {
            var nowhere = "/findings/" + UUID.randomUUID();
            assertThat(get(who, finding).expect(404).text().replace(finding, nowhere))
                    .isEqualTo(get(who, nowhere).expect(404).text());
            get(who, FINDINGS).expect(403);
            post(who, FINDINGS, practice("XB.court")).expect(403);
            assertThat(
                            post(
                                            who,
                                            finding,
                                            Json.object()
                                                    .with("act", "answer")
                                                    .with("text", "Nothing."))
                                    .status())
                    .isEqualTo(404);
        }
        // The inspector would answer in the authority's place.
        assertThat(say(Who.INSPECTOR, finding, "answer", "until", "").expect(403).code())
                .isEqualTo("finding.not-yours");
    }

    /** With the court's key, and without this room. */
    private Filing acting(UUID docket, String authority, String office, Finding.Type type) {
        var sections = new TreeMap<String, Section>();
        sections.put(
                Finding.MATTER,
                Section.of(
                        type == Finding.Type.CLOSE
                                ? Json.object().with("text", "Over.").with("outcome", "UNFOUNDED")
                                : Json.object().with("text", "All is well."),
                        random));
        var digests = new TreeMap<String, Digest>();
        digests.put(Finding.OFFICER, Digest.of(random.generateSeed(8)));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var header =
                new Header(
                        ActId.next(clock.instant(), random),
                        docket,
                        Finding.KIND,
                        type.word(),
                        clock.instant(),
                        new Author("XB", authority, office, Digest.of(random.generateSeed(8))),
                        registry.seenFor(docket),
                        Digest.of(new byte[0]),
                        "",
                        digests);
        var key = keys.authority(authority, registry.directories().of("XB"), clock.instant());
        return registry.file(
                new Envelope(
                        header,
                        sections,
                        DetachedJws.sign(header.canonical(), key).compact(),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void the_door_takes_no_word_of_another_however_it_comes() {
        var docket = UUID.fromString(raised(practice("XB.court")).substring("/findings/".length()));
        // The court's key signs no closing, in whatever office: the signer sees to that. The body's
        // closes in no office but its own.
        for (var office : List.of("OVS", "JUD"))
            assertThatThrownBy(() -> acting(docket, "XB.court", office, Finding.Type.CLOSE))
                    .hasMessageContaining("scope");
        assertThat(acting(docket, "XB.oversight", "JUD", Finding.Type.CLOSE))
                .isInstanceOf(Filing.Rejected.class);
        for (var other : Map.of("XB.central-authority", "CAO", "XB.prosecution", "PRO").entrySet())
            assertThat(acting(docket, other.getKey(), other.getValue(), Finding.Type.ANSWER))
                    .isInstanceOfSatisfying(
                            Filing.Rejected.class,
                            why -> assertThat(why.code()).isEqualTo("finding.other-authority"));
        assertThat(acting(UUID.randomUUID(), "XB.court", "JUD", Finding.Type.ANSWER))
                .isInstanceOfSatisfying(
                        Filing.Rejected.class,
                        why -> assertThat(why.code()).isEqualTo("finding.none"));
        assertThat(acting(docket, "XB.court", "JUD", Finding.Type.ANSWER))
                .isInstanceOf(Filing.Filed.class);
    }

    @Test
    void a_finding_on_a_docket_names_one_that_is_there() {
        var docket = UUID.randomUUID();
        arrived(docket);
        var said =
                practice("XB.central-authority")
                        .with("about", "DOCKET")
                        .with("on", docket.toString());
        var finding = raised(said);
        assertThat(page(Who.KATZ, finding)).contains("/dockets/" + docket);
        for (var on : List.of(UUID.randomUUID().toString(), "no docket", "", "1-1-1-1-1"))
            assertThat(post(Who.INSPECTOR, FINDINGS, said.with("on", on)).expect(422).code())
                    .isEqualTo("finding.on");
        raised(said.with("about", "PATTERN").with("on", "IN_BULK"));
    }

    /** Something that is no finding, what the page says to it, and what stays in the form. */
    private record Wrong(String typed, String why, String kept) {}

    @Test
    void what_was_typed_is_refused_whole_says_why_and_stays() {
        var day = today().plusDays(9);
        var good = "&about=PRACTICE&article=24&text=Found&demand=Do+it&until=" + day;
        for (var wrong :
                List.of(
                        new Wrong("to=XB.nobody" + good, "Choose the authority", "Found"),
                        new Wrong("to=XB.provider.harbourmail" + good, "Choose the auth", "Do it"),
                        new Wrong("to=XB.court&about=ALL&text=Kept", "is about", "Kept"),
                        new Wrong(
                                "to=XB.court" + good.replace("=24", "=" + "x".repeat(300)),
                                "200 characters",
                                "Found"),
                        new Wrong("to=XB.court" + good.replace("=Found", "=+"), "field", "Do it"),
                        new Wrong(
                                "to=XB.court" + good.replace("=Found", "=" + "y".repeat(20_001)),
                                "20,000",
                                "Do it"),
                        new Wrong("to=XB.court" + good.replace("=Do+it", "="), "demanded", "Found"),
                        new Wrong(
                                "to=XB.court" + good.replace(day.toString(), today().toString()),
                                "The last day",
                                "Found"),
                        new Wrong(
                                "to=XB.court" + good.replace(day.toString(), "2026-02-30"),
                                "The last day",
                                "2026-02-30"))) {
            var answer = form(Who.INSPECTOR, FINDINGS, wrong.typed());
            assertThat(answer.status()).as(wrong.why()).isEqualTo(422);
            assertThat(answer.text()).contains(wrong.why()).contains(wrong.kept());
        }
        var finding = raised(practice("XB.court"));
        var stale = form(Who.OKAFOR, finding, "act=answer&text=My+answer&seen=" + "0".repeat(64));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("read it above").contains("My answer");
        assertThat(
                        form(Who.OKAFOR, finding, "act=answer&text=My+answer&seen=" + seen(finding))
                                .status())
                .isEqualTo(303);
    }
}

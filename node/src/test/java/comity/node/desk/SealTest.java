package comity.node.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * SECURITY, 7.4: of what a judge sealed those know whom it concerns by name, and oversight a
 * number.
 */
class SealTest extends Borduria {
    @Autowired List<Awaiting> rooms;
    @Autowired People people;
    @Autowired Offices offices;

    /**
     * Whoever took a step on the docket that {@link #produced} makes, and no colleague of theirs.
     */
    private static final Set<Who> ACTED = EnumSet.of(Who.KATZ, Who.LINDQVIST, Who.OKAFOR);

    @Test
    void under_a_seal_no_office_sees_the_docket_but_those_who_acted_on_it_themselves() {
        var of = produced("sealed.txt", "sealed\n".getBytes(UTF_8));
        var docket = of.docket();
        for (var who : List.of(Who.MORA, Who.ADEYEMI, Who.INSPECTOR, Who.CUSTODIAN))
            get(who, "/dockets/" + docket).expect(200);
        var seal = seal(docket, 30);

        var seeing = EnumSet.noneOf(Who.class);
        for (var who : Who.values())
            if (get(who, "/dockets/" + docket).status() == 200) seeing.add(who);
        assertThat(seeing).isEqualTo(ACTED);
        assertThat(get(Who.MOREAU, "/provider/orders").expect(200).text())
                .as("what was ordered stays with whom it was ordered")
                .contains(of.order().hex());
        assertThat(get(Who.OTHER, "/provider/orders").expect(200).text())
                .doesNotContain(of.order().hex());
        assertThat(page(Who.KATZ, "/dockets/" + docket))
                .contains("A judge has sealed this docket until", "Court of Borduria");
        assertThat(get(Who.KATZ, "/dockets/" + docket).text())
                .contains("\"court\":\"XB.court\"", "\"timer\":\"T20\"");

        take(
                Who.OKAFOR,
                docket,
                "unseal-docket",
                Json.object()
                        .with("terms", terms(Map.of("seal", seal.hex())))
                        .with("reasons", reasons()));
        for (var who : List.of(Who.MORA, Who.ADEYEMI, Who.INSPECTOR, Who.CUSTODIAN))
            get(who, "/dockets/" + docket).expect(200);
    }

    @Test
    void no_list_names_it_to_others_and_theirs_name_it_to_those_who_acted() {
        var docket = UUID.randomUUID();
        ordered(docket);
        assertThat(get(Who.MORA, LISTED).text()).contains(docket.toString());
        seal(docket, 30);
        var told = new ArrayList<String>();
        for (var who : List.of(Who.MORA, Who.ADEYEMI, Who.ORBAN, Who.NYBERG, Who.INSPECTOR)) {
            var token = token(who);
            for (var path :
                    List.of(
                            LISTED,
                            "/worklist?whose=AUTHORITY&order=LATEST",
                            "/search?q=" + docket,
                            "/duty",
                            "/within",
                            "/conditions",
                            "/retention",
                            "/readings",
                            "/completeness",
                            "/oversight/openings",
                            "/oversight/unnotified",
                            "/oversight/errors",
                            "/oversight/alerts",
                            "/oversight/seals"))
                if (send(request(path).header("Authorization", "Bearer " + token).GET())
                        .text()
                        .contains("\"docket\":\"" + docket)) told.add(who + " at " + path);
        }
        assertThat(told).isEmpty();
        for (var who : ACTED) {
            assertThat(get(who, LISTED).text()).as(who.person).contains(docket.toString());
            assertThat(get(who, "/search?q=" + docket).text()).contains("\"docket\":\"" + docket);
        }
    }

    private static final String LISTED = "/worklist?whose=ALL&order=LATEST";

    @Test
    void a_judge_of_the_court_that_sealed_it_gives_it_to_others_and_nobody_else_does() {
        var docket = UUID.randomUUID();
        arrived(docket);
        seal(docket, 30);
        assertThat(assign(Who.ADEYEMI, docket, Who.ORBAN).status()).isEqualTo(404);
        assign(Who.OKAFOR, docket, Who.KATZ).expect(200);
        assertThat(assign(Who.KATZ, docket, Who.ORBAN).expect(403).code())
                .isEqualTo("people.not-leading");
        assign(Who.OKAFOR, docket, Who.ADEYEMI).expect(200);
        assign(Who.ADEYEMI, docket, Who.ORBAN).expect(200);
        get(Who.ORBAN, "/dockets/" + docket).expect(200);
        get(Who.LUND, "/dockets/" + docket).expect(404);
        assertThat(get(Who.ORBAN, LISTED).text()).contains(docket.toString());
        assertThat(page(Who.OKAFOR, "/dockets/" + docket + "/people"))
                .contains("only a judge of the court that sealed it");
        post(
                        Who.OKAFOR,
                        "/dockets/" + docket + "/people",
                        Json.object()
                                .with("kind", "ENDED")
                                .with("person", Who.ORBAN.person)
                                .with("office", Who.ORBAN.office))
                .expect(200);
        get(Who.ORBAN, "/dockets/" + docket).expect(404);
    }

    @Test
    void what_was_composed_before_is_filed_by_nobody_whom_it_does_not_concern() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening =
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with(
                                                "sections",
                                                Json.strings(List.of(request.hex() + "/facts")))
                                        .with("purpose", "SAMPLE")
                                        .with("until", day(3).toString()))
                        .with("reasons", reasons());
        var composed = propose(Who.IQBAL, docket, "propose-opening", opening).expect(201).object();
        seal(docket, 30);
        var path = "/proposals/" + composed.text("proposal").orElseThrow();
        get(Who.IQBAL, path).expect(404);
        file(Who.IQBAL, composed).expect(404);
        assertThat(propose(Who.IQBAL, docket, "propose-opening", opening).status()).isEqualTo(404);
        assertThat(
                        post(
                                        Who.IQBAL,
                                        "/findings",
                                        terms(
                                                Map.of(
                                                        "to", "XB.court",
                                                        "about", "DOCKET",
                                                        "on", docket.toString(),
                                                        "article", "24(2)",
                                                        "text", "Something.",
                                                        "demand", "Something else.",
                                                        "until", day(30).toString())))
                                .status())
                .as("a finding names a docket that is there")
                .isBetween(400, 499);
    }

    @Test
    void a_seal_ends_by_the_clock_and_its_judge_is_warned_before() {
        var docket = UUID.randomUUID();
        arrived(docket);
        assertThat(propose(Who.OKAFOR, docket, "seal-docket", terms(91)).expect(422).text())
                .contains("W-150");
        assertThat(page(Who.OKAFOR, "/dockets/" + docket + "/acts/seal-docket"))
                .contains("terms.until", "Docket sealed");
        seal(docket, 0);
        assertThat(page(Who.OKAFOR, "/worklist")).contains("seal ends: renew it", "" + docket);
        assertThat(page(Who.ADEYEMI, "/worklist")).doesNotContain("" + docket);
        assertThat(letters(Who.OKAFOR, docket)).containsExactly(Matter.Kind.NEAR);
        assertThat(letters(Who.ADEYEMI, docket)).isEmpty();
        get(Who.MORA, "/dockets/" + docket).expect(404);
        assertThat(get(Who.MORA, LISTED).text()).doesNotContain(docket.toString());

        clock.pass(Duration.ofDays(1));
        get(Who.MORA, "/dockets/" + docket).expect(200);
        arrived(UUID.randomUUID());
        assertThat(get(Who.MORA, LISTED).text()).contains(docket.toString());
        assertThat(page(Who.OKAFOR, "/worklist")).doesNotContain("seal ends: renew it");
    }

    @Test
    void oversight_reads_how_many_by_court_and_which_ends_were_missed_and_no_number() {
        var before = sealed();
        var lasting = UUID.randomUUID();
        arrived(lasting);
        seal(lasting, 30);
        var missed = UUID.randomUUID();
        arrived(missed);
        seal(missed, 0);
        assertThat(sealed()).isEqualTo(before + 2);
        var end = day(0);
        clock.pass(Duration.ofDays(1));
        // What other tests sealed until yesterday ended with it.
        assertThat(sealed()).isPositive().isLessThan(before + 2);
        var told = get(Who.INSPECTOR, "/oversight/seals").expect(200).text();
        assertThat(told).contains("XB.court", end.toString());
        for (var text : List.of(told, page(Who.INSPECTOR, "/oversight/seals?language=ar")))
            assertThat(text).doesNotContain(lasting.toString(), missed.toString());
        assertThat(page(Who.INSPECTOR, "/oversight/alerts")).contains("/oversight/seals");
        get(Who.KATZ, "/oversight/seals").expect(403);
        get(Who.OKAFOR, "/oversight/seals").expect(403);
    }

    /** Of the court of this world, today; what earlier tests sealed counts too. */
    private long sealed() {
        var found =
                Pattern.compile("\"court\":\"XB.court\"[^}]*\"sealed\":(\\d+)")
                        .matcher(get(Who.INSPECTOR, "/oversight/seals").expect(200).text());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private Digest seal(UUID docket, int days) {
        return take(Who.OKAFOR, docket, "seal-docket", terms(days));
    }

    private Json.Obj terms(int days) {
        return Json.object()
                .with("terms", Json.object().with("until", day(days).toString()))
                .with("reasons", reasons());
    }

    /** As what a docket is counted in a letter that is due to somebody. */
    private List<Matter.Kind> letters(Who who, UUID docket) {
        var person = people.person(who.person).orElseThrow();
        var held = offices.of(person);
        return rooms.stream()
                .flatMap(
                        room ->
                                room
                                        .allowed(
                                                held,
                                                room.candidates(person, held, clock.instant()))
                                        .stream())
                .filter(matter -> matter.about().equals(docket.toString()))
                .map(Matter::kind)
                .toList();
    }

    private LocalDate day(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(days);
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}

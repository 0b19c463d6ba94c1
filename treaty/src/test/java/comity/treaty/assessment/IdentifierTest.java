package comity.treaty.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "IMEI, 490154203237518, true",
        "IMEI, 490154203237519, false",
        "IMEI, 49015420323751, false",
        "IBAN, GB82WEST12345698765432, true",
        "IBAN, GB83WEST12345698765432, false",
        "IBAN, DE89370400440532013000, true",
        "PAYMENT_CARD, 4111111111111111, true",
        "PAYMENT_CARD, 4111111111111112, false",
        "PHONE, +4366012345678, true",
        "PHONE, +210123456789, false",
        "PHONE, 066012345678, false",
        "EMAIL, k.orlov@mail.example, true",
        "EMAIL, k.orlov.mail.example, false",
        "DOMAIN, example.org, true",
        "IMEI, 4901542032375181, true",
        "IBAN, GB82WEST123456987654321, false",
        "IBAN, NO9386011117947, true",
        "IBAN, ZZ82WEST12345698765432, false",
        "PHONE, +12125550123, true",
        "PHONE, +1212555012, false",
        "PHONE, +11125550123, false",
        "DOMAIN, münchen.example, true",
        "DOMAIN, a..example, false",
        "IP, ::ffff:203.0.113.7, true",
        "IP, 64:ff9b::203.0.113.7, true",
        "IP, ::ffff:203.0.113.700, false",
        "IP, fe80::1%eth0, false",
        "IP, 2001:db8:1:2:3:4:5:6:7, false",
        "DOMAIN, -example.org, false",
        "IP, 203.0.113.7, true",
        "IP, 203.0.113.256, false",
        "IP, 203.0.113.07, false",
        "IP, 2001:db8::1, true",
        "IP, 2001:db8::1::2, false",
        "IP, 2001:db8:1:2:3:4:5, false"
    })
    void the_form_and_the_check_digits_are_looked_at(
            Identifier.Kind kind, String value, boolean right) {
        assertThat(identifier(kind, value).isWellFormed()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "198.18.0.1",
        "::ffff:10.1.2.3",
        "::",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "fe80::1",
        "fc00::1",
        "::1"
    })
    void an_address_that_is_not_routed_identifies_nobody(String address) {
        assertThat(identifier(Identifier.Kind.IP, address).isNotPublic()).isTrue();
    }

    /** Every single wrong digit shows. */
    @Property
    void one_wrong_digit_of_an_imei_is_noticed(
            @ForAll @IntRange(max = 14) int place, @ForAll @IntRange(min = 1, max = 9) int off) {
        var digits = "490154203237518".toCharArray();
        digits[place] = (char) ('0' + (digits[place] - '0' + off) % 10);
        assertThat(identifier(Identifier.Kind.IMEI, new String(digits)).isWellFormed()).isFalse();
    }

    /** The neighbours of the shared and private ranges. */
    @ParameterizedTest
    @CsvSource({"100.63.255.255", "100.128.0.1", "172.32.0.1", "2001:db8::1", "198.20.0.1"})
    void an_address_beside_those_is_routed(String address) {
        assertThat(identifier(Identifier.Kind.IP, address).isNotPublic()).isFalse();
    }

    @Test
    void an_hour_that_came_twice_is_told_by_its_offset() {
        var second = Times.read("2026-10-25T02:30:00+01:00[Europe/Vienna]");
        assertThat(second.toInstant()).hasToString("2026-10-25T01:30:00Z");
        var vienna = java.time.ZoneId.of("Europe/Vienna");
        assertThat(Assessment.Moment.comesTwice(second.atZoneSameInstant(vienna))).isTrue();
        assertThat(Assessment.Moment.comesTwice(second.plusHours(1).atZoneSameInstant(vienna)))
                .isFalse();
    }

    @Test
    void the_same_name_otherwise_spaced_is_no_second_person() {
        var typed =
                new Identifier(
                        Identifier.Kind.ACCOUNT,
                        "orlov",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("J. Katz"),
                        Optional.of(" j.  KATZ "));
        assertThat(typed.isUnconfirmed()).isTrue();
    }

    @Test
    void who_confirms_is_not_who_typed() {
        var typed =
                new Identifier(
                        Identifier.Kind.ACCOUNT,
                        "orlov",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("4711"),
                        Optional.of("4711"));
        assertThat(typed.isUnconfirmed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'requested':'XA'} | requested",
                "{'requested':'Borduria'} | requested",
                "{'offence':{'maxMonthsRequesting':-1}} | offence.maxMonthsRequesting",
                "{'offence':{'maxMonths':1}} | offence.maxMonths",
                "{'measure':'READ_EVERYTHING'} | measure",
                "{'data':{'categories':['ALL']}} | data.categories",
                "{'period':{'from':'2026-10-12','to':'2026-10-03'}} | period",
                "{'period':{'from':'2026-10-03','to':'2026-10-12'},'data':{'days':3}} | data.days",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','at':'2026-10-03 04:10'}]} | identifiers[0].at",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','at':'2026-03-29T02:30:00[Europe/Vienna]'}]} | identifiers[0].at",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','at':'2026-10-25T02:30:00[Europe/Vienna]'}]} | identifiers[0].at",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','at':'2026-07-01T02:30:00+01:00[Europe/Vienna]'}]} | identifiers[0].at",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','at':'2026-02-30T02:30:00Z'}]} | identifiers[0].at",
                "{'treaties':[{'instrument':'UNCC','inForce':true,'asOf':'2026-11-01','source':'a'},{'instrument':'UNCC','inForce':false,'asOf':'2026-11-01','source':'b'}]} | treaties[1].inForce",
                "{'identifiers':[{'kind':'IP','value':'203.0.113.7','port':70000}]} | identifiers[0].port",
                "{'treaties':[{'instrument':'UNCC','inForce':true,'asOf':'2026-11-01'}]} | treaties[0].source",
                "{'zones':{'requesting':'Moon/Base'}} | zones.requesting",
                "{'format':'comity-assessment/2'} | format"
            })
    void what_contradicts_itself_is_refused_whole_at_its_place(String change, String place)
            throws Exception {
        var document =
                Json.object()
                        .with("format", MatterReader.FORMAT)
                        .with("requesting", "XA")
                        .with("requested", "XB");
        var said = JsonReader.actObject(change.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        for (var member : said.members().entrySet())
            document = document.with(member.getKey(), member.getValue());
        var read = MatterReader.read(document, LocalDate.of(2026, 11, 24));
        assertThat(read.matter()).isEmpty();
        assertThat(read.problems()).anyMatch(problem -> problem.path().equals(place.strip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'format':'comity-assessment/1',/'requesting':'XA',/'requested':'XB',/'identifiers':[{'kind':'IP',/'value':'203.0.113.7','port':0}]} | identifiers[0].port | 5",
                "{'format':'comity-assessment/1',/'requesting':'XA',/'requested':'XB',/'offence':{/'maxMonthsRequesting':-1}} | offence.maxMonthsRequesting | 5",
                "{/'format':null} || 2",
                "{/'a':1,/'a':2} || 3"
            })
    void a_problem_of_a_file_has_its_line(String file, String place, int line) {
        var bytes =
                file.replace('\'', '"')
                        .replace("/", "\n")
                        .replace("comity-assessment\n1", "comity-assessment/1")
                        .getBytes(StandardCharsets.UTF_8);
        var read = MatterReader.read(bytes, LocalDate.of(2026, 11, 24));
        assertThat(read.matter()).isEmpty();
        assertThat(read.problems()).hasSize(1);
        assertThat(read.problems().getFirst().path())
                .isEqualTo(Optional.ofNullable(place).orElse(""));
        assertThat(read.line(read.problems().getFirst())).isEqualTo(line);
    }

    @Test
    void a_file_in_another_encoding_is_refused() {
        var latin = "{\"requesting\":\"\u00c4\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(MatterReader.read(latin, LocalDate.of(2026, 11, 24)).problems()).hasSize(1);
    }

    private static Identifier identifier(Identifier.Kind kind, String value) {
        return new Identifier(
                kind,
                value,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

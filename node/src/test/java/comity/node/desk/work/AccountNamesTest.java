package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which accounts are the same, and which names say whose they are at all. */
class AccountNamesTest {

    @Test
    void an_address_is_the_same_however_it_is_written() {
        for (var written :
                List.of(
                        "k.orlov@harbourmail.example",
                        " K.Orlov@HarbourMail.example ",
                        "ｋ.orlov@harbourmail.example"))
            assertThat(AccountNames.form(written)).contains("k.orlov@harbourmail.example");
        assertThat(AccountNames.form("korlov@harbourmail.example"))
                .isNotEqualTo(AccountNames.form("k.orlov@harbourmail.example"));
    }

    @Test
    void a_number_is_the_same_with_spaces_and_without() {
        for (var written :
                List.of(
                        "+49 170 555-01 02",
                        "0049 (170) 5550102",
                        "+491705550102",
                        "＋49170 5550102"))
            assertThat(AccountNames.form(written)).contains("+491705550102");
    }

    @Test
    void a_name_within_one_service_says_nothing_of_whose_it_is() {
        for (var written : List.of("orlov", "0170 5550102", "@orlov", "orlov@home", "", "+1"))
            assertThat(AccountNames.form(written)).as(written).isEmpty();
    }
}

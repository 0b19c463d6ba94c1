package comity.node.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "vega@xa.example, vega@xa.example",
        "' Vega.Ana+court@XA.Example ', Vega.Ana+court@xa.example",
        "o'hara@justice.gov.example, o'hara@justice.gov.example",
        "vega@bücher.example, vega@xn--bcher-kva.example",
        "vega@مثال.إختبار, vega@xn--mgbh0fb.xn--kgbechtv",
    })
    void is_taken(String typed, String kept) {
        assertThat(MailAddress.of(typed)).contains(new MailAddress(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vega",
                "@xa.example",
                "vega@",
                "vega@localhost",
                "vega@[127.0.0.1]",
                "vega@127.0.0.1",
                "vega@xa.example\r\nBcc: all@xa.example",
                "vega\r\nBcc: all@xa.example",
                "vega@xa.example\nSubject: x",
                "vega\u0000@xa.example",
                "vega @xa.example",
                "a@b@xa.example",
                "\"vega\"@xa.example",
                "Vega <vega@xa.example>",
                "vega@xa.example, all@xa.example",
                "vega(at home)@xa.example",
                ".vega@xa.example",
                "ve..ga@xa.example",
                "vega@-xa.example",
                "vega@xa..example",
                "vega@xa.example\u2028Bcc: b@xa.example",
                "<script>@xa.example",
                "véga@xa.example",
            })
    void is_refused(String typed) {
        assertThat(MailAddress.of(typed)).isEmpty();
    }

    @Test
    void is_refused_once_it_is_longer_than_mail_allows() {
        assertThat(MailAddress.of("a".repeat(64) + "@xa.example")).isPresent();
        assertThat(MailAddress.of("a".repeat(65) + "@xa.example")).isEmpty();
        assertThat(MailAddress.of("a@" + "b.".repeat(130) + "example")).isEmpty();
    }
}

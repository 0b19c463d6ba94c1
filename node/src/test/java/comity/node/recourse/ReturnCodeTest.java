package comity.node.recourse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A code is typed by hand, from paper, by people in six scripts. */
class ReturnCodeTest {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private final Random random = new Random(7);

    private ReturnCode any() {
        var bytes = new byte[ReturnCode.BYTES];
        random.nextBytes(bytes);
        return ReturnCode.of(bytes);
    }

    @Test
    void is_read_back_however_it_is_typed() {
        for (var i = 0; i < 500; i++) {
            var code = any();
            var text = code.text();
            assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}");
            for (var typed :
                    new String[] {
                        text,
                        text.toLowerCase(Locale.ROOT),
                        text.replace("-", ""),
                        " " + text.replace("-", " \u2013 ") + "\n",
                        "\u200f" + text.replace('0', 'O').replace('1', 'l'),
                        text.replace('0', '\u0660').replace('7', '\u0667'),
                        text.replace('A', '\uff21')
                    }) assertThat(ReturnCode.typed(typed)).as(typed).contains(code);
        }
    }

    @Test
    void one_wrong_sign_is_noticed_wherever_it_stands() {
        for (var i = 0; i < 20; i++) {
            var text = any().text();
            for (var at = 0; at < text.length(); at++) {
                if (text.charAt(at) == '-') continue;
                for (var sign : SIGNS.toCharArray()) {
                    if (sign == text.charAt(at)) continue;
                    var wrong = text.substring(0, at) + sign + text.substring(at + 1);
                    assertThat(ReturnCode.typed(wrong)).as(text + " " + wrong).isEmpty();
                }
            }
        }
    }

    @Test
    void two_neighbours_exchanged_are_noticed() {
        for (var i = 0; i < 200; i++) {
            var text = any().text().replace("-", "");
            for (var at = 0; at + 1 < text.length(); at++) {
                if (text.charAt(at) == text.charAt(at + 1)) continue;
                var wrong =
                        text.substring(0, at)
                                + text.charAt(at + 1)
                                + text.charAt(at)
                                + text.substring(at + 2);
                assertThat(ReturnCode.typed(wrong)).as(text + " " + wrong).isEmpty();
            }
        }
    }

    @Test
    void what_is_none_is_none() {
        var text = any().text();
        for (var typed :
                new String[] {
                    "",
                    " ",
                    "-",
                    "0",
                    text + "0",
                    text.substring(1),
                    text + text,
                    "x".repeat(500),
                    text.replace(text.charAt(0), 'U'),
                    "'; DROP TABLE complaint;--",
                    "\0"
                }) assertThat(ReturnCode.typed(typed)).as(typed).isEmpty();
    }

    @Test
    void is_never_printed() {
        var code = any();
        assertThat("" + code).doesNotContain(code.text());
    }
}

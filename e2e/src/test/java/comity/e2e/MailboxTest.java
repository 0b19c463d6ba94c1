package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void is_the_same_on_every_machine() throws IOException {
        assertThat(Digest.of(bytes())).isEqualTo(Digest.of(bytes()));
    }

    @Test
    void has_some_hundred_messages_of_which_some_lie_outside_the_ten_days() throws IOException {
        var text = new String(bytes(), StandardCharsets.ISO_8859_1);

        assertThat(text.lines().filter(line -> line.startsWith("From ")).count()).isEqualTo(240);
        assertThat(text).contains("Sep 2026").contains(" 5 Oct 2026").contains("17 Oct 2026");
        assertThat(text)
                .contains("koi8-r".toUpperCase(java.util.Locale.ROOT), "GB18030", "ISO-2022-JP");
    }

    private static byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Mailbox.write(bytes);
        return bytes.toByteArray();
    }
}

package comity.record.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LockedBoxTest {
    private static final Json.Obj CONTENT = Json.object().with("secret", "XyZZy-plain");
    private static final Unlocking PASSPHRASE =
            Unlocking.Passphrase.of("correct horse battery staple\n");
    private static final Unlocking KEY = new Unlocking.KeyBytes(new byte[32]);

    private static Json.Obj locked(Unlocking with) {
        return LockedBox.lock(CONTENT, "keys", with, new Random(1));
    }

    @Test
    void opens_with_what_locked_it_and_shows_nothing_of_its_content() throws Exception {
        for (var with : new Unlocking[] {PASSPHRASE, KEY}) {
            var box = locked(with);
            assertThat(LockedBox.open(box, "keys", with)).isEqualTo(CONTENT);
            assertThat(CanonicalJson.text(box)).doesNotContain("XyZZy");
            assertThat(CanonicalJson.text(box))
                    .doesNotContain(
                            Base64Url.encode("XyZZy-plain".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(
                        LockedBox.open(
                                locked(PASSPHRASE),
                                "keys",
                                Unlocking.Passphrase.of("correct horse battery staple")))
                .isEqualTo(CONTENT);
    }

    @Test
    void opens_with_nothing_else() {
        assertThatThrownBy(
                        () ->
                                LockedBox.open(
                                        locked(PASSPHRASE),
                                        "keys",
                                        Unlocking.Passphrase.of("Correct horse battery staple")))
                .isInstanceOf(WrongKey.class)
                .hasMessageContaining("passphrase is wrong, or the key file was changed");
        assertThatThrownBy(() -> LockedBox.open(locked(PASSPHRASE), "keys", KEY))
                .hasMessageContaining("opens with a passphrase");
        assertThatThrownBy(() -> LockedBox.open(locked(KEY), "keys", PASSPHRASE))
                .hasMessageContaining("opens with a key");
        assertThatThrownBy(() -> LockedBox.open(locked(KEY), "holder", KEY))
                .hasMessageContaining("something else than holder");
    }

    @Test
    void does_not_open_once_anything_of_it_was_changed() {
        var box = locked(KEY);
        for (var member : box.members().keySet()) {
            var changed = box.with(member, box.text(member).orElse("") + "A");
            assertThatThrownBy(() -> LockedBox.open(changed, "keys", KEY))
                    .as(member)
                    .isInstanceOf(WrongKey.class);
        }
        var weaker =
                locked(PASSPHRASE)
                        .with(
                                "key",
                                locked(PASSPHRASE).object("key").orElseThrow().with("passes", 1));
        assertThatThrownBy(() -> LockedBox.open(weaker, "keys", PASSPHRASE))
                .isInstanceOf(WrongKey.class);
    }
}

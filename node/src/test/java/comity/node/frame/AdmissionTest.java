package comity.node.frame;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.node.frame.Admission.Entry;
import comity.node.identity.RoomSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever floods waits; nobody is turned away for good. */
class AdmissionTest {
    private static final String HERE = "2001:db8:1:2::5";
    private static final RoomSecret SECRET =
            RoomSecret.open(
                    TestDatabases.folder("admission").resolve("key.json"),
                    "test",
                    new SecureRandom());

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Admission admission =
            new Admission(
                    "test",
                    20,
                    Duration.ofMinutes(10),
                    about -> SECRET.derive("ticket", 16, about),
                    () -> now);

    private Entry ask(String address, String ticket) {
        return admission.ask(address, "form", ticket);
    }

    private Entry.Later flooded() {
        for (var i = 0; i < 20; i++) assertThat(ask(HERE, "")).isEqualTo(new Entry.In());
        if (ask(HERE, "") instanceof Entry.Later later) return later;
        throw new AssertionError("the twenty-first came in");
    }

    @Test
    void twenty_come_in_at_once_and_the_next_one_later() {
        var later = flooded();

        assertThat(later.from()).isBetween(now.plusSeconds(60), now.plus(Duration.ofMinutes(11)));
        assertThat(ask(HERE, later.ticket())).isInstanceOf(Entry.Later.class);
        now = later.from();
        assertThat(admission.ask(HERE, "another form", later.ticket()))
                .isEqualTo(new Entry.In()); // Its own turn has come by now.
    }

    @Test
    void a_ticket_lets_in_when_its_time_has_come_whatever_others_do_and_once() {
        var later = flooded();
        for (var i = 0; i < 5_000; i++) ask(HERE, "");
        now = later.from();
        assertThat(ask(HERE, "")).isEqualTo(new Entry.In());
        assertThat(ask(HERE, "")).isInstanceOf(Entry.Later.class);

        assertThat(ask(HERE, later.ticket())).isEqualTo(new Entry.In());
        assertThat(ask(HERE, later.ticket())).isInstanceOf(Entry.Later.class);
    }

    @Test
    void nobody_waits_longer_than_the_longest() {
        flooded();
        for (var i = 0; i < 5_000; i++)
            if (ask(HERE, "") instanceof Entry.Later later)
                assertThat(later.from()).isBeforeOrEqualTo(now.plusSeconds(601));
    }

    @Test
    void a_ticket_is_good_for_its_form_alone_and_none_can_be_made() {
        var later = flooded();
        now = later.from();
        assertThat(ask(HERE, "")).isEqualTo(new Entry.In());

        assertThat(admission.ask(HERE, "another", later.ticket())).isInstanceOf(Entry.Later.class);
        for (var forged : new String[] {"AAAA", "!", later.ticket().substring(2), "A".repeat(32)})
            assertThat(ask(HERE, forged)).isInstanceOf(Entry.Later.class);
    }

    @Test
    void a_network_is_64_bits_of_an_address_and_another_network_is_not_concerned() {
        flooded();

        assertThat(ask("2001:db8:1:2:ffff::9", "")).isInstanceOf(Entry.Later.class);
        for (var elsewhere : new String[] {"2001:db8:1:3::5", "192.0.2.1", "192.0.2.2"})
            assertThat(ask(elsewhere, "")).isEqualTo(new Entry.In());
    }
}

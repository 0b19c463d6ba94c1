package comity.node.mail;

import java.time.Duration;

/** Settings as an administrator would write them. */
final class Servers {
    private Servers() {}

    static MailServer at(int port, MailServer.Tls tls) {
        return at(port, tls, "");
    }

    static MailServer at(int port, MailServer.Tls tls, String trust) {
        return new MailServer(
                "localhost",
                port,
                "comity@xa.example",
                "",
                "",
                tls,
                trust,
                Duration.ofMinutes(30),
                Duration.ofSeconds(15));
    }
}

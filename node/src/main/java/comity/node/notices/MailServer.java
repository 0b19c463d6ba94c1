package comity.node.notices;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mail server hands letters over: {@code comity.mail.host} and the rest. Without a host none
 * are sent, and persons hear of their signatures on their own list alone.
 *
 * @param from whom letters come from
 * @param tls whether a server that offers no TLS is refused
 */
@ConfigurationProperties("comity.mail")
record MailServer(
        @DefaultValue("") String host,
        @DefaultValue("25") int port,
        @DefaultValue("comity@localhost") String from,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("true") boolean tls) {

    boolean isNamed() {
        return !host.isEmpty();
    }
}

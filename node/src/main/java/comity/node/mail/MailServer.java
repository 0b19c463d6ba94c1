package comity.node.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mail server hands letters over: {@code comity.mail.host} and the rest. Without a host none
 * are sent.
 *
 * @param from whom letters come from
 * @param user empty: the server asks for no password
 * @param passwordFile holds the password alone; others may not read it
 * @param tls how the line is protected; only {@code NONE} takes a server without it
 * @param trust a file of certificates (PEM) that vouch for the server; empty: the machine's own
 * @param every a person hears at most once in this time, but for emergencies
 * @param look how often it is looked whether something is new, and whether a letter waits
 */
@ConfigurationProperties("comity.mail")
public record MailServer(
        @DefaultValue("") String host,
        @DefaultValue("25") int port,
        @DefaultValue("comity@localhost") String from,
        @DefaultValue("") String user,
        @DefaultValue("") String passwordFile,
        @DefaultValue("STARTTLS") Tls tls,
        @DefaultValue("") String trust,
        @DefaultValue("30m") Duration every,
        @DefaultValue("15s") Duration look) {

    /** How the line to the server is protected. */
    public enum Tls {
        /** Begins in the open and is refused if the server offers no TLS (RFC 3207). */
        STARTTLS,
        /** From the first byte on (RFC 8314, 3.3). */
        TLS,
        /** Not at all: for a server on the same machine. */
        NONE
    }

    public MailServer {
        if (!host.isEmpty()) requireAddress(from);
        if (every.isNegative() || look.isNegative() || look.isZero())
            throw new IllegalArgumentException(
                    "comity.mail.every and comity.mail.look are spans of time, such as 30m");
    }

    public boolean isNamed() {
        return !host.isEmpty();
    }

    private static void requireAddress(String from) {
        try {
            new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("comity.mail.from is no address: " + from, e);
        }
    }

    /**
     * The password, read anew for each connection, so that it can be changed while the node runs.
     *
     * @throws IllegalStateException if everybody on the machine may read it
     */
    String password() {
        if (passwordFile.isEmpty()) return "";
        var file = Path.of(passwordFile);
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ))
                throw new IllegalStateException(
                        "Everybody on this machine may read " + file + ": chmod o-r it");
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("comity.mail.password-file cannot be read: " + file, e);
        }
    }
}

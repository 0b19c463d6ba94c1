package comity.node.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One letter, one connection, over SMTP to the server that the administrator names. */
public final class Smtp {
    private static final String PATIENCE = "20000";

    private final MailServer server;
    private final String host;
    private final Session session;
    private final InstantSource clock;

    /**
     * @param origin where this node is: its host names the node to the server, and letters
     */
    public Smtp(MailServer server, String origin, InstantSource clock) {
        this.server = server;
        this.host = URI.create(origin).getHost();
        this.clock = clock;
        this.session = Session.getInstance(settings());
    }

    private String protocol() {
        return server.tls() == MailServer.Tls.TLS ? "smtps" : "smtp";
    }

    private Properties settings() {
        var settings = new Properties();
        var mail = "mail." + protocol() + ".";
        settings.put(mail + "connectiontimeout", PATIENCE);
        settings.put(mail + "timeout", PATIENCE);
        settings.put(mail + "writetimeout", PATIENCE);
        settings.put(mail + "quitwait", "false");
        settings.put(mail + "localhost", host);
        settings.put(mail + "auth", Boolean.toString(!server.user().isEmpty()));
        settings.put(mail + "ssl.checkserveridentity", "true");
        if (server.tls() == MailServer.Tls.STARTTLS) {
            settings.put(mail + "starttls.enable", "true");
            settings.put(mail + "starttls.required", "true");
        }
        if (!server.trust().isEmpty()) settings.put(mail + "ssl.socketFactory", trusting());
        return settings;
    }

    private Object trusting() {
        try (var pem = Files.newInputStream(Path.of(server.trust()))) {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem))
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            var anchors =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            anchors.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, anchors.getTrustManagers(), null);
            return tls.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "comity.mail.trust cannot be read: " + server.trust(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "comity.mail.trust holds no certificates: " + server.trust(), e);
        }
    }

    /**
     * Hands {@code letter} over, or says what was in the way. Never throws for the world's sake.
     */
    public Outcome send(Letter letter) {
        return send(letter, () -> true);
    }

    /**
     * The same, asking once more before the first word of it is written: until then the server has
     * certainly not taken it.
     *
     * @param goesOut false: it is not sent after all
     */
    public Outcome send(Letter letter, BooleanSupplier goesOut) {
        Written written;
        try {
            written = new Written(session, letter, host, goesOut);
            fill(written, letter);
        } catch (MessagingException e) {
            throw new IllegalStateException("a letter of ours is malformed", e);
        }
        try (var line = (SMTPTransport) session.getTransport(protocol())) {
            try {
                // Angus signs in wherever it is given a name, even an empty one.
                if (server.user().isEmpty()) line.connect(server.host(), server.port(), null, null);
                else line.connect(server.host(), server.port(), server.user(), server.password());
            } catch (MessagingException e) {
                return notConnected(e);
            } catch (UncheckedIOException | IllegalStateException _) {
                return new Outcome.Deferred("SIGN_IN", true);
            }
            line.sendMessage(written, written.getAllRecipients());
            return new Outcome.Accepted();
        } catch (MessagingException e) {
            return written.calledOff
                    ? new Outcome.Deferred("CALLED_OFF", false)
                    : notSent(e, written.whole);
        }
    }

    private void fill(MimeMessage message, Letter letter) throws MessagingException {
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setHeader("Content-Language", letter.language());
        // Nobody's answering machine shall answer (RFC 3834, 5).
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.off().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + letter.off().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setSentDate(Date.from(clock.instant()));
        if (letter.html().isEmpty()) {
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
        } else {
            var plain = new MimeBodyPart();
            plain.setText(letter.text(), StandardCharsets.UTF_8.name());
            var rich = new MimeBodyPart();
            rich.setText(letter.html().get(), StandardCharsets.UTF_8.name(), "html");
            message.setContent(new MimeMultipart("alternative", plain, rich));
        }
        message.saveChanges();
    }

    private static Outcome notConnected(MessagingException e) {
        if (e instanceof AuthenticationFailedException)
            return new Outcome.Deferred("SIGN_IN", true);
        var tls =
                chain(e).anyMatch(SSLException.class::isInstance)
                        || String.valueOf(e.getMessage()).contains("STARTTLS");
        return new Outcome.Deferred(tls ? "TLS" : "UNREACHABLE", true);
    }

    /**
     * The server's own word decides. 5xx about this recipient, or about the letter once it was
     * read, is said for good (RFC 5321, 4.2.1); 5xx about us is the administrator's to mend.
     */
    private static Outcome notSent(MessagingException e, boolean whole) {
        for (var one : chain(e).toList())
            switch (one) {
                case SMTPAddressFailedException recipient -> {
                    var code = recipient.getReturnCode();
                    if (code >= 500) return new Outcome.Refused(Integer.toString(code));
                    if (code > 0) return new Outcome.Deferred(Integer.toString(code), false);
                }
                case SMTPSendFailedException sent -> {
                    if (sent.getReturnCode() > 0)
                        return new Outcome.Deferred(
                                Integer.toString(sent.getReturnCode()),
                                sent.getCommand().startsWith("MAIL"));
                }
                default -> {}
            }
        return whole ? new Outcome.Doubtful() : new Outcome.Deferred("BROKEN", true);
    }

    /** An exception, what followed it, and what caused either. */
    private static Stream<Throwable> chain(Throwable first) {
        var found = Stream.<Throwable>builder();
        @Nullable Throwable next = first;
        while (next != null) {
            found.add(next);
            var cause = next.getCause();
            if (next instanceof MessagingException mail && mail.getNextException() != null)
                next = mail.getNextException();
            else next = cause;
        }
        return found.build();
    }

    /** Its Message-ID is ours, and it knows whether all of it went out. */
    private static final class Written extends MimeMessage {
        private final String messageId;
        private final BooleanSupplier goesOut;
        private boolean calledOff;
        private boolean whole;

        Written(Session session, Letter letter, String host, BooleanSupplier goesOut) {
            super(session);
            this.goesOut = goesOut;
            this.messageId = "<" + letter.id() + "@" + host + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored)
                throws IOException, MessagingException {
            calledOff = !goesOut.getAsBoolean();
            if (calledOff) throw new MessagingException("called off");
            super.writeTo(out, ignored);
            whole = true;
        }
    }
}

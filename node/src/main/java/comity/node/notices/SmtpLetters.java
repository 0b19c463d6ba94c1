package comity.node.notices;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Letters over SMTP, to the server that the administrator names. */
final class SmtpLetters implements Letters {
    private static final String PATIENCE = "20000";

    private final MailServer server;
    private final Session session;
    private final InstantSource clock;

    SmtpLetters(MailServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        var settings = new Properties();
        settings.put("mail.smtp.host", server.host());
        settings.put("mail.smtp.port", Integer.toString(server.port()));
        settings.put("mail.smtp.connectiontimeout", PATIENCE);
        settings.put("mail.smtp.timeout", PATIENCE);
        settings.put("mail.smtp.writetimeout", PATIENCE);
        settings.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", Boolean.toString(server.tls()));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        this.session =
                Session.getInstance(
                        settings,
                        new Authenticator() {
                            @Override
                            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                                return new PasswordAuthentication(server.user(), server.password());
                            }
                        });
    }

    @Override
    public void send(Letter letter) {
        try {
            var message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Content-Language", letter.language());
            // Nobody's answering machine shall answer (RFC 3834, 5).
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message);
        } catch (MessagingException e) {
            throw new LetterFailed(e);
        }
    }
}

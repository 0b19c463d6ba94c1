package comity.node.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import comity.node.mail.MailServer.Tls;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail server answers, and what we make of it; all of it over sockets. */
class SmtpTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Letter LETTER =
            new Letter(
                    UUID.fromString("00000000-0000-4000-8000-000000000001"),
                    "vega@xa.example",
                    "لديك جديد",
                    "أول سطر\n",
                    Optional.of("<p dir=\"rtl\">أول سطر</p>"),
                    "ar",
                    Optional.of("https://xa.example/mail/off/TOKEN"));

    private static Smtp to(MailServer server) {
        return new Smtp(server, "https://node.xa.example", () -> NOON);
    }

    @Nested
    class A_server_that_takes_it {

        @Test
        void receives_text_and_html_with_the_headers_of_a_machines_letter() throws Exception {
            var server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
            server.start();
            try {
                assertThat(to(Servers.at(server.getSmtp().getPort(), Tls.NONE)).send(LETTER))
                        .isEqualTo(new Outcome.Accepted());
                var taken = server.getReceivedMessages()[0];
                assertThat(taken.getSubject()).isEqualTo("لديك جديد");
                assertThat(taken.getSentDate().toInstant()).isEqualTo(NOON);
                assertThat(taken.getHeader("Message-ID"))
                        .containsExactly("<" + LETTER.id() + "@node.xa.example>");
                assertThat(taken.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                assertThat(taken.getHeader("Content-Language")).containsExactly("ar");
                assertThat(taken.getHeader("List-Unsubscribe"))
                        .containsExactly("<https://xa.example/mail/off/TOKEN>");
                assertThat(taken.getHeader("List-Unsubscribe-Post"))
                        .containsExactly("List-Unsubscribe=One-Click");
                var parts = (MimeMultipart) taken.getContent();
                assertThat(parts.getContentType()).startsWith("multipart/alternative");
                assertThat(parts.getBodyPart(0).getContent().toString()).contains("أول سطر");
                assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            } finally {
                server.stop();
            }
        }

        @Test
        void may_speak_TLS_after_a_word_in_the_open(@TempDir Path folder) throws Exception {
            try (var server = new ScriptedMailServer()) {
                var trust = server.certificateIn(folder).toString();
                assertThat(to(Servers.at(server.port(), Tls.STARTTLS, trust)).send(LETTER))
                        .isEqualTo(new Outcome.Accepted());
                assertThat(server.taken()).hasSize(1);
                assertThat(server.heard())
                        .filteredOn(said -> said.startsWith("MAIL") || said.startsWith("RCPT"))
                        .isEmpty();
                assertThat(server.heard()).anyMatch(said -> said.startsWith("tls:RCPT"));
            }
        }

        @Test
        void is_given_the_password_of_a_file_that_others_may_not_read(@TempDir Path folder)
                throws Exception {
            var secret = Files.writeString(folder.resolve("password"), "s3cret\n");
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            try (var server = new ScriptedMailServer()) {
                var settings =
                        new MailServer(
                                "localhost",
                                server.port(),
                                "comity@xa.example",
                                "comity",
                                secret.toString(),
                                Tls.STARTTLS,
                                server.certificateIn(folder).toString(),
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(15));
                assertThat(to(settings).send(LETTER)).isEqualTo(new Outcome.Accepted());
                assertThat(server.heard()).anyMatch(said -> said.startsWith("tls:AUTH PLAIN"));

                server.answers("AUTH", "535 no");
                assertThat(to(settings).send(LETTER))
                        .isEqualTo(new Outcome.Deferred("SIGN_IN", true));

                server.answersAsUsual();
                Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
                assertThat(to(settings).send(LETTER))
                        .isEqualTo(new Outcome.Deferred("SIGN_IN", true));
                assertThat(server.taken()).hasSize(1);
            }
        }
    }

    @Nested
    class A_server_that_does_not {

        @Test
        void answer_at_all() throws IOException {
            int nobody;
            try (var once = new ServerSocket(0)) {
                nobody = once.getLocalPort();
            }
            assertThat(to(Servers.at(nobody, Tls.NONE)).send(LETTER))
                    .isEqualTo(new Outcome.Deferred("UNREACHABLE", true));
        }

        @Test
        void offer_TLS_is_told_nothing() {
            try (var server = new ScriptedMailServer()) {
                server.answers("EHLO", "250 here");
                assertThat(to(Servers.at(server.port(), Tls.STARTTLS)).send(LETTER))
                        .isEqualTo(new Outcome.Deferred("TLS", true));
                assertThat(server.heard()).noneMatch(said -> said.startsWith("MAIL"));
            }
        }

        @Test
        void show_a_certificate_that_we_trust_is_told_nothing() {
            try (var server = new ScriptedMailServer()) {
                assertThat(to(Servers.at(server.port(), Tls.STARTTLS)).send(LETTER))
                        .isEqualTo(new Outcome.Deferred("TLS", true));
                assertThat(server.taken()).isEmpty();
            }
        }

        /** Who is meant by a refusal decides whether anything is tried again. */
        @ParameterizedTest
        @CsvSource({
            "RCPT, 550 no such person, Refused[why=550]",
            "RCPT, 451 later, 'Deferred[why=451, everybody=false]'",
            "MAIL, 451 busy, 'Deferred[why=451, everybody=true]'",
            "MAIL, 550 not from you, 'Deferred[why=550, everybody=true]'",
            "DATA, 451 disk full, 'Deferred[why=451, everybody=false]'",
            "., 554 we do not like it, 'Deferred[why=554, everybody=false]'",
            "., 451 later, 'Deferred[why=451, everybody=false]'",
            "CONNECT, 421 closed, 'Deferred[why=UNREACHABLE, everybody=true]'",
        })
        void take_it_says_why(String verb, String answer, String outcome) {
            try (var server = new ScriptedMailServer()) {
                server.answers(verb, answer);
                assertThat(to(Servers.at(server.port(), Tls.NONE)).send(LETTER))
                        .hasToString(outcome);
                assertThat(server.taken()).isEmpty();
            }
        }

        @Test
        void answer_for_what_it_was_given_may_have_taken_it() {
            try (var server = new ScriptedMailServer()) {
                server.answers(".", ScriptedMailServer.HANGS_UP);
                assertThat(to(Servers.at(server.port(), Tls.NONE)).send(LETTER))
                        .isEqualTo(new Outcome.Doubtful());
            }
        }

        @Test
        void get_the_first_word_because_it_was_called_off_has_taken_nothing() {
            try (var server = new ScriptedMailServer()) {
                assertThat(to(Servers.at(server.port(), Tls.NONE)).send(LETTER, () -> false))
                        .isEqualTo(new Outcome.Deferred("CALLED_OFF", false));
                assertThat(server.heard()).contains("DATA");
                assertThat(server.taken()).isEmpty();
            }
        }

        @Test
        void wait_for_the_letter_has_not_taken_it() {
            try (var server = new ScriptedMailServer()) {
                server.answers("RCPT", ScriptedMailServer.HANGS_UP);
                assertThat(to(Servers.at(server.port(), Tls.NONE)).send(LETTER))
                        .isEqualTo(new Outcome.Deferred("BROKEN", true));
            }
        }
    }
}

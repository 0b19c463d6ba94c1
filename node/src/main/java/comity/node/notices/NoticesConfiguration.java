package comity.node.notices;

import comity.node.identity.Composer;
import comity.node.identity.People;
import comity.node.identity.RelyingParty;
import comity.node.mail.MailServer;
import comity.node.mail.Smtp;
import comity.node.registry.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {

    @Bean
    Signatures signatures(
            Registry registry, JdbcClient sql, InstantSource clock, SecureRandom random) {
        return new Signatures(registry, sql, clock, random);
    }

    @Bean
    PasskeyNotices passkeyNotices(JdbcClient sql, InstantSource clock, SecureRandom random) {
        return new PasskeyNotices(sql, clock, random);
    }

    @Bean
    Contesting contesting(Registry registry, Composer composer, Signatures signatures) {
        return new Contesting(registry, composer, signatures);
    }

    @Bean
    SignedAwaiting signedAwaiting(Signatures signatures, People people) {
        return new SignedAwaiting(signatures, people);
    }

    @Bean
    Words noticeWords() {
        return new Words();
    }

    @Bean(destroyMethod = "close")
    Postman postman(
            Signatures signatures,
            PasskeyNotices passkeys,
            People people,
            MailServer server,
            Smtp smtp,
            RelyingParty here,
            Words words) {
        Optional<Letters> letters =
                server.isNamed() ? Optional.of(new SmtpLetters(smtp)) : Optional.empty();
        return new Postman(signatures, passkeys, people, letters, here, words);
    }

    /** Once people are settled, and before the node says that it is ready. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    ApplicationRunner postmansRounds(Postman postman, Registry registry) {
        return _ -> {
            registry.whenElected(
                    () -> {
                        postman.start();
                        registry.onCommit(postman::wake);
                    });
        };
    }
}

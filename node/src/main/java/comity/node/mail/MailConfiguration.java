package comity.node.mail;

import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.identity.RelyingParty;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailServer.class)
class MailConfiguration {

    @Bean
    Smtp smtp(MailServer server, RelyingParty here, InstantSource clock) {
        return new Smtp(server, here.origin(), clock);
    }

    @Bean
    Subscriptions mailSubscriptions(
            DataSource filer,
            TransactionOperations transaction,
            InstantSource clock,
            SecureRandom random) {
        return new Subscriptions(new JdbcTemplate(filer), transaction, clock, random);
    }

    @Bean
    Queue mailQueue(DataSource filer, InstantSource clock) {
        return new Queue(new JdbcTemplate(filer), clock);
    }

    @Bean
    Mailroom mailroom(MailServer server, DataSource filer, InstantSource clock) {
        return new Mailroom(server, new JdbcTemplate(filer), clock);
    }

    @Bean(destroyMethod = "close")
    Rounds mailRounds(
            Subscriptions subscriptions,
            Queue queue,
            List<Awaiting> rooms,
            People people,
            Offices offices,
            Smtp smtp,
            MailServer server,
            RelyingParty here,
            TransactionOperations transaction,
            InstantSource clock) {
        return new Rounds(
                new Looking(
                        subscriptions,
                        queue,
                        rooms,
                        people::person,
                        offices::of,
                        transaction,
                        clock),
                new Delivery(
                        queue,
                        subscriptions,
                        new Wording(here.origin()),
                        smtp,
                        transaction,
                        server.every()),
                server.look());
    }

    /** Once people are settled, in every process: each takes what no other has taken. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    ApplicationRunner mailsRounds(Rounds mailRounds, MailServer server) {
        return _ -> {
            if (server.isNamed()) mailRounds.start();
        };
    }
}

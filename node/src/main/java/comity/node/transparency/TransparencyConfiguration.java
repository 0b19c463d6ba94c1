package comity.node.transparency;

import comity.node.frame.Again;
import comity.node.identity.Keystore;
import comity.node.identity.StateActs;
import comity.node.publication.Publication;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class TransparencyConfiguration {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Numbers below {@code comity.transparency.threshold} are withheld. */
    @Bean
    Withholding withholding(@Value("${comity.transparency.threshold:10}") int threshold) {
        return new Withholding(threshold);
    }

    @Bean
    Proofs proofs(DataSource filer, SecureRandom random) {
        return new Proofs(new JdbcTemplate(filer), random);
    }

    @Bean
    Counts counts(
            Registry registry,
            Withholding withholding,
            Proofs proofs,
            Binding binding,
            Keystore keys,
            DataSource filer,
            TransactionOperations transaction,
            InstantSource clock) {
        return new Counts(
                registry,
                withholding,
                proofs,
                binding,
                keys.state(),
                new JdbcTemplate(filer),
                transaction,
                clock);
    }

    @Bean
    Binding binding(Registry registry, StateActs acts, Proofs proofs) {
        return new Binding(registry, inOwnName(acts), proofs);
    }

    private static Binding.Acts inOwnName(StateActs acts) {
        return new Binding.Acts() {
            @Override
            public UUID newDocket() {
                return acts.newDocket();
            }

            @Override
            public Filing file(UUID docket, comity.record.figures.Publication said) {
                return acts.file(
                        docket,
                        comity.record.figures.Publication.KIND,
                        comity.record.figures.Publication.TYPE,
                        comity.record.figures.Publication.SECTION,
                        said.json());
            }
        };
    }

    @Bean
    Proven proven(
            Registry registry,
            Publication publication,
            Counts counts,
            Proofs proofs,
            Keystore keys) {
        return new Proven(registry, publication, counts, proofs, keys.state());
    }

    /**
     * Each process follows; whichever comes first writes, and the others find it written. Nobody
     * waits for a number of the day: it looks now and then, and needs no call.
     */
    @Bean(destroyMethod = "close")
    Again statistics(Counts counts) {
        return new Again("statistics", PAUSE, counts::step).start();
    }
}

package comity.node.transparency;

import comity.node.frame.Again;
import comity.node.identity.Keystore;
import comity.node.registry.Registry;
import java.time.Duration;
import java.time.InstantSource;
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
    Counts counts(
            Registry registry,
            Withholding withholding,
            Keystore keys,
            DataSource filer,
            TransactionOperations transaction,
            InstantSource clock) {
        return new Counts(
                registry, withholding, keys.state(), new JdbcTemplate(filer), transaction, clock);
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

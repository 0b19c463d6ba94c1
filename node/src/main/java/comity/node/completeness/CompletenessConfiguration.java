package comity.node.completeness;

import comity.node.courier.AuthoritySeals;
import comity.node.courier.Courier;
import comity.node.courier.Cursors;
import comity.node.courier.Peers;
import comity.node.frame.Seeing;
import comity.node.identity.Keystore;
import comity.node.registry.Registry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompletenessConfiguration.Settings.class)
class CompletenessConfiguration {

    /**
     * What an administrator sets as {@code comity.completeness.every}.
     *
     * @param every how long after a comparison with each partner the next begins
     */
    @ConfigurationProperties("comity.completeness")
    record Settings(@DefaultValue("1h") Duration every) {}

    @Bean
    Shared sharedActs(JdbcClient sql, Keystore keys) {
        return new Shared(sql, keys.state());
    }

    @Bean
    Findings completenessFindings(JdbcClient sql, InstantSource clock) {
        return new Findings(sql, clock);
    }

    @Bean
    Rows comparisonRows() {
        return new Rows();
    }

    /** Only the process that leads compares by itself. */
    @Bean(destroyMethod = "close")
    Rounds comparisonRounds(
            Registry registry,
            Shared shared,
            Findings findings,
            Peers peers,
            Courier courier,
            AuthoritySeals seals,
            Cursors cursors,
            JdbcClient sql,
            InstantSource clock,
            SecureRandom random,
            Keystore keys,
            Settings settings) {
        var rounds =
                new Rounds(
                        registry,
                        shared,
                        findings,
                        peers,
                        courier,
                        seals,
                        cursors,
                        sql,
                        clock,
                        random,
                        keys.state(),
                        settings.every());
        registry.whenElected(rounds::start);
        return rounds;
    }

    @Bean
    Overview completenessOverview(
            Rounds rounds, Findings findings, Keystore keys, Registry registry, Seeing seeing) {
        return new Overview(rounds, findings, keys.state(), registry, seeing);
    }
}

package comity.node.completeness.presence;

import comity.node.courier.AuthoritySeals;
import comity.node.courier.Courier;
import comity.node.courier.Peers;
import comity.node.identity.Keystore;
import comity.node.identity.Offices;
import comity.node.identity.StateActs;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PresenceConfiguration.Settings.class)
class PresenceConfiguration {

    /**
     * What an administrator sets as {@code comity.presence.name}.
     *
     * @param every how often the map takes up new acts; its root is committed if it changed
     * @param atLeast how old a commitment may become before the same root is committed again
     * @param quota questions that one person may ask a day
     * @param partnerQuota questions that one partner's node may ask a day
     */
    @ConfigurationProperties("comity.presence")
    record Settings(
            @DefaultValue("1h") Duration every,
            @DefaultValue("24h") Duration atLeast,
            @DefaultValue("20") int quota,
            @DefaultValue("100") int partnerQuota) {}

    @Bean
    PresenceKeys presenceKeys(@Value("${comity.data}") Path data, SecureRandom random) {
        return PresenceKeys.open(data.resolve("keys").resolve("presence.json"), random);
    }

    @Bean
    FileMap fileMap(
            Registry registry,
            Publication publication,
            PresenceKeys presence,
            Keystore keys,
            StateActs acts,
            JdbcClient sql,
            TransactionOperations transaction,
            InstantSource clock) {
        return new FileMap(
                registry,
                publication,
                presence,
                new Committing(acts),
                sql,
                transaction,
                keys.state(),
                clock);
    }

    /** Only the process that leads commits to the map. */
    @Bean(destroyMethod = "close")
    MapBeat mapBeat(FileMap map, Settings settings, Registry registry) {
        var beat = new MapBeat(map, settings.every(), settings.atLeast());
        registry.whenElected(beat::start);
        return beat;
    }

    @Bean
    Questions presenceQuestions(
            JdbcClient sql, PresenceKeys keys, InstantSource clock, SecureRandom random) {
        return new Questions(sql, keys, clock, random);
    }

    @Bean
    Asking presenceAsking(
            Registry registry,
            FileMap map,
            Questions questions,
            Peers peers,
            Courier courier,
            AuthoritySeals seals,
            Keystore keys,
            Settings settings) {
        return new Asking(
                registry,
                map,
                questions,
                peers,
                courier,
                seals,
                keys.state(),
                settings.quota(),
                settings.partnerQuota());
    }

    @Bean
    PresenceViews presenceViews(Questions questions, Offices offices) {
        return new PresenceViews(questions, offices);
    }
}

package comity.node.timestamps;

import comity.node.identity.Keystore;
import comity.node.identity.RelyingParty;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimestampSettings.class)
class TimestampConfiguration {

    @Bean
    NamedAuthorities namedAuthorities(TimestampSettings settings, Optional<TrialAuthority> trial) {
        return NamedAuthorities.of(settings, trial);
    }

    @Bean
    Stamps stamps(JdbcClient sql) {
        return new StampTable(sql);
    }

    @Bean
    Stamping stamping(
            TimestampSettings settings,
            Optional<TrialAuthority> trial,
            RelyingParty here,
            Keystore keys,
            Registry registry,
            Publication log,
            Stamps stamps,
            InstantSource clock,
            SecureRandom random) {
        var urls =
                settings.urls().isEmpty()
                        ? trial.stream().map(_ -> URI.create(here.origin() + TrialResource.PATH))
                        : settings.urls().stream();
        var http = HttpAuthority.connection();
        return new Stamping(
                log::checkpoint,
                () ->
                        registry.directories().of(keys.state()).stream()
                                .flatMap(state -> state.log().timestampAuthorities().stream())
                                .toList(),
                urls.<Authority>map(url -> new HttpAuthority(http, url, settings.patience()))
                        .toList(),
                stamps,
                clock,
                random);
    }

    @Bean
    Renewing renewing(Stamping stamping, JdbcClient sql, InstantSource clock) {
        return new Renewing(stamping, new RenewalTable(sql), clock);
    }

    @Bean(destroyMethod = "close")
    Anchoring anchoring(
            Stamping stamping,
            Renewing renewing,
            Stamps stamps,
            Publication log,
            TimestampSettings settings,
            SecureRandom random) {
        return new Anchoring(stamping, renewing, stamps, log, settings.every(), random);
    }

    @Bean
    ExhibitStamps exhibitStamps(JdbcClient sql) {
        return new ExhibitStamps(sql);
    }

    @Bean(destroyMethod = "close")
    ExhibitStamping exhibitStamping(
            Stamping stamping, ExhibitStamps stamps, InstantSource clock, SecureRandom random) {
        return new ExhibitStamping(stamping, stamps, clock, random);
    }

    /** Once the node answers, for a demo asks itself. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    ApplicationRunner anchors(Anchoring anchoring, Registry registry) {
        return _ -> registry.whenElected(anchoring::start);
    }
}

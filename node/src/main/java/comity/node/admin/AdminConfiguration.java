package comity.node.admin;

import comity.node.courier.Peers;
import comity.node.courier.TlsIdentity;
import comity.node.identity.Chancery;
import comity.node.mail.Mailroom;
import comity.node.mail.PublicLetters;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.retention.Keyring;
import comity.node.timestamps.Anchoring;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    LogMeasure logMeasure(
            Registry registry, Publication publication, Anchoring anchoring, DataSource filer) {
        return new LogMeasure(registry, publication, anchoring, new JdbcTemplate(filer));
    }

    @Bean
    PeerMeasure peerMeasure(Peers peers, Registry registry, LogMeasure log, DataSource filer) {
        return new PeerMeasure(peers, registry, log, new JdbcTemplate(filer));
    }

    @Bean
    KeyMeasure keyMeasure(Chancery chancery, TlsIdentity tls, Place place) {
        return new KeyMeasure(chancery, tls, place);
    }

    @Bean
    StoreMeasure storeMeasure(Stored stored, Keyring keyring, Place place, DataSource filer) {
        return new StoreMeasure(
                stored.vault(), stored.named(), keyring, place, new JdbcTemplate(filer));
    }

    @Bean
    Starts starts(DataSource filer, Place place, InstantSource clock) {
        return new Starts(new JdbcTemplate(filer), place.version(), clock);
    }

    @Bean
    Measure measure(
            LogMeasure log,
            PeerMeasure peers,
            KeyMeasure keys,
            StoreMeasure store,
            Starts starts,
            Mailroom mail,
            PublicLetters weekly,
            DataSource filer,
            InstantSource clock) {
        return new Measure(
                log, peers, keys, store, starts, mail, weekly, new JdbcTemplate(filer), clock);
    }

    @Bean(destroyMethod = "close")
    Watch watch(
            Measure measure,
            DataSource filer,
            TransactionOperations transaction,
            InstantSource clock) {
        return new Watch(measure, new JdbcTemplate(filer), transaction, clock);
    }

    @Bean
    NodeAwaiting nodeAwaiting(DataSource filer) {
        return new NodeAwaiting(new JdbcTemplate(filer));
    }

    @Bean
    ApplicationRunner watching(Watch watch) {
        return _ -> watch.start();
    }
}

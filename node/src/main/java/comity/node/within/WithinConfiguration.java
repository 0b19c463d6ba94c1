package comity.node.within;

import comity.node.frame.Filer;
import comity.node.frame.Seeing;
import comity.node.identity.Composer;
import comity.node.identity.Keystore;
import comity.node.registry.NodeActs;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WithinSettings.class)
class WithinConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(WithinConfiguration.class);

    @Bean
    Namings namings(Registry registry) {
        return new Namings(registry);
    }

    @Bean
    Restricted restricted(WithinSettings settings, JdbcClient sql) throws IOException {
        var file = settings.restricted().hashList();
        var list = file == null ? HashList.NONE : HashList.read(file);
        if (file != null) LOG.info("{} hashes of known abuse are loaded", list.size());
        return new Restricted(list, Set.copyOf(settings.restricted().cleared()), sql);
    }

    @Bean(destroyMethod = "close")
    Readers readers(WithinSettings settings) {
        var set = settings.reader();
        return new Readers(
                set != null
                        ? set
                        : Path.of(System.getProperty("comity.root", "."), "reader", "target"));
    }

    @Bean
    ExhibitSight exhibitSight(
            FileVault vault,
            Namings namings,
            Restricted restricted,
            Composer composer,
            Seeing sight) {
        return new ExhibitSight(vault, namings, restricted, composer, sight);
    }

    @Bean
    Openings openings(Composer composer, Registry registry, InstantSource clock) {
        return new Openings(composer, new Filer(composer, registry), clock);
    }

    @Bean
    Comparing comparing(FileVault vault, Readers readers, Restricted restricted) {
        return new Comparing(vault, readers::reader, restricted);
    }

    @Bean
    AskedComparisons askedComparisons(JdbcClient sql, FileVault vault, InstantSource clock) {
        return new AskedComparisons(sql, vault, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Comparisons orderComparisons(
            Keystore keys,
            Registry registry,
            FileVault vault,
            Namings namings,
            Comparing comparing,
            AskedComparisons table,
            InstantSource clock) {
        return new Comparisons(keys.state(), registry, vault, namings, comparing, table, clock);
    }

    @Bean
    ComparisonDesk comparisonDesk(
            FileVault vault,
            Namings namings,
            AskedComparisons table,
            Comparisons comparisons,
            Composer composer,
            Seeing sight) {
        return new ComparisonDesk(vault, namings, table, comparisons, composer, sight);
    }

    @Bean
    WithinViews withinViews(
            Registry registry,
            FileVault vault,
            Restricted restricted,
            Composer composer,
            AskedComparisons table,
            Seeing sight) {
        return new WithinViews(registry, vault, restricted, composer, table, sight);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Disposing disposing(
            Registry registry,
            FileVault vault,
            Namings namings,
            NodeActs acts,
            InstantSource clock,
            Keystore keys) {
        return new Disposing(registry, new Endings(vault, namings, acts, clock, keys.state()));
    }
}

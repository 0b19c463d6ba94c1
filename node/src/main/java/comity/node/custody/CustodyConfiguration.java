package comity.node.custody;

import comity.node.frame.Filer;
import comity.node.identity.Composer;
import comity.node.identity.People;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class CustodyConfiguration {
    @Bean
    Handlers handlers(People people, Composer composer, Registry registry) {
        return new Handlers(people, composer, registry);
    }

    @Bean
    HoldingViews holdingViews(Registry registry, Composer composer, FileVault vault) {
        return new HoldingViews(registry, composer, vault);
    }

    @Bean(destroyMethod = "close")
    ContainerReaders containerReaders() {
        return new ContainerReaders(
                Path.of(System.getProperty("comity.root", "."), "containers", "target"));
    }

    @Bean
    Derivations derivations(
            Registry registry,
            Composer composer,
            FileVault vault,
            Restrictions restrictions,
            SecureRandom random) {
        return new Derivations(
                registry, composer, vault, restrictions, new Filer(composer, registry), random);
    }

    @Bean
    Imports imports(
            FileVault vault, ContainerReaders readers, Composer composer, Registry registry) {
        return new Imports(vault, readers::reader, new Filer(composer, registry), registry::read);
    }
}

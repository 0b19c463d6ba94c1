package comity.node.provider;

import comity.node.identity.RelyingParty;
import comity.node.identity.Sessions;
import comity.node.identity.SignIn;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    @Bean
    Orders orders(Registry registry) {
        return new Orders(registry);
    }

    @Bean
    Reckoning reckoning(Orders orders, Registry registry) {
        return new Reckoning(orders, registry);
    }

    @Bean
    SourceKeys sourceKeys(
            JdbcClient sql,
            SignIn signIn,
            Sessions sessions,
            RelyingParty relyingParty,
            InstantSource clock) {
        return new SourceKeys(sql, signIn, sessions, relyingParty.origin(), clock);
    }

    @Bean
    Manifests manifests(JdbcClient sql, FileVault vault, InstantSource clock) {
        return new Manifests(sql, vault, clock);
    }
}

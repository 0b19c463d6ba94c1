package comity.node.identity.openid;

import comity.node.identity.Challenges;
import comity.node.identity.OfficeChanges;
import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.identity.Readings;
import comity.node.identity.RelyingParty;
import comity.node.identity.Sessions;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together: whose accounts are whose, always; the provider, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenIdSettings.class)
class OpenIdConfiguration {

    @Bean
    Accounts accounts(
            JdbcClient sql,
            TransactionOperations transaction,
            People people,
            Offices offices,
            OfficeChanges changes,
            Sessions sessions,
            InstantSource clock,
            SecureRandom random) {
        return new Accounts(sql, transaction, people, offices, changes, sessions, clock, random);
    }

    @Bean
    @ConditionalOnProperty("comity.openid.issuer")
    OpenIdSignIn openIdSignIn(
            OpenIdSettings settings,
            RelyingParty relyingParty,
            Accounts accounts,
            Challenges challenges,
            Sessions sessions,
            Offices offices,
            Readings readings,
            InstantSource clock,
            SecureRandom random) {
        return new OpenIdSignIn(
                new OpenIdProvider(settings, relyingParty, clock),
                accounts,
                challenges,
                sessions,
                offices,
                readings,
                random);
    }
}

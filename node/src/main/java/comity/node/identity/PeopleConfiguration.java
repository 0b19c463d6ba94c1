package comity.node.identity;

import comity.node.registry.Registry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the people's part of this room together. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

    /** At each start, before the node says that it is ready. */
    @Bean
    ApplicationRunner settling(
            StateFile file,
            People people,
            Optional<DemoPeople> demo,
            Invitations invitations,
            SigningPage signingPage,
            Registry registry) {
        return _ -> {
            signingPage.publish();
            people.settle(file.people());
            // Codes of a later start replace the earlier: one process writes them.
            demo.ifPresentOrElse(
                    DemoPeople::enrolAll, () -> registry.whenElected(invitations::write));
        };
    }

    @Bean
    Invitations invitations(
            @Value("${comity.data}") Path data,
            People people,
            Offices offices,
            Passkeys passkeys,
            Enrolment enrolment) {
        return new Invitations(
                data.resolve("enrolment-codes.json"), people, offices, passkeys, enrolment);
    }

    @Bean
    @ConditionalOnProperty(name = "comity.demo", havingValue = "true")
    DemoPeople demoPeople(
            @Value("${comity.data}") Path data,
            People people,
            Offices offices,
            Passkeys passkeys,
            Enrolment enrolment,
            SignIn signIn,
            RelyingParty relyingParty,
            SecureRandom random) {
        return new DemoPeople(
                data, people, offices, passkeys, enrolment, signIn, relyingParty, random);
    }

    @Bean
    Passkeys passkeys(Registry registry, Keystore keys, JdbcClient sql) {
        return new Passkeys(registry, keys.state(), sql);
    }

    @Bean
    SignIn signIn(
            Challenges challenges,
            Passkeys passkeys,
            Sessions sessions,
            Readings readings,
            InstantSource clock) {
        return new SignIn(challenges, passkeys, sessions, readings, clock);
    }

    @Bean
    Composer composer(
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            InstantSource clock,
            SecureRandom random) {
        return new Composer(registry, keys, pseudonyms, clock, random);
    }

    @Bean
    Gazette gazette(
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            InstantSource clock,
            SecureRandom random) {
        return new Gazette(registry, keys, pseudonyms, clock, random);
    }

    @Bean
    LawEntries lawEntries(
            JdbcClient sql, Gazette gazette, OfficeChanges changes, InstantSource clock) {
        return new LawEntries(sql, gazette, changes, clock);
    }

    /** After the founding: without a directory the door knows no registrar. */
    @Bean
    Registrar registrar(
            Founding founded,
            StateFile file,
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            InstantSource clock,
            SecureRandom random) {
        return new Registrar(registry, keys, pseudonyms, file.registrar(), clock, random);
    }

    @Bean
    SigningPage signingPage(Registrar registrar) {
        return new SigningPage(registrar);
    }

    @Bean
    Losses losses(
            Registrar registrar,
            Registry registry,
            RelyingParty relyingParty,
            Passkeys passkeys,
            Enrolment enrolment,
            Registrations registrations,
            Offices offices,
            Sessions sessions,
            @Value("${comity.passkey-hold:72h}") Duration hold,
            InstantSource clock) {
        return new Losses(
                registrar,
                registry,
                relyingParty,
                passkeys,
                enrolment,
                registrations,
                offices,
                sessions,
                hold,
                clock);
    }

    @Bean
    OfficeChanges officeChanges(
            JdbcClient sql,
            TransactionOperations transaction,
            Tenures tenures,
            People people,
            Assignments assignments,
            Passkeys passkeys,
            Enrolment enrolment,
            Founding founding,
            Registry registry,
            InstantSource clock) {
        var changes =
                new OfficeChanges(
                        sql,
                        transaction,
                        tenures,
                        people,
                        assignments,
                        passkeys,
                        enrolment,
                        founding,
                        clock);
        registry.knows(changes::areStrangers);
        return changes;
    }

    @Bean
    Statements statements(
            Registry registry,
            Keystore keys,
            Pseudonyms pseudonyms,
            InstantSource clock,
            SecureRandom random) {
        return new Statements(registry, keys, pseudonyms, clock, random);
    }

    @Bean
    Enrolment enrolment(
            Registry registry,
            Keystore keys,
            RelyingParty relyingParty,
            Offices offices,
            Passkeys passkeys,
            Founding founding,
            Registrations registrations,
            JdbcClient sql,
            TransactionOperations transaction,
            InstantSource clock,
            SecureRandom random) {
        return new Enrolment(
                registry,
                keys.state(),
                relyingParty,
                offices,
                passkeys,
                founding,
                registrations,
                sql,
                transaction,
                clock,
                random);
    }
}

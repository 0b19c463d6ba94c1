package comity.node.oversight;

import comity.node.frame.Seeing;
import comity.node.identity.Keystore;
import comity.node.identity.OfficeActs;
import comity.node.identity.People;
import comity.node.identity.Pseudonyms;
import comity.node.publication.Publication;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class OversightConfiguration {

    @Bean
    TrialTable oversightTrials(
            Registry registry,
            Pseudonyms pseudonyms,
            Keystore keys,
            DataSource filer,
            TransactionOperations transaction) {
        return new TrialTable(
                registry, pseudonyms::on, keys.state(), new JdbcTemplate(filer), transaction);
    }

    /** Each process follows; whichever comes first writes, and the others find it written. */
    @Bean(destroyMethod = "close")
    Alerts oversightAlerts(
            Registry registry,
            TrialTable oversightTrials,
            People people,
            Seeing seeing,
            GlassAlerts glassAlerts,
            InstantSource clock) {
        var alerts = new Alerts(registry, oversightTrials, people, seeing, glassAlerts, clock);
        alerts.start();
        return alerts;
    }

    @Bean
    GlassAlerts glassAlerts(
            Registry registry, Seeing seeing, RareActs acts, Keystore keys, InstantSource clock) {
        return new GlassAlerts(registry, seeing, acts, keys.state(), clock);
    }

    @Bean
    GlassAwaiting glassAwaiting(GlassAlerts glassAlerts) {
        return new GlassAwaiting(glassAlerts);
    }

    @Bean
    Candidates drawCandidates(
            Registry registry,
            RareActs acts,
            Keystore keys,
            DataSource filer,
            TransactionOperations transaction) {
        return new Candidates(registry, acts, keys.state(), new JdbcTemplate(filer), transaction);
    }

    @Bean(destroyMethod = "close")
    Draws draws(
            Registry registry,
            Publication publication,
            Keystore keys,
            OfficeActs officeActs,
            Candidates drawCandidates,
            InstantSource clock,
            SecureRandom random) {
        var draws =
                new Draws(registry, publication, keys, officeActs, drawCandidates, clock, random);
        draws.start();
        return draws;
    }

    @Bean
    Findings findings(
            Registry registry,
            JdbcClient sql,
            OfficeActs officeActs,
            Keystore keys,
            Seeing seeing,
            InstantSource clock) {
        return new Findings(
                registry, new FindingIndex(registry, sql), officeActs, keys.state(), seeing, clock);
    }

    @Bean
    ReportedErrors reportedErrors(
            Registry registry, RareActs acts, Seeing seeing, InstantSource clock) {
        return new ReportedErrors(registry, acts, seeing, clock);
    }

    @Bean
    ErrorAwaiting errorAwaiting(ReportedErrors reportedErrors) {
        return new ErrorAwaiting(reportedErrors);
    }

    @Bean
    Year oversightYear(
            Registry registry,
            JdbcClient sql,
            ReportedErrors reportedErrors,
            @Value("${comity.transparency.threshold:10}") int threshold,
            InstantSource clock) {
        return new Year(registry, sql, reportedErrors, threshold, clock);
    }

    @Bean
    FindingAwaiting findingAwaiting(Findings findings) {
        return new FindingAwaiting(findings);
    }
}

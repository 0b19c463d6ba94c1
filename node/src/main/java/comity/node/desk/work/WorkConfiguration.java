package comity.node.desk.work;

import comity.node.frame.Seeing;
import comity.node.identity.Keystore;
import comity.node.identity.Pseudonyms;
import comity.node.identity.RelyingParty;
import comity.node.registry.EpochKeys;
import comity.node.registry.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    @Bean
    JdbcTemplate deskSql(DataSource filer) {
        return new JdbcTemplate(filer);
    }

    @Bean
    Projection deskProjection(
            Registry registry,
            JdbcTemplate deskSql,
            TransactionOperations transaction,
            Pseudonyms pseudonyms,
            Tokens deskTokens,
            Seeing sight,
            InstantSource clock) {
        return new Projection(
                registry,
                new Tables(deskSql),
                pseudonyms::on,
                deskTokens,
                sight,
                deskSql,
                transaction,
                clock);
    }

    /** Each process follows; whichever comes first writes, and the others find it written. */
    @Bean(destroyMethod = "close")
    Following deskFollowing(
            Registry registry,
            Projection projection,
            JdbcTemplate deskSql,
            TransactionOperations transaction,
            InstantSource clock) {
        var following = new Following(registry, projection, new Sweep(deskSql, transaction, clock));
        following.start();
        return following;
    }

    @Bean
    Lists deskLists(JdbcTemplate deskSql, Keystore keys, Seeing sight, InstantSource clock) {
        return new Lists(deskSql, keys.state(), sight, clock);
    }

    @Bean
    Earlier earlierJudgements(JdbcTemplate deskSql, Keystore keys, Seeing sight) {
        return new Earlier(deskSql, keys.state(), sight);
    }

    @Bean
    KeptFilters keptFilters(JdbcTemplate deskSql, InstantSource clock) {
        return new KeptFilters(deskSql, clock);
    }

    @Bean
    Tokens deskTokens(EpochKeys keys) {
        return new Tokens(keys);
    }

    @Bean
    Search deskSearch(Registry registry, Lists lists, Tokens deskTokens, JdbcTemplate deskSql) {
        return new Search(registry, lists, deskTokens);
    }

    @Bean
    AccountNames deskAccountNames(
            Tokens deskTokens, Projection projection, Lists lists, JdbcTemplate deskSql) {
        return new AccountNames(deskTokens, projection, lists, deskSql);
    }

    @Bean
    Lookups deskLookups(
            JdbcTemplate deskSql, EpochKeys keys, InstantSource clock, SecureRandom random) {
        return new Lookups(deskSql, keys, clock, random);
    }

    @Bean
    Backlog deskBacklog(
            Lists lists, JdbcTemplate deskSql, Keystore keys, AwaitedTranslations translations) {
        return new Backlog(deskSql, keys.state(), translations);
    }

    @Bean
    Duty deskDuty(Registry registry, Lists lists, JdbcTemplate deskSql, InstantSource clock) {
        return new Duty(registry, lists, deskSql, clock);
    }

    @Bean
    Awaited deskAwaited(Lists lists, JdbcTemplate deskSql, Keystore keys) {
        return new Awaited(lists, deskSql, keys.state());
    }

    @Bean
    Calendars deskCalendars(
            Lists lists,
            Seeing sight,
            Endings endings,
            JdbcTemplate deskSql,
            Keystore keys,
            RelyingParty here,
            InstantSource clock,
            SecureRandom random) {
        return new Calendars(
                lists, sight, endings, deskSql, keys.state(), here.origin(), clock, random);
    }
}

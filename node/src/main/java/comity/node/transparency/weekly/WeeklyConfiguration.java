package comity.node.transparency.weekly;

import comity.node.frame.Admission;
import comity.node.frame.Again;
import comity.node.identity.Keystore;
import comity.node.identity.RelyingParty;
import comity.node.mail.MailServer;
import comity.node.mail.Smtp;
import comity.node.transparency.Counts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WeeklyConfiguration.Settings.class)
class WeeklyConfiguration {
    /**
     * What an administrator sets as {@code comity.weekly.name}.
     *
     * @param day of the week on which the digest goes out
     * @param hour at which it does
     * @param zone whose clocks show that hour
     * @param perHour so many wishes are taken at once from one network, and an hour
     * @param longestWait nobody waits longer before theirs is taken
     */
    @ConfigurationProperties("comity.weekly")
    record Settings(
            @DefaultValue("MONDAY") DayOfWeek day,
            @DefaultValue("8") int hour,
            @DefaultValue("UTC") String zone,
            @DefaultValue("10") int perHour,
            @DefaultValue("10m") Duration longestWait) {

        Settings {
            if (hour < 0 || hour > 23)
                throw new IllegalArgumentException(
                        "comity.weekly.hour is an hour of the day, from 0 to 23");
            if (perHour < 1)
                throw new IllegalArgumentException("comity.weekly.per-hour is one or more");
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "comity.weekly.zone is a place's clocks, such as Europe/Paris, or UTC", e);
            }
        }

        Schedule schedule() {
            return new Schedule(day, hour, ZoneId.of(zone));
        }
    }

    @Bean
    ReaderKeys weeklyKeys(@Value("${comity.data}") Path data, SecureRandom random) {
        return ReaderKeys.open(data.resolve("keys").resolve("weekly.json"), random);
    }

    @Bean
    Readers weeklyReaders(
            DataSource filer,
            TransactionOperations transaction,
            ReaderKeys keys,
            InstantSource clock) {
        return new Readers(new JdbcTemplate(filer), transaction, keys, clock);
    }

    @Bean
    Editions weeklyEditions(
            DataSource filer, TransactionOperations transaction, InstantSource clock) {
        return new Editions(new JdbcTemplate(filer), transaction, clock);
    }

    @Bean
    Admission weeklyAdmission(Settings settings, ReaderKeys keys, InstantSource clock) {
        return new Admission(
                "weekly", settings.perHour(), settings.longestWait(), keys::ticket, clock);
    }

    @Bean
    Schedule weeklySchedule(Settings settings) {
        return settings.schedule();
    }

    /** In every process: each takes what no other has taken. */
    @Bean(destroyMethod = "close")
    Again weekly(
            Readers readers,
            Editions editions,
            Schedule weeklySchedule,
            Counts counts,
            ReaderKeys keys,
            Smtp smtp,
            MailServer server,
            RelyingParty here,
            Keystore keystore,
            InstantSource clock) {
        var delivery =
                new Delivery(
                        readers,
                        editions,
                        weeklySchedule,
                        counts::published,
                        keys,
                        new Wording(here.origin(), keystore.state()),
                        Optional.of(smtp).filter(_ -> server.isNamed()),
                        clock);
        return new Again("weekly", server.look(), delivery::step).start();
    }
}

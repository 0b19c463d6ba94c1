package comity.node.recourse;

import comity.node.identity.Composer;
import comity.node.identity.Keystore;
import comity.node.identity.Readings;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecourseConfiguration.Settings.class)
class RecourseConfiguration {
    /** What forms that are being read may hold together, so that a flood does not fill memory. */
    private static final long ROOM = 64L << 20;

    /**
     * What an administrator sets as {@code comity.complaints.name}.
     *
     * @param perHour so many complaints and additions come in at once from one network, and an hour
     * @param wrongCodes so many codes that lead nowhere are looked up for one network an hour
     * @param longestWait nobody waits longer before they come in
     * @param acknowledge within which the oversight body takes a complaint up
     * @param decide within which it decides
     * @param contest how long what can be done next stays open, unless the decision says otherwise
     */
    @ConfigurationProperties("comity.complaints")
    record Settings(
            @DefaultValue("20") int perHour,
            @DefaultValue("60") int wrongCodes,
            @DefaultValue("10m") Duration longestWait,
            @DefaultValue("7d") Duration acknowledge,
            @DefaultValue("90d") Duration decide,
            @DefaultValue("30d") Duration contest) {}

    @Bean
    ComplaintKeys complaintKeys(@Value("${comity.data}") Path data, SecureRandom random) {
        return ComplaintKeys.open(data.resolve("keys").resolve("complaints.json"), random);
    }

    @Bean
    Index complaintIndex(Registry registry, JdbcClient sql) {
        return new Index(registry, sql);
    }

    @Bean
    SealedFiles complaintFiles(JdbcClient sql, ComplaintKeys keys) {
        return new SealedFiles(sql, keys);
    }

    @Bean
    Complaints complaints(
            Registry registry,
            Publication publication,
            Keystore keystore,
            ComplaintKeys keys,
            Index index,
            SealedFiles files,
            InstantSource clock,
            SecureRandom random) {
        return new Complaints(registry, publication, keystore, keys, index, files, clock, random);
    }

    @Bean
    TalkView.Times complaintTimes(Settings settings) {
        return new TalkView.Times(settings.acknowledge(), settings.decide(), settings.contest());
    }

    @Bean
    ComplaintDesk complaintDesk(
            Complaints complaints,
            Index index,
            SealedFiles files,
            Composer composer,
            Readings readings,
            TalkView.Times times,
            InstantSource clock) {
        return new ComplaintDesk(complaints, index, files, composer, readings, times, clock);
    }

    @Bean
    ComplaintAwaiting complaintAwaiting(ComplaintDesk desk) {
        return new ComplaintAwaiting(desk);
    }

    @Bean
    FormWithFiles.Room formsRoom() {
        return new FormWithFiles.Room(ROOM);
    }

    @Bean
    FilterRegistrationBean<UnparsedForms> unparsedForms() {
        var filter = new FilterRegistrationBean<>(new UnparsedForms());
        filter.addUrlPatterns("/complaint", "/complaint/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    Portal portal(
            Complaints complaints,
            ComplaintKeys keys,
            TalkView.Times times,
            Settings settings,
            InstantSource clock) {
        return new Portal(
                complaints,
                keys,
                new Admission("filing", settings.perHour(), settings.longestWait(), keys, clock),
                new Admission(
                        "returning", settings.wrongCodes(), settings.longestWait(), keys, clock),
                times,
                clock);
    }
}

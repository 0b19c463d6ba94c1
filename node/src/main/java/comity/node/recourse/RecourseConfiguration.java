package comity.node.recourse;

import comity.node.frame.Admission;
import comity.node.frame.Again;
import comity.node.frame.Telling;
import comity.node.identity.Keystore;
import comity.node.identity.OfficeActs;
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
@EnableConfigurationProperties({
    RecourseConfiguration.Settings.class,
    RecourseConfiguration.InquirySettings.class
})
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

    /**
     * What an administrator sets as {@code comity.inquiries.name}.
     *
     * @param leastDays between the day of asking and the night of the reply
     * @param spreadDays from so many nights the one is drawn
     * @param hour of the day, UTC, at which a night's replies are filed
     * @param follow so long after the reply it is looked each night whether more may be told
     * @param look so often it is looked what the time is
     */
    @ConfigurationProperties("comity.inquiries")
    record InquirySettings(
            @DefaultValue("2") int leastDays,
            @DefaultValue("3") int spreadDays,
            @DefaultValue("2") int hour,
            @DefaultValue("1095d") Duration follow,
            @DefaultValue("20s") Duration look) {}

    @Bean
    ReplyDays replyDays(ComplaintKeys keys, InquirySettings settings) {
        return new ReplyDays(keys, settings.leastDays(), settings.spreadDays(), settings.hour());
    }

    @Bean
    Replies replies(
            Complaints complaints,
            Index index,
            ReplyDays days,
            ComplaintKeys keys,
            Telling telling,
            InquirySettings settings,
            InstantSource clock) {
        return new Replies(
                complaints, index, days, keys, new Answers(telling), settings.follow(), clock);
    }

    @Bean(destroyMethod = "close")
    Again inquiries(Replies replies, InquirySettings settings) {
        return new Again("inquiries", settings.look(), replies::step).start();
    }

    @Bean
    ComplaintKeys complaintKeys(@Value("${comity.data}") Path data, SecureRandom random) {
        return ComplaintKeys.open(data.resolve("keys").resolve("complaints.json"), random);
    }

    @Bean
    Index complaintIndex(Registry registry, JdbcClient sql, ReplyDays days) {
        return new Index(registry, sql, days);
    }

    @Bean
    SealedFiles complaintFiles(JdbcClient sql, ComplaintKeys keys) {
        return new SealedFiles(sql, keys);
    }

    @Bean
    Complaints complaints(
            Registry registry,
            Keystore keystore,
            ComplaintKeys keys,
            Index index,
            SealedFiles files,
            InstantSource clock,
            SecureRandom random) {
        return new Complaints(
                registry,
                Complaints.Signing.of(keystore, registry, clock),
                keys,
                index,
                files,
                clock,
                random);
    }

    @Bean
    Receipts complaintReceipts(Registry registry, Publication publication, Keystore keystore) {
        return new Receipts(registry, publication, keystore);
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
            OfficeActs officeActs,
            Readings readings,
            Telling telling,
            TalkView.Times times,
            InstantSource clock) {
        return new ComplaintDesk(
                complaints, index, files, officeActs, readings, telling, times, clock);
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
            Receipts receipts,
            ReplyDays days,
            ComplaintKeys keys,
            TalkView.Times times,
            Settings settings,
            InstantSource clock) {
        return new Portal(
                complaints,
                receipts,
                days,
                keys,
                new Admission(
                        "filing", settings.perHour(), settings.longestWait(), keys::mark, clock),
                new Admission(
                        "returning",
                        settings.wrongCodes(),
                        settings.longestWait(),
                        keys::mark,
                        clock),
                times,
                clock);
    }
}

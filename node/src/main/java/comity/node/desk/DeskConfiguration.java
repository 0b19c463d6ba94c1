package comity.node.desk;

import comity.node.desk.work.AccountNames;
import comity.node.desk.work.Earlier;
import comity.node.desk.work.Following;
import comity.node.desk.work.KeptFilters;
import comity.node.desk.work.Lists;
import comity.node.frame.AuthorityNames;
import comity.node.frame.ProposedDigests;
import comity.node.frame.Proposing;
import comity.node.frame.WhoActs;
import comity.node.identity.Assignments;
import comity.node.identity.Composer;
import comity.node.identity.Keystore;
import comity.node.identity.LawEntries;
import comity.node.identity.Offices;
import comity.node.identity.Passkeys;
import comity.node.identity.People;
import comity.node.identity.Pseudonyms;
import comity.node.identity.Readings;
import comity.node.identity.RelyingParty;
import comity.node.identity.StateFile;
import comity.node.publication.Publication;
import comity.node.publication.Witnesses;
import comity.node.publication.Witnessing;
import comity.node.registry.NodeActs;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.node.registry.Sealing;
import comity.node.timestamps.Anchoring;
import comity.node.timestamps.ExhibitStamping;
import comity.node.timestamps.ExhibitStamps;
import comity.node.timestamps.TimestampSettings;
import comity.record.act.Digest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    @Bean
    Receipts receipts(Registry registry, Publication publication) {
        return new Receipts(registry, publication);
    }

    @Bean
    LogViews logViews(
            Registry registry,
            Publication log,
            Witnesses witnesses,
            Witnessing witnessing,
            Anchoring anchoring) {
        return new LogViews(registry, log, witnesses, witnessing, anchoring);
    }

    @Bean
    DocketViews docketViews(
            Registry registry,
            Receipts receipts,
            Anchoring anchoring,
            ExhibitStamping exhibits,
            Keystore keys,
            Sight sight,
            InstantSource clock) {
        return new DocketViews(registry, receipts, anchoring, exhibits, keys.state(), sight, clock);
    }

    @Bean
    Options options(Registry registry, Composer composer) {
        return new Options(registry, composer);
    }

    @Bean
    Benches benches(
            Registry registry,
            DocketViews dockets,
            Options options,
            Composer composer,
            Earlier earlier,
            Following following) {
        return new Benches(registry, dockets, options, composer, earlier, following);
    }

    @Bean
    Worklist worklist(
            Registry registry,
            Offices offices,
            Options options,
            Drafts drafts,
            Lists lists,
            KeptFilters kept,
            Following following,
            Sight sight) {
        return new Worklist(
                registry,
                offices,
                options,
                drafts,
                new Worklist.Sources(lists, kept, following, sight));
    }

    @Bean
    Linked linked(Registry registry, Lists lists, Sight sight) {
        // The door asks too: who wrote on one docket does not review on the other.
        registry.links(lists::following);
        return new Linked(registry, lists, sight);
    }

    @Bean
    DocketNumbers docketNumbers(Composer composer, JdbcClient sql, InstantSource clock) {
        return new DocketNumbers(composer, sql, clock);
    }

    @Bean
    Sight sight(
            Registry registry,
            Assignments assignments,
            DocketNumbers numbers,
            Pseudonyms pseudonyms,
            Keystore keys,
            InstantSource clock) {
        return new Sight(registry, assignments, numbers, pseudonyms, keys.state(), clock);
    }

    @Bean
    Defending defending(
            Registry registry,
            Lists lists,
            Following following,
            Offices offices,
            Sight sight,
            CaseFile caseFile,
            Composer composer,
            AuthorityNames names) {
        return new Defending(registry, lists, following, offices, sight, caseFile, composer, names);
    }

    @Bean
    SealedDockets sealedDockets(
            Registry registry,
            Lists lists,
            Sight sight,
            RareActs acts,
            Keystore keys,
            InstantSource clock) {
        return new SealedDockets(registry, lists, sight, acts, keys.state(), clock);
    }

    @Bean
    Glass glass(
            Registry registry,
            Sight sight,
            Offices offices,
            Proposals proposals,
            Readings readings,
            RareActs acts,
            InstantSource clock) {
        return new Glass(registry, sight, offices, proposals, readings, acts, clock);
    }

    @Bean
    SealAwaiting sealAwaiting(SealedDockets sealedDockets) {
        return new SealAwaiting(sealedDockets);
    }

    @Bean
    AdmissionAwaiting admissionAwaiting(Defending defending) {
        return new AdmissionAwaiting(defending);
    }

    @Bean(destroyMethod = "close")
    Serving serving(
            Registry registry,
            Lists lists,
            NodeActs acts,
            JdbcTemplate sql,
            Keystore keys,
            StateFile file,
            InstantSource clock) {
        var serving =
                new Serving(
                        registry, lists, acts, sql, keys.state(), file.centralAuthority(), clock);
        serving.start();
        return serving;
    }

    @Bean
    Inspections inspections(
            Registry registry,
            Lists lists,
            Offices offices,
            Sight sight,
            Keystore keys,
            InstantSource clock) {
        return new Inspections(registry, lists, offices, sight, keys.state(), clock);
    }

    @Bean
    Notices secretMeasures(
            Registry registry,
            Lists lists,
            Sight sight,
            Keystore keys,
            MeasureLetters letters,
            InstantSource clock) {
        return new Notices(registry, lists, sight, keys.state(), letters, clock);
    }

    @Bean
    MeasureLetters measureLetters(
            Registry registry, AuthorityNames names, Keystore keys, RelyingParty here) {
        return new MeasureLetters(registry, names, keys.state(), here.origin());
    }

    @Bean
    AccountMeasures accountMeasures(
            Registry registry, AccountNames names, MeasureLetters letters, Keystore keys) {
        return new AccountMeasures(registry, names, letters, keys.state());
    }

    @Bean
    InspectionAwaiting inspectionAwaiting(Inspections inspections) {
        return new InspectionAwaiting(inspections);
    }

    @Bean
    DocketPeople docketPeople(
            Registry registry,
            Sight sight,
            Assignments assignments,
            Offices offices,
            People people,
            Composer composer) {
        return new DocketPeople(registry, sight, assignments, offices, people, composer);
    }

    @Bean
    LawEntriesAwaiting lawEntriesAwaiting(LawEntries entries) {
        return new LawEntriesAwaiting(entries);
    }

    @Bean
    TranslationAwaiting translationAwaiting(Translating translating) {
        return new TranslationAwaiting(translating);
    }

    @Bean
    Translating translating(
            Registry registry, Sight sight, Assignments assignments, InstantSource clock) {
        return new Translating(registry, sight, assignments, clock);
    }

    /** After the guard, which knows whom a route serves: the gate knows which dockets they see. */
    @Bean
    WebMvcConfigurer gates(Sight sight, Registry registry, WhoActs whoActs, Readings readings) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors
                        .addInterceptor(new SightGate(sight, registry, whoActs, readings))
                        .order(1);
            }
        };
    }

    /** A node without a vault holds no exhibits. */
    @Bean
    CaseFile caseFile(
            Registry registry,
            Receipts receipts,
            Exhibits exhibits,
            Growth growth,
            Anchoring anchoring,
            Keystore keys,
            StateFile file,
            TimestampSettings settings,
            ExhibitStamps stamps,
            ExhibitStamping pending,
            InstantSource clock) {
        return new CaseFile(
                registry,
                receipts,
                exhibits,
                growth,
                anchoring,
                new ContainerSigning(
                        registry,
                        keys,
                        anchoring,
                        file.centralAuthority(),
                        new Revocations(Optional.ofNullable(settings.revocations())),
                        clock),
                stamps,
                pending,
                clock,
                keys.state());
    }

    @Bean
    CustodyView custodyView(Registry registry) {
        return new CustodyView(registry);
    }

    @Bean
    CasePapers casePapers(Registry registry, RelyingParty here) {
        return new CasePapers(registry, here.origin());
    }

    @Bean
    ConditionsViews conditionsViews(
            Registry registry, Exhibits exhibits, Keystore keys, Sight sight, InstantSource clock) {
        return new ConditionsViews(registry, exhibits, keys.state(), sight, clock);
    }

    @Bean
    RetentionViews retentionViews(
            Registry registry, Keystore keys, Sight sight, InstantSource clock) {
        return new RetentionViews(registry, keys.state(), sight, clock);
    }

    @Bean
    Disclosures disclosures(
            CaseFile caseFile, Receipts receipts, Composer composer, Registry registry) {
        return new Disclosures(caseFile, receipts, composer, registry);
    }

    @Bean
    Assessment assessment(Registry registry, Composer composer) {
        return new Assessment(registry, composer);
    }

    /** For the demo's software passkeys, which live in the frame and know no proposals. */
    @Bean
    ProposedDigests proposedDigests(Proposals proposals) {
        return (proposal, person) -> {
            try {
                return proposals.challenge(UUID.fromString(proposal), person).map(Digest::ofHash);
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        };
    }

    /** For the registrar's desk, which lies in the frame. */
    @Bean
    Proposing proposing(Proposals proposals) {
        return proposals::keep;
    }

    @Bean
    Proposals proposals(
            Composer composer,
            Registry registry,
            Passkeys passkeys,
            RelyingParty relyingParty,
            JdbcClient sql,
            Sealing sealing,
            InstantSource clock,
            Exhibits exhibits) {
        return new Proposals(
                composer, registry, passkeys, relyingParty, sql, sealing, clock, exhibits);
    }
}

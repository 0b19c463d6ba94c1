package comity.node;

import comity.node.admin.Place;
import comity.node.admin.Stored;
import comity.node.assistant.FirstRun;
import comity.node.assistant.Waiting;
import comity.node.bucket.Bucket;
import comity.node.courier.AuthoritySeals;
import comity.node.courier.Courier;
import comity.node.courier.Cursors;
import comity.node.courier.Exhibits;
import comity.node.courier.FederationGate;
import comity.node.courier.FederationPort;
import comity.node.courier.Fetcher;
import comity.node.courier.Introduction;
import comity.node.courier.Mirroring;
import comity.node.courier.Partner;
import comity.node.courier.PartnerHolders;
import comity.node.courier.PartnerLogs;
import comity.node.courier.Peers;
import comity.node.courier.Recovery;
import comity.node.courier.TlsIdentity;
import comity.node.database.ClaimedPort;
import comity.node.database.Database;
import comity.node.database.Login;
import comity.node.desk.Growth;
import comity.node.desk.rehearsal.Counterpart;
import comity.node.frame.Onion;
import comity.node.identity.ApprovedFiles;
import comity.node.identity.Chancery;
import comity.node.identity.Composer;
import comity.node.identity.Founding;
import comity.node.identity.Gazette;
import comity.node.identity.Keystore;
import comity.node.identity.LossDeclaration;
import comity.node.identity.OfficeActs;
import comity.node.identity.OwnRoot;
import comity.node.identity.RelyingParty;
import comity.node.identity.Scopes;
import comity.node.identity.StateActs;
import comity.node.identity.StateFile;
import comity.node.identity.Unlock;
import comity.node.publication.Cosigned;
import comity.node.publication.Holders;
import comity.node.publication.LogBucket;
import comity.node.publication.LogFiles;
import comity.node.publication.LogFolder;
import comity.node.publication.LogSigner;
import comity.node.publication.Mirror;
import comity.node.publication.Publication;
import comity.node.publication.Quorum;
import comity.node.publication.TableMemory;
import comity.node.publication.Witnesses;
import comity.node.publication.Witnessing;
import comity.node.registry.NodeActs;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.node.registry.Restoration;
import comity.node.retention.Between;
import comity.node.retention.Eraser;
import comity.node.retention.Erasures;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.node.signer.SignerProcess;
import comity.node.signer.SignerUnavailable;
import comity.node.signer.SoftwareToken;
import comity.node.signer.TokenAddress;
import comity.node.timestamps.ExhibitStamping;
import comity.node.timestamps.NamedAuthorities;
import comity.node.timestamps.TrialAuthority;
import comity.node.vault.FileVault;
import comity.node.vault.Sweeper;
import comity.node.vault.Uploads;
import comity.node.within.Namings;
import comity.node.within.Restricted;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Witness;
import comity.treaty.docket.Cooperation;
import comity.treaty.terms.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.Ordered;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every room's constructor, called once. Clock, randomness and keys enter here and nowhere else.
 */
@Configuration(proxyBeanMethods = false)
class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /** A piece of an exhibit is eight megabytes; a line that takes longer for it is down. */
    private static final Duration LONGEST_PUT = Duration.ofMinutes(2);

    /**
     * The arguments with a State file. Whoever asks for a first run and has none yet makes it on
     * the page that the terminal names; the node waits for it.
     */
    static String[] founded(String[] arguments) throws IOException, InterruptedException {
        var said = new SimpleCommandLinePropertySource(arguments);
        if (!"true".equals(said.getProperty("comity.first-run"))) return arguments;
        var folder = Path.of(Objects.requireNonNullElse(said.getProperty("comity.data"), "."));
        var file = FirstRun.stateFile(folder);
        if (!Files.exists(file)) {
            var port =
                    Integer.parseInt(
                            Objects.requireNonNullElse(said.getProperty("comity.port"), "8443"));
            try (var assistant =
                    FirstRun.open(folder, port, InstantSource.system(), new SecureRandom())) {
                LOG.info("To found a State, open this on this machine: {}", assistant.address());
                var _ = assistant.await();
            }
        }
        if (said.containsProperty("comity.state-file")) return arguments;
        return Stream.concat(Stream.of(arguments), Stream.of("--comity.state-file=" + file))
                .toArray(String[]::new);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    StateFile stateFile(Settings settings) {
        return StateFile.read(settings.stateFile());
    }

    /** The two ports, chosen before anything is told them. */
    record Ports(int pages, int federation) {}

    /** A port of nought is any: two that differ, for both are claimed before either is let go. */
    @Bean
    Ports ports(Settings settings) {
        try (var pages = ClaimedPort.any();
                var federation = ClaimedPort.any()) {
            return new Ports(
                    settings.port() == 0 ? pages.number() : settings.port(),
                    settings.federationPort() == 0
                            ? federation.number()
                            : settings.federationPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no port to be reached at", e);
        }
    }

    /** Where this node is reached, by people and by partners. */
    record Addresses(String pages, String federation) {}

    @Bean
    Addresses addresses(Settings settings, Ports ports) {
        var pages =
                settings.publicUrl() == null
                        ? "http://localhost:" + ports.pages()
                        : settings.publicUrl();
        var federation =
                settings.federationUrl() == null
                        ? "https://127.0.0.1:" + ports.federation()
                        : settings.federationUrl();
        return new Addresses(pages, federation);
    }

    /** Passkeys are bound to the address at which browsers reach this node. */
    @Bean
    RelyingParty relyingParty(Addresses addresses) {
        return RelyingParty.at(addresses.pages());
    }

    @Bean
    Unlock unlock(Settings settings, SecureRandom random) {
        return new Unlock(
                Optional.ofNullable(settings.passphraseFile()),
                System.getenv(),
                Optional.ofNullable(settings.keyFile())
                        .orElseGet(() -> Unlock.beside(settings.data())),
                random);
    }

    @Bean(destroyMethod = "close")
    SignerProcess signer(Settings settings, StateFile file, Unlock unlock, SecureRandom random) {
        var folder = settings.data().resolve("keys").resolve("signer");
        return SignerProcess.start(
                folder,
                new SignerProcess.Office(file.state(), origin(file), Scopes.of(file)),
                settings.signerUser(),
                unlock,
                token(settings.keys(), folder, random));
    }

    private static Optional<TokenAddress> token(String keys, Path folder, SecureRandom random) {
        return switch (keys) {
            case "" -> Optional.empty();
            case SoftwareToken.SETTING ->
                    Optional.of(SoftwareToken.in(folder.resolve("token"), random));
            default -> Optional.of(TokenAddress.of(keys));
        };
    }

    private static String origin(StateFile file) {
        return "comity/" + file.state();
    }

    /** The signer makes itself ready while the database starts. */
    @Bean
    @DependsOn({"signer", "database"})
    Keystore keystore(
            Settings settings,
            StateFile file,
            SignerProcess signer,
            Unlock unlock,
            SecureRandom random) {
        return Keystore.open(
                settings.data().resolve("keys"),
                file.state(),
                file.authorities(),
                origin(file),
                signer.signer(),
                unlock.get(),
                random);
    }

    @Bean
    TlsIdentity tls(
            Settings settings, Keystore keystore, InstantSource clock, SecureRandom random) {
        return TlsIdentity.open(
                settings.data().resolve("keys").resolve("tls.p12"),
                keystore.tlsPassword(),
                keystore.state(),
                clock,
                random);
    }

    @Bean(destroyMethod = "close")
    Database database(Settings settings) {
        var external = settings.database();
        if (isOneOfSeveral(settings)
                && (external.url().isEmpty()
                        || settings.publicUrl() == null
                        || settings.federationUrl() == null))
            throw new IllegalStateException(
                    "comity.process is set: several processes need comity.database.url, and the"
                            + " addresses at which people and partners reach all of them,"
                            + " comity.public-url and comity.federation-url");
        if (external.url().isEmpty())
            return Database.embedded(settings.data().resolve("database"), Wiring::endForRestart);
        return Database.external(
                new Login(external.url(), external.owner(), external.ownerPassword()),
                new Login(external.url(), external.filer(), external.filerPassword()),
                new Login(external.url(), external.eraser(), external.eraserPassword()));
    }

    /**
     * After a failed sync nothing more may be written by this process: what reached the disk is
     * known only after a restart. Whoever supervises the node starts it again.
     */
    private static void endForRestart() {
        Runtime.getRuntime().halt(75);
    }

    @Bean
    DataSource filer(Database database) {
        return database.filer();
    }

    @Bean
    JdbcClient sql(DataSource filer) {
        return JdbcClient.create(filer);
    }

    @Bean
    RareActs rareActs(JdbcClient sql) {
        return new RareActs(sql);
    }

    @Bean
    TransactionOperations transaction(DataSource filer) {
        return new TransactionTemplate(new DataSourceTransactionManager(filer));
    }

    @Bean
    Peers peers(Settings settings, Keystore keystore) {
        return new Peers(keystore.state(), settings.data().resolve("peers"));
    }

    /** The epochs' keys: outside the database, so that a copy of it opens nothing by itself. */
    @Bean
    Keyring keyring(Settings settings, InstantSource clock, SecureRandom random) {
        var folder = settings.data().resolve("keys").resolve("epochs");
        return new Keyring(
                new KeyFolder(folder),
                isOneOfSeveral(settings) ? Between.processes(folder) : Between.ALONE,
                clock,
                random);
    }

    private static boolean isOneOfSeveral(Settings settings) {
        return !settings.process().isEmpty();
    }

    @Bean(destroyMethod = "close")
    Registry registry(
            DataSource filer,
            Keyring keyring,
            InstantSource clock,
            SecureRandom random,
            Keystore keystore,
            OwnRoot root,
            Peers peers,
            Settings settings) {
        Function<String, Set<Digest>> roots =
                state -> state.equals(keystore.state()) ? root.fingerprints() : peers.roots(state);
        if (!isOneOfSeveral(settings))
            return Registry.open(
                    keystore.state(), filer, keyring, roots, clock, random, Wiring::endForRestart);
        var registry =
                Registry.openTogether(
                        keystore.state(),
                        filer,
                        keyring,
                        roots,
                        clock,
                        random,
                        Wiring::endForRestart);
        keyring.onEnd(registry::forgetAll);
        registry.onCommit(keyring::refresh);
        return registry;
    }

    /** The log asks for signatures where the keys are. */
    @Bean
    LogSigner logSigner(SignerProcess process) {
        var signer = process.signer();
        return new LogSigner() {
            @Override
            public NoteKeys logKeys() {
                return signer.logKeys();
            }

            @Override
            public NoteKeys witnessKeys() {
                return signer.witnessKeys();
            }

            @Override
            public List<Note.Signature> signCheckpoint(String text, Instant time) {
                try {
                    return signer.signCheckpoint(text, time);
                } catch (SignerUnavailable e) {
                    // A checkpoint that it will never sign stops the log; one that waits does not.
                    if (e.why() == SignerUnavailable.Why.REFUSED) throw e;
                    throw new LogSigner.Unavailable(e);
                }
            }

            @Override
            public List<Note.Signature> cosign(String text, Instant time) {
                return signer.cosign(text, time);
            }
        };
    }

    /** Whom the administrator's policy names; else any partner State. */
    @Bean
    Quorum quorum(Settings settings, LogSigner keys, Registry registry, Peers peers) {
        return Quorum.read(
                settings.data(),
                keys,
                () ->
                        peers.all().stream()
                                .flatMap(peer -> registry.directories().of(peer.state()).stream())
                                .map(state -> NoteKeys.of(state.log().witness()))
                                .toList());
    }

    /** Where the log lies: in the data folder unless the administrator names a bucket. */
    @Bean
    LogFiles logFiles(Settings settings) {
        var log = settings.log();
        if (log.bucket().isEmpty()) return new LogFolder(settings.data().resolve("log"));
        if (log.credentials() == null)
            throw new IllegalStateException(
                    "comity.log.bucket is set, and comity.log.credentials does not name a file");
        return LogBucket.at(
                log.bucket(),
                log.prefix(),
                log.endpoint().isEmpty() ? null : URI.create(log.endpoint()),
                log.region(),
                log.credentials());
    }

    @Bean(destroyMethod = "close")
    Publication publication(
            Registry registry,
            LogSigner keys,
            Quorum quorum,
            Holders holders,
            JdbcClient sql,
            InstantSource clock,
            LogFiles files) {
        return Publication.following(
                registry,
                keys,
                new Cosigned(sql),
                quorum,
                holders,
                clock,
                files,
                Wiring::endForRestart);
    }

    @Bean(destroyMethod = "close")
    Witnesses witnesses(
            Quorum quorum, Publication publication, SecureRandom random, Registry registry) {
        var witnesses = new Witnesses(quorum, publication, random);
        registry.whenElected(witnesses::start);
        return witnesses;
    }

    @Bean
    TableMemory witnessMemory(JdbcClient sql, Registry registry, Settings settings) {
        return new TableMemory(sql, registry, settings.data().resolve("forks"));
    }

    /** The leaves of partners' logs, for the day on which a partner has lost them. */
    @Bean
    Mirror mirror(Settings settings) {
        return new Mirror(settings.data().resolve("mirrors"));
    }

    @Bean(destroyMethod = "close")
    Mirroring mirroring(
            Peers peers, Courier courier, Registry registry, TableMemory memory, Mirror mirror) {
        var mirroring = new Mirroring(peers, courier, registry, memory, mirror);
        registry.whenElected(mirroring::start);
        return mirroring;
    }

    @Bean
    PartnerHolders partnerHolders(Peers peers, TlsIdentity tls) {
        return new PartnerHolders(peers, tls);
    }

    @Bean
    Holders holders(Quorum quorum, PartnerHolders partners) {
        return Holders.of(quorum, partners::all);
    }

    @Bean
    Recovery recovery(
            Peers peers,
            PartnerHolders partners,
            Holders holders,
            Registry registry,
            Publication publication,
            DataSource filer,
            Keyring keyring,
            AuthoritySeals seals,
            InstantSource clock) {
        return new Recovery(
                peers,
                partners,
                holders,
                registry,
                publication,
                new Restoration(filer, keyring),
                seals,
                clock);
    }

    /** This node as a witness of others' logs. */
    @Bean
    Witnessing witnessing(
            LogSigner keys,
            TableMemory memory,
            Publication publication,
            Registry registry,
            InstantSource clock) {
        return new Witnessing(
                new Witness(keys::cosign, memory, clock),
                memory,
                () -> publication.behind().isPresent() || registry.isSuspended());
    }

    @Bean
    OwnRoot ownRoot(Settings settings) {
        return new OwnRoot(settings.data());
    }

    /** A node that is no demo holds no key of a root, and approves nothing. */
    @Bean
    Chancery chancery(
            StateFile file,
            Keystore keystore,
            Registry registry,
            OwnRoot root,
            InstantSource clock,
            SecureRandom random,
            Settings settings) {
        return new Chancery(
                file.centralAuthority(),
                keystore,
                registry,
                root,
                settings.data(),
                settings.demo() ? keystore.demoHolders(random) : List.of(),
                clock,
                random);
    }

    @Bean(destroyMethod = "close")
    ApprovedFiles approvedFiles(Chancery chancery, Registry registry) {
        return new ApprovedFiles(chancery, registry::leads);
    }

    @Bean
    Founding founding(
            StateFile file,
            Keystore keystore,
            Registry registry,
            Gazette gazette,
            Chancery chancery,
            ApprovedFiles approved,
            NamedAuthorities stamping,
            InstantSource clock,
            SecureRandom random,
            TlsIdentity tls,
            Addresses addresses,
            Publication publication,
            Ports ports,
            Settings settings) {
        var founding =
                new Founding(
                        file,
                        keystore,
                        registry,
                        gazette,
                        chancery,
                        approved,
                        stamping.all(),
                        clock);
        try (var _ = waiting(chancery, keystore.state(), ports)) {
            // An old state of the node publishes nothing: what it takes for its newest directory is
            // not. Whether this is one cannot be told while the log cannot be read.
            registry.whenElected(
                    () -> {
                        if (publication.behind().isPresent() || publication.waiting().isPresent())
                            return;
                        founding.found(
                                new Directory.NodeAddress(
                                        addresses.federation(), tls.certificate()),
                                chancery.demoRoot());
                        new LossDeclaration(
                                        registry, keystore, file.centralAuthority(), clock, random)
                                .declare(publication.checkpoint().encoded());
                    });
            // Of several processes the first founds; the others wait for it, as it does for the
            // holders.
            if (!registry.leads()) approved.awaitFounding();
        }
        var roots = chancery.roots();
        new Introduction(
                        keystore.state(),
                        roots.getLast(),
                        roots.subList(0, roots.size() - 1),
                        addresses.federation(),
                        tls.certificate())
                .write(settings.data().resolve("introduction.json"));
        return founding;
    }

    /** The page of a State whose root's holders have approved nothing yet; null for any other. */
    private static @Nullable Waiting waiting(Chancery chancery, String state, Ports ports) {
        return chancery.published().isPresent() || chancery.demoRoot().isPresent()
                ? null
                : Waiting.open(ports.pages(), state, chancery.wishFile(), chancery.drop());
    }

    /** In a demo alone; its key lies among the node's. */
    @Bean
    @ConditionalOnProperty(name = "comity.demo", havingValue = "true")
    TrialAuthority trialAuthority(
            Settings settings, Keystore keystore, InstantSource clock, SecureRandom random) {
        return TrialAuthority.open(
                settings.data().resolve("keys").resolve("trial-timestamps.p12"),
                keystore.tlsPassword(),
                clock,
                random);
    }

    @Bean
    AuthoritySeals seals(Registry registry, Keystore keystore, SecureRandom random) {
        return new DirectorySeals(registry, keystore, random);
    }

    @Bean
    StateActs stateActs(
            Registry registry, Keystore keystore, InstantSource clock, SecureRandom random) {
        return new StateActs(registry, keystore, clock, random);
    }

    @Bean
    OfficeActs officeActs(
            Registry registry,
            Keystore keystore,
            Composer composer,
            InstantSource clock,
            SecureRandom random) {
        return new OfficeActs(registry, keystore, composer, clock, random);
    }

    @Bean
    NodeActs nodeActs(Registry registry, Composer composer) {
        return new NodeActs(
                (docket, type, terms, authority, office) ->
                        registry.file(
                                composer.sign(
                                        composer.composeForNode(
                                                docket,
                                                type.word(),
                                                Map.of(Cooperation.TERMS, terms),
                                                authority,
                                                office),
                                        Optional.empty())));
    }

    @Bean(destroyMethod = "close")
    Erasures erasures(
            Founding founding,
            Database database,
            Keyring keyring,
            Registry registry,
            NodeActs acts,
            JdbcClient sql,
            InstantSource clock,
            Sweeper sweeper) {
        var erasures =
                new Erasures(
                        founding.directory().orElseThrow().state(),
                        registry,
                        new Eraser(database.eraser(), keyring),
                        acts,
                        sql,
                        clock,
                        sweeper::sweep);
        registry.whenElected(erasures::start);
        return erasures;
    }

    @Bean
    Cursors cursors(DataSource filer) {
        return new Cursors(filer);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Courier courier(
            Founding founding,
            Keystore keystore,
            Peers peers,
            Registry registry,
            Publication publication,
            Cursors cursors,
            AuthoritySeals seals,
            TlsIdentity tls,
            SecureRandom random) {
        return new Courier(
                founding.directory().orElseThrow().state(),
                peers,
                registry,
                publication,
                cursors,
                seals,
                tls,
                random);
    }

    @Bean
    FileVault vault(
            Settings settings, Keystore keystore, SecureRandom random, InstantSource clock) {
        return vault(settings, keystore.vaultKey(), random, clock);
    }

    /** Where exhibits lie: in the data folder unless the administrator names a bucket. */
    static FileVault vault(
            Settings settings, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        return settings.vault().bucket().isEmpty()
                ? diskVault(settings, vaultKey, random, clock)
                : bucketVault(settings, vaultKey, random, clock);
    }

    static FileVault diskVault(
            Settings settings, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        return new FileVault(settings.data().resolve("vault"), vaultKey, random, clock);
    }

    static FileVault bucketVault(
            Settings settings, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        var folder = settings.data().resolve("vault");
        var at = settings.vault();
        if (at.bucket().isEmpty())
            throw new IllegalStateException("comity.vault.bucket names no bucket");
        if (at.credentials() == null)
            throw new IllegalStateException(
                    "comity.vault.bucket is set, and comity.vault.credentials does not name a file");
        var bucket =
                new Bucket(
                        new Bucket.Place(
                                at.bucket(),
                                at.prefix(),
                                at.endpoint().isEmpty() ? null : URI.create(at.endpoint()),
                                at.region(),
                                at.credentials()),
                        LONGEST_PUT);
        return FileVault.in(bucket, folder, vaultKey, random, clock);
    }

    @Bean
    Uploads uploads(FileVault vault, SecureRandom random, InstantSource clock, Settings settings) {
        return new Uploads(vault, random, clock, settings.uploadExpiry());
    }

    @Bean(destroyMethod = "close")
    Sweeper sweeper(
            FileVault vault,
            Uploads uploads,
            Settings settings,
            Namings namings,
            Registry registry) {
        var sweeper = new Sweeper(vault, uploads, settings.uploadExpiry(), namings::all);
        registry.whenElected(sweeper::start);
        return sweeper;
    }

    /** What the administrator's page says of where the node lies. */
    @Bean
    Place place(Settings settings) {
        return new Place(
                settings.data(),
                !settings.keys().isEmpty(),
                !settings.vault().bucket().isEmpty(),
                settings.demo(),
                ResourceBundle.getBundle("comity.node.version", Locale.ROOT).getString("version"));
    }

    @Bean
    Stored stored(FileVault vault, Namings namings) {
        return new Stored(vault, namings::all);
    }

    /** Each exhibit is stamped by itself, once the node answers: a demo asks itself. */
    @Bean
    ApplicationRunner exhibitTimes(ExhibitStamping times, FileVault vault, Registry registry) {
        vault.whenSealed(times::sealed);
        return _ -> registry.whenElected(() -> times.start(vault::all, vault::sealedAt));
    }

    @Bean
    comity.node.desk.Exhibits opened(FileVault vault, Restricted restricted) {
        return sha256 ->
                vault.held(sha256)
                        .filter(_ -> !restricted.holds(sha256))
                        .map(_ -> out -> vault.open(sha256, out));
    }

    /** What one room keeps from everybody, another makes nothing of. */
    @Bean
    comity.node.custody.Restrictions restrictions(Restricted restricted) {
        return new comity.node.custody.Restrictions() {
            @Override
            public boolean hold(Digest exhibit) {
                return restricted.holds(exhibit);
            }

            @Override
            public void inherit(Digest from, Digest made) {
                restricted.inherit(from, made);
            }
        };
    }

    @Bean
    Exhibits exhibits(FileVault vault, Registry registry, Keystore keystore, InstantSource clock) {
        return new VaultExhibits(vault, registry, keystore, clock);
    }

    @Bean
    Growth growth(
            Keystore keystore,
            Registry registry,
            Publication publication,
            Peers peers,
            Courier courier) {
        var partners = new PartnerLogs(registry, peers, courier);
        return (origin, from, to) -> {
            var own =
                    registry.directories()
                            .of(keystore.state())
                            .filter(directory -> directory.logOrigin().equals(origin));
            if (own.isEmpty()) return partners.consistency(origin, from, to);
            // A partner's act may name any size as ours; the door does not ask.
            return to > publication.size()
                    ? Optional.empty()
                    : Optional.of(publication.consistency(from, to));
        };
    }

    /** Whether the counterpart of a rehearsal answers, over the line on which acts would go. */
    @Bean
    Counterpart counterpart(
            Keystore keystore,
            Registry registry,
            Peers peers,
            Courier courier,
            AuthoritySeals seals) {
        return () -> {
            if (keystore.state().equals(Rehearsal.STATE)) return Counterpart.Standing.OURSELVES;
            if (peers.of(Rehearsal.STATE).isEmpty()) return Counterpart.Standing.ABSENT;
            var partner = Partner.of(Rehearsal.STATE, peers, courier, seals);
            if (partner.filter(Partner::answers).isEmpty()) return Counterpart.Standing.SILENT;
            return registry.directories().of(Rehearsal.STATE).isPresent()
                            && registry.profiles(Set.of(Rehearsal.STATE))
                                    .of(Rehearsal.STATE)
                                    .isPresent()
                    ? Counterpart.Standing.UP
                    : Counterpart.Standing.MEETING;
        };
    }

    @Bean(destroyMethod = "close")
    Fetcher fetcher(
            Keystore keystore, Registry registry, Exhibits exhibits, Peers peers, Courier courier) {
        var fetcher = new Fetcher(keystore.state(), registry, exhibits, peers, courier);
        registry.whenElected(fetcher::start);
        return fetcher;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> twoPorts(
            Settings settings, Ports ports, TlsIdentity tls) {
        return factory -> {
            try {
                factory.setAddress(InetAddress.getByName(settings.address()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "comity.address is not an address of this machine", e);
            }
            factory.setPort(ports.pages());
            factory.addAdditionalConnectors(
                    FederationPort.connector(ports.federation(), settings.address(), tls));
            if (!settings.onion().address().isEmpty())
                factory.addAdditionalConnectors(onionPort(settings.onion().port()));
        };
    }

    /** On this machine alone: whoever reaches it otherwise would not come over Tor. */
    private static Connector onionPort(int port) {
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("maxHttpRequestHeaderSize", "16384");
        return connector;
    }

    @Bean
    @ConditionalOnProperty(name = "comity.onion.address")
    FilterRegistrationBean<Onion> onion(Settings settings) {
        var gate =
                new FilterRegistrationBean<>(
                        new Onion(settings.onion().address(), settings.onion().port()));
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return gate;
    }

    @Bean
    FilterRegistrationBean<FederationGate> federationGate(Peers peers, Ports ports) {
        var gate = new FilterRegistrationBean<>(new FederationGate(peers, ports::federation));
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return gate;
    }

    @Bean
    Ready ready(Settings settings, Addresses addresses) {
        return new Ready(
                settings.data()
                        .resolve(
                                isOneOfSeveral(settings)
                                        ? "ready-" + settings.process() + ".json"
                                        : "ready.json"),
                addresses.pages(),
                addresses.federation());
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + file, e);
        }
    }
}

package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Passkey;
import comity.record.act.Section;
import comity.record.act.SigningKey;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Office;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes a State's directory and its first profile as acts, through the same door as every act:
 * the directory whenever the node's address changes, the profile once. Later versions of the
 * profile are the registrar of laws' own acts.
 */
public final class Founding {
    private static final Duration KEY_LIFE = Duration.ofDays(365);
    private final StateFile file;
    private final Keystore keys;
    private final Registry registry;
    private final Gazette gazette;
    private final InstantSource clock;
    private final SecureRandom random;

    public Founding(
            StateFile file,
            Keystore keys,
            Registry registry,
            Gazette gazette,
            InstantSource clock,
            SecureRandom random) {
        this.file = file;
        this.keys = keys;
        this.registry = registry;
        this.gazette = gazette;
        this.clock = clock;
        this.random = random;
    }

    /** Publishes what is not published yet, and the directory anew if the address has changed. */
    public synchronized void found(Directory.NodeAddress address) {
        if (directory().isEmpty()) publish(first(address));
        else if (!directory().get().node().equals(address))
            publish(next(held -> with(held, held.passkeys(), address)));
        // What a registrar has published since stands: the State file only founds.
        if (registry.profiles(Set.of(file.state())).of(file.state()).isEmpty()) publishProfile();
        file.provisions().filter(_ -> !enacted()).ifPresent(this::enact);
    }

    /** The State's directory as it stands. */
    public Optional<Directory> directory() {
        return registry.directories().of(file.state());
    }

    private Directory next(UnaryOperator<Directory> change) {
        return change.apply(
                directory().orElseThrow(() -> new IllegalStateException("no directory to change")));
    }

    private static Directory with(
            Directory held, List<Passkey> passkeys, Directory.NodeAddress address) {
        return new Directory(
                held.state(),
                held.name(),
                held.version() + 1,
                held.root(),
                held.authorities(),
                held.keys(),
                passkeys,
                held.sealing(),
                held.log(),
                address);
    }

    private Directory first(Directory.NodeAddress address) {
        return new Directory(
                file.state(),
                file.name(),
                1,
                keys.rootPublic(),
                file.authorities(),
                file.authorities().stream().map(this::key).toList(),
                List.of(),
                file.authorities().stream()
                        .map(authority -> keys.sealingPublic(authority.id()))
                        .toList(),
                new Directory.Log(
                        keys.log().keys().texts(), keys.witness().keys().texts(), List.of()),
                address);
    }

    /** A key may sign what the offices of its authority may do, and nothing else. */
    private Key key(Directory.Authority authority) {
        var types =
                Stream.of(Type.values())
                        .filter(
                                type ->
                                        type.offices().stream()
                                                .map(Office::name)
                                                .anyMatch(authority.offices()::contains))
                        .map(Type::word)
                        .collect(Collectors.toSet());
        var isCentral = central().filter(authority.id()::equals).isPresent();
        var publishes = isCentral || authority.offices().contains(Gazette.OFFICE);
        if (publishes) Stream.of(Law.values()).map(Law::type).forEach(types::add);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return keys.publicKey(
                authority.id(),
                publishes ? Set.of(Cooperation.KIND, Law.KIND) : Set.of(Cooperation.KIND),
                types,
                now,
                now.plus(KEY_LIFE));
    }

    /** Signs a directory with the State's root and files it. */
    public synchronized void publish(Directory directory) {
        var author = new Author(file.state(), file.state() + ".root", "ROOT", anonymous());
        file(
                Directory.KIND,
                Directory.TYPE,
                Directory.SECTION,
                directory.json(),
                author,
                keys.root());
    }

    /** What the register began with is enacted once; from then on it is the registrar's. */
    private boolean enacted() {
        return registry.ofKind(Law.KIND).stream()
                .map(stored -> stored.envelope().header())
                .anyMatch(
                        header ->
                                header.author().state().equals(file.state())
                                        && header.type().equals(Law.PROVISIONS.type()));
    }

    private void enact(Json.Obj provisions) {
        taken(gazette.found(Law.PROVISIONS, provisions, publisher()), Law.KIND);
    }

    private void publishProfile() {
        taken(gazette.found(Law.PROFILE, file.profile(), publisher()), Law.KIND);
    }

    private String publisher() {
        return central()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the State file's profile names no central authority"));
    }

    private Optional<String> central() {
        return new Profile(file.state(), file.profile()).centralAuthority();
    }

    private void file(
            String kind,
            String type,
            String section,
            Json.Obj document,
            Author author,
            SigningKey key) {
        var docket =
                registry.ofKind(kind).stream()
                        .map(stored -> stored.envelope().header())
                        .filter(header -> header.author().state().equals(file.state()))
                        .map(Header::docket)
                        .findFirst()
                        .orElseGet(() -> ActId.next(clock.instant(), random));
        var content = Section.of(document, random);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        kind,
                        type,
                        now,
                        author,
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        Map.of(section, content.digest()));
        var jws = DetachedJws.sign(header.canonical(), key);
        taken(
                registry.file(
                        new Envelope(
                                header,
                                Map.of(section, content),
                                jws.compact(),
                                Optional.empty(),
                                List.of())),
                kind);
    }

    private static void taken(Filing filing, String kind) {
        switch (filing) {
            case Filing.Filed _ -> {}
            case Filing.Overtaken _, Filing.Denied _, Filing.Parked _, Filing.Rejected _ ->
                    throw new IllegalStateException(
                            "the door did not take what this node published itself: " + kind);
        }
    }

    /** A directory is the State's, not a person's: the pseudonym names nobody. */
    private Digest anonymous() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }

    /** The docket id under which this State publishes its directory. */
    public Optional<UUID> directoryDocket() {
        return registry.ofKind(Directory.KIND).stream()
                .map(stored -> stored.envelope().header())
                .filter(header -> header.author().state().equals(file.state()))
                .map(Header::docket)
                .findFirst();
    }
}

package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import comity.record.x509.TimestampAuthority;
import comity.treaty.law.Law;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Founds a State: what its first directory says, and its first profile, published as acts through
 * the same door as every act. Later versions of the profile are the registrar of laws' own acts;
 * those of the directory go through the {@link Chancery}.
 */
public final class Founding {
    private static final Logger LOG = LoggerFactory.getLogger(Founding.class);

    /** Afterwards the key is rotated (SECURITY, 6). */
    static final Duration KEY_LIFE = Duration.ofDays(365);

    private static final Duration OVERLAP = Duration.ofDays(30);
    private final StateFile file;
    private final Keystore keys;
    private final Registry registry;
    private final Gazette gazette;
    private final Chancery chancery;
    private final ApprovedFiles approved;
    private final List<TimestampAuthority> stamping;
    private final InstantSource clock;

    /**
     * @param approved where the first version comes from, if this node approves none itself
     * @param stamping the timestamp authorities that the administrator wants in the directory
     */
    public Founding(
            StateFile file,
            Keystore keys,
            Registry registry,
            Gazette gazette,
            Chancery chancery,
            ApprovedFiles approved,
            List<TimestampAuthority> stamping,
            InstantSource clock) {
        this.file = file;
        this.keys = keys;
        this.registry = registry;
        this.gazette = gazette;
        this.chancery = chancery;
        this.approved = approved;
        this.stamping = List.copyOf(stamping);
        this.clock = clock;
    }

    /**
     * Publishes what is not published yet, and asks for another directory if the address or the
     * timestamp authorities have changed. A State that has no directory yet has no node: this waits
     * until its holders have approved one.
     *
     * @param demoRoot the root of a demo; otherwise the holders say who they are
     */
    public synchronized void found(Directory.NodeAddress address, Optional<Root> demoRoot) {
        if (directory().isEmpty()) begin(first(address, demoRoot.orElse(NOBODY)));
        else if ((!directory().get().node().equals(address)
                        || !missing(directory().get()).isEmpty())
                && chancery.propose(held -> stampedBy(held.with(address), missing(held)))
                        == Chancery.Fate.AWAITS_HOLDERS)
            LOG.warn(
                    "This node's address or its timestamp authorities are not those in the"
                            + " directory. A version that says so waits for the holders of the root:"
                            + " {}",
                    chancery.wishFile());
        // What a registrar has published since stands: the State file only founds.
        if (registry.profiles(Set.of(file.state())).of(file.state()).isEmpty()) publishProfile();
        file.provisions().filter(_ -> !enacted()).ifPresent(this::enact);
    }

    /** Wanted authorities that the directory does not name, or not under these policies. */
    private List<TimestampAuthority> missing(Directory held) {
        return stamping.stream()
                .filter(
                        wanted ->
                                held.log().timestampAuthorities().stream()
                                        .noneMatch(wanted::isKeptAs))
                .toList();
    }

    private static Directory stampedBy(Directory held, List<TimestampAuthority> more) {
        return held.withTimestampAuthorities(
                Stream.concat(held.log().timestampAuthorities().stream(), more.stream()).toList());
    }

    private void begin(Directory first) {
        if (chancery.found(first) == Chancery.Fate.PUBLISHED) return;
        LOG.warn(
                "{} has no directory yet. Its first version is in {}: have it approved by the"
                        + " holders of the root (./comity keygen --help), and put what they hand back"
                        + " into {}. This node waits for it.",
                file.state(),
                chancery.wishFile(),
                chancery.drop());
        approved.awaitFounding();
    }

    /** The State's directory as it stands. */
    public Optional<Directory> directory() {
        return chancery.published();
    }

    /** Asks for a change of the directory, such as another passkey. */
    public Chancery.Fate propose(UnaryOperator<Directory> change) {
        return chancery.propose(change);
    }

    /** Stands in a draft for the root that its holders put there. */
    private static final Root NOBODY =
            new Root(
                    1,
                    List.of(
                            new Root.Holder(
                                    "nobody", SignatureAlgorithm.EdDSA, new byte[0], new byte[0])),
                    false);

    private Directory first(Directory.NodeAddress address, Root root) {
        return new Directory(
                file.state(),
                file.name(),
                1,
                Optional.empty(),
                root,
                file.authorities(),
                file.authorities().stream().flatMap(authority -> keys(authority.id())).toList(),
                List.of(),
                file.authorities().stream()
                        .map(authority -> keys.sealingPublic(authority.id()))
                        .toList(),
                new Directory.Log(keys.logKeys().texts(), keys.witnessKeys().texts(), stamping),
                address);
    }

    private Stream<Key> keys(String authority) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return keys.entries(authority, now, now.plus(KEY_LIFE)).stream();
    }

    /**
     * Has another key made for an authority and asks for a directory that lists it. The key that it
     * has goes on for thirty days, so that nothing under way breaks off.
     */
    public Chancery.Fate rotate(String authority) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var made = keys.rotate(authority, now, now.plus(KEY_LIFE));
        return chancery.propose(
                held -> {
                    var all = new ArrayList<Key>();
                    for (var key : held.keys())
                        all.add(key.authority().equals(authority) ? ending(key, now) : key);
                    all.add(made);
                    return held.withKeys(all);
                });
    }

    private static Key ending(Key key, Instant now) {
        var end = now.plus(OVERLAP);
        return key.until().isAfter(end) ? key.endedAt(end) : key;
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
        return file.centralAuthority();
    }

    private static void taken(Filing filing, String kind) {
        switch (filing) {
            case Filing.Filed _ -> {}
            case Filing.Overtaken _, Filing.Denied _, Filing.Parked _, Filing.Rejected _ ->
                    throw new IllegalStateException(
                            "the door did not take what this node published itself: " + kind);
        }
    }
}

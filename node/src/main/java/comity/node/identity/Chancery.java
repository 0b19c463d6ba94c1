package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.Root;
import comity.record.act.Section;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Where a State's directory is drafted and published. The node asks for a change; the holders of
 * the root approve it, offline, elsewhere; what they hand back is filed through the same door as
 * every act. A node for a demo holds a root of its own and approves at once.
 */
public final class Chancery {
    /** The office in whose name versions are filed. */
    private static final String OFFICE = "ADM";

    private final String state;
    private final String authority;
    private final Keystore keys;
    private final Registry registry;
    private final OwnRoot root;
    private final Drafts drafts;
    private final List<HolderKey> demo;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param authority in whose name versions are filed
     * @param data the node's data folder
     * @param demo the holders' keys where the node approves its own wishes; otherwise empty
     */
    public Chancery(
            String authority,
            Keystore keys,
            Registry registry,
            OwnRoot root,
            Path data,
            List<HolderKey> demo,
            InstantSource clock,
            SecureRandom random) {
        this.state = keys.state();
        this.authority = authority;
        this.keys = keys;
        this.registry = registry;
        this.root = root;
        this.drafts = new Drafts(data);
        this.demo = List.copyOf(demo);
        this.clock = clock;
        this.random = random;
    }

    /** What became of a wish. */
    public enum Fate {
        PUBLISHED,
        /** It stands in {@code directory/next.json}, for the holders of the root. */
        AWAITS_HOLDERS
    }

    /** The State's directory as the holders of its root approved it last. */
    public Optional<Directory> published() {
        return registry.signedDirectory(state);
    }

    /** What the holders are asked to approve. */
    public synchronized Optional<Directory> wished() {
        return drafts.wish();
    }

    /** The file that holds it. */
    public Path wishFile() {
        return drafts.next();
    }

    /** Where an administrator puts what the holders approved. */
    public Path drop() {
        return drafts.drop();
    }

    /**
     * Asks for the first version. The node cannot say who holds the root: the draft lacks it, but
     * in a demo.
     */
    synchronized Fate found(Directory first) {
        if (!demo.isEmpty()) return approved(first);
        var document = new LinkedHashMap<>(first.json().members());
        document.remove("root");
        if (drafts.wish().isEmpty()) drafts.ask(new Json.Obj(document), Optional.empty());
        return Fate.AWAITS_HOLDERS;
    }

    /** Asks for a change of the directory, on top of what was asked for already. */
    public synchronized Fate propose(UnaryOperator<Directory> change) {
        var held =
                published().orElseThrow(() -> new IllegalStateException("no directory to change"));
        if (!demo.isEmpty()) return approved(held.next(change));
        var wish = drafts.wish().map(held::and).orElse(held);
        drafts.ask(held.next(_ -> change.apply(wish)).json(), Optional.of(held));
        return Fate.AWAITS_HOLDERS;
    }

    private Fate approved(Directory directory) {
        var approvals = demo.stream().map(holder -> holder.approve(directory)).toList();
        if (published().isEmpty()) root.give(directory.root().fingerprint());
        var filing = publish(new ApprovedDirectory(directory, approvals));
        if (!(filing instanceof Filing.Filed))
            throw new IllegalStateException(
                    "the door did not take the directory that this node approved: " + filing);
        return Fate.PUBLISHED;
    }

    /** The root of a demo, whose holders' keys lie in the node's own key file. */
    public Optional<Root> demoRoot() {
        return demo.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Root(
                                demo.size() / 2 + 1,
                                demo.stream().map(HolderKey::holder).toList(),
                                true));
    }

    /** The fingerprints of the roots that this State has had, the present one last. */
    public List<Digest> roots() {
        var roots = new LinkedHashSet<Digest>();
        for (var stored : registry.ofKind(Directory.KIND)) {
            if (!stored.envelope().header().author().state().equals(state)) continue;
            var version = ApprovedDirectory.of(stored.envelope());
            // Taken out and put in again: a root that was returned to stands last.
            version.ifPresent(
                    approved -> {
                        roots.remove(approved.directory().root().fingerprint());
                        roots.add(approved.directory().root().fingerprint());
                    });
        }
        return List.copyOf(roots);
    }

    /** Files a version that the holders approved. The door may refuse it, and says why. */
    public synchronized Filing publish(ApprovedDirectory approved) {
        if (!approved.directory().state().equals(state))
            return Filing.Rejected.of("directory.of-another-state", Map.of("state", state));
        if (published().isEmpty()) {
            var objection = approved.objection(Optional.empty(), _ -> true);
            if (objection.isPresent())
                return Filing.Rejected.of(objection.get(), Map.of("state", state));
        }
        // The State is founded on the word of whoever runs this machine: nobody is deceived by it
        // but this node. Partners were given the fingerprint by another path.
        if (published().isEmpty() && root.fingerprints().isEmpty())
            root.give(approved.directory().root().fingerprint());
        var filing = registry.file(compose(approved));
        if (filing instanceof Filing.Filed) settle(approved);
        return filing;
    }

    /** What was wished and is not in the version just published is wished still. */
    private void settle(ApprovedDirectory approved) {
        drafts.published(approved);
        var now = approved.directory();
        var left = drafts.wish().map(now::and).filter(wish -> !wish.digest().equals(now.digest()));
        left.ifPresentOrElse(
                wish -> drafts.ask(now.next(_ -> wish).json(), Optional.of(now)),
                drafts::askNothing);
    }

    private Envelope compose(ApprovedDirectory approved) {
        var sections = new LinkedHashMap<String, Section>();
        sections.put(Directory.SECTION, Section.of(approved.directory().json(), random));
        sections.put(ApprovedDirectory.APPROVALS, Section.of(approved.approvalsJson(), random));
        var digests = new TreeMap<String, Digest>();
        Directory.SECTIONS.forEach(name -> digests.put(name, anonymous()));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var docket = docket();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        Directory.KIND,
                        Directory.TYPE,
                        now,
                        new Author(state, authority, OFFICE, anonymous()),
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        digests);
        var jws =
                DetachedJws.sign(
                        header.canonical(),
                        keys.authority(authority, Optional.of(approved.directory()), now));
        return new Envelope(header, sections, jws.compact(), Optional.empty(), List.of());
    }

    /** The docket on which this State publishes its directory; a fresh one before the first. */
    private UUID docket() {
        return registry.docketOf(Directory.KIND, state)
                .orElseGet(() -> ActId.next(clock.instant(), random));
    }

    /** A directory is the State's, not a person's: the pseudonym names nobody. */
    private Digest anonymous() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }
}

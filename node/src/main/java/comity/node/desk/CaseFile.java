package comity.node.desk;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.ExhibitTime;
import comity.evidence.dossier.LogProofs;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.node.timestamps.Anchoring;
import comity.node.timestamps.ExhibitStamping;
import comity.node.timestamps.ExhibitStamps;
import comity.node.timestamps.Renewal;
import comity.node.timestamps.Stamp;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Loss;
import comity.record.act.Roll;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Marked;
import comity.treaty.rules.SetAside;
import comity.treaty.rules.UseLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that a court needs to check a docket by itself: its acts with their receipts, the
 * directories and profiles by which they are judged, and what was handed over.
 */
public final class CaseFile {
    private final Registry registry;
    private final Receipts receipts;
    private final Exhibits exhibits;
    private final Growth growth;
    private final Anchoring anchoring;
    private final ContainerSigning signing;
    private final ExhibitStamps stamps;
    private final ExhibitStamping pending;
    private final InstantSource clock;
    private final String state;

    public CaseFile(
            Registry registry,
            Receipts receipts,
            Exhibits exhibits,
            Growth growth,
            Anchoring anchoring,
            ContainerSigning signing,
            ExhibitStamps stamps,
            ExhibitStamping pending,
            InstantSource clock,
            String state) {
        this.stamps = stamps;
        this.pending = pending;
        this.clock = clock;
        this.signing = signing;
        this.anchoring = anchoring;
        this.registry = registry;
        this.growth = growth;
        this.receipts = receipts;
        this.exhibits = exhibits;
        this.state = state;
    }

    /** Empty if no act of this docket is held here. */
    public Optional<Contents> of(UUID id) {
        return of(id, _ -> true);
    }

    /**
     * The same with fewer exhibits; the file says which are not in it.
     *
     * @param goes which exhibits, of those that were transmitted, go into it
     */
    Optional<Contents> of(UUID id, Predicate<Digest> goes) {
        var acts = registry.docket(id);
        if (acts.isEmpty()) return Optional.empty();
        var proven = proven(acts);
        var laws = registry.ofKind(Profile.KIND);
        var rolls = registry.ofKind(Roll.KIND);
        var profiles = proven(laws);
        var persons = proven(rolls);
        var losses = registry.ofKind(Loss.KIND).stream().filter(CaseFile::isLoss).toList();
        var lost = proven(losses);
        var stamps = stamps(Stream.of(acts, laws, rolls, losses).flatMap(List::stream).toList());
        return Optional.of(
                new Contents(
                        id,
                        state,
                        proven,
                        Stream.of(proven(directories()), persons, lost)
                                .flatMap(List::stream)
                                .toList(),
                        profiles,
                        logs(
                                Stream.of(proven, profiles, persons, lost)
                                        .flatMap(List::stream)
                                        .toList(),
                                stamps),
                        handedOver(registry.read(id), goes)));
    }

    /** The versions; that a partner was suspended is no court's means of checking anything. */
    private List<Stored> directories() {
        return registry.ofKind(Directory.KIND).stream()
                .filter(stored -> stored.envelope().header().type().equals(Directory.TYPE))
                .toList();
    }

    private static boolean isLoss(Stored stored) {
        return stored.envelope().header().type().equals(Loss.TYPE);
    }

    /** The first timestamp on a tree of this State's log for each act, by the tree's size. */
    private SortedMap<Long, Stamp> stamps(List<Stored> acts) {
        var found = new TreeMap<Long, Stamp>();
        var last = Optional.<Stamp>empty();
        for (var position : acts.stream().map(Stored::position).sorted().toList()) {
            // The one that held an earlier act holds this one too, if it is large enough.
            if (last.filter(stamp -> stamp.size() > position).isPresent()) continue;
            last = anchoring.holding(position);
            last.ifPresent(stamp -> found.put(stamp.size(), stamp));
        }
        return found;
    }

    /** Each log's checkpoints are linked to one tree; a log that nobody answers for is not. */
    private List<LogProofs> logs(List<Envelope> acts, SortedMap<Long, Stamp> stamps) {
        var logs = new ArrayList<LogProofs>();
        var own = registry.directories().of(state).map(Directory::logOrigin);
        LogProofs.wanted(acts)
                .forEach(
                        (origin, sizes) -> {
                            var ours = own.filter(origin::equals).isPresent();
                            if (ours) sizes.addAll(stamps.keySet());
                            logs.add(
                                    new LogProofs(
                                            origin,
                                            links(origin, sizes),
                                            ours ? given(stamps) : List.of()));
                        });
        return logs;
    }

    private List<LogProofs.Stamped> given(SortedMap<Long, Stamp> stamps) {
        return stamps.values().stream()
                .map(
                        stamp ->
                                new LogProofs.Stamped(
                                        stamp.checkpoint(),
                                        stamp.reply(),
                                        renewals(anchoring.renewals(stamp.size()))))
                .toList();
    }

    private static List<LogProofs.Renewal> renewals(List<Renewal> kept) {
        return kept.stream()
                .map(renewal -> new LogProofs.Renewal(renewal.reply(), renewal.group()))
                .toList();
    }

    private List<LogProofs.Consistency> links(String origin, SortedSet<Long> sizes) {
        var links = new ArrayList<LogProofs.Consistency>();
        var from = sizes.first();
        for (var to : sizes.tailSet(from + 1)) {
            var path = growth.between(origin, from, to);
            if (path.isEmpty()) break;
            links.add(new LogProofs.Consistency(from, to, path.get()));
            from = to;
        }
        return links;
    }

    /** As a container that the State's central authority signs as a whole. */
    public void write(Contents contents, OutputStream out) throws IOException {
        var signature = signing.signature();
        if (signature.isPresent()) DossierWriter.write(out, contents, signature.get());
        else DossierWriter.write(out, contents);
    }

    private List<Envelope> proven(List<Stored> acts) {
        return acts.stream()
                .map(stored -> stored.envelope().with(receipts.of(stored.digest())))
                .map(act -> act.withholding(section -> !section.equals(Cooperation.OFFICER)))
                .toList();
    }

    /**
     * What was transmitted, and what this State made of it or took in. A production as it came in
     * may hold more than was ordered: it goes into no case file.
     */
    private List<Contents.Exhibit> handedOver(Docket docket, Predicate<Digest> goes) {
        var from = new ArrayList<>(docket.all(Act.Transmit.class));
        for (var made : List.of(Act.Derive.class, Act.Import.class))
            docket.all(made).stream()
                    .filter(entry -> entry.header().author().state().equals(state))
                    .filter(entry -> mayLeave(docket, entry))
                    .forEach(from::add);
        var found = new LinkedHashMap<Digest, Contents.Exhibit>();
        for (var entry : from) {
            for (var exhibit : named(entry)) {
                // 6, 40(22): what is frozen is not exported; the file says that it is not in it.
                if (Marked.frozen(docket, exhibit.sha256()).isPresent()) continue;
                if (!goes.test(exhibit.sha256())) continue;
                exhibits.open(exhibit.sha256())
                        .ifPresent(
                                source ->
                                        found.put(
                                                exhibit.sha256(),
                                                new Contents.Exhibit(
                                                        exhibit.sha256(),
                                                        exhibit.name(),
                                                        exhibit.size(),
                                                        source,
                                                        time(exhibit.sha256()))));
            }
        }
        return List.copyOf(found.values());
    }

    /** What was made of something that lies outside the order stays where that is. */
    private static boolean mayLeave(Docket docket, Entry made) {
        var origins = comity.treaty.rules.Exhibits.origins(docket);
        return named(made).stream()
                .flatMap(
                        exhibit ->
                                comity.treaty.rules.Exhibits.line(exhibit.sha256(), origins)
                                        .stream())
                .noneMatch(origin -> SetAside.holdsWhatWasSetAside(docket, origin));
    }

    /**
     * 36, 40(19): why an exhibit of this docket may not leave in a case file that one of {@code
     * officers} takes on {@code day}, by the exhibit; empty where all may.
     */
    Map<Digest, List<Finding>> bound(UUID id, List<Officer> officers, LocalDate day) {
        var docket = registry.read(id);
        var bound = new LinkedHashMap<Digest, List<Finding>>();
        for (var entry : docket.entries())
            for (var exhibit : named(entry)) {
                var sha256 = exhibit.sha256();
                if (Marked.frozen(docket, sha256).isPresent() || exhibits.open(sha256).isEmpty())
                    continue;
                var refused =
                        officers.stream()
                                .map(officer -> exports(docket, sha256, officer, day))
                                .min(Comparator.comparingInt(List::size))
                                .orElse(List.of());
                if (!refused.isEmpty()) bound.put(sha256, refused);
            }
        return bound;
    }

    private List<Finding> exports(Docket docket, Digest exhibit, Officer officer, LocalDate day) {
        var wish = UseLimits.Wish.use(exhibit, officer.office()).with(Act.Doing.EXPORT);
        return UseLimits.refuse(docket, state, wish, day);
    }

    /** What an authority says of an exhibit by itself; read when the file is written. */
    private ExhibitTime time(Digest sha256) {
        if (stamps.isStamped(sha256))
            return new ExhibitTime.Stamped(
                    out -> out.write(stamps.reply(sha256).orElseThrow()),
                    renewals(anchoring.renewals(sha256)));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return pending.pending(sha256)
                .<ExhibitTime>map(
                        since ->
                                new ExhibitTime.Pending(since.truncatedTo(ChronoUnit.SECONDS), now))
                .orElse(ExhibitTime.UNASKED);
    }

    private static List<Act.Exhibit> named(Entry entry) {
        return comity.treaty.rules.Exhibits.named(entry.act());
    }
}

package comity.node.desk;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.LogProofs;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Roll;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
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
    private final String state;

    public CaseFile(
            Registry registry, Receipts receipts, Exhibits exhibits, Growth growth, String state) {
        this.registry = registry;
        this.growth = growth;
        this.receipts = receipts;
        this.exhibits = exhibits;
        this.state = state;
    }

    /** Empty if no act of this docket is held here. */
    public Optional<Contents> of(UUID id) {
        var acts = registry.docket(id);
        if (acts.isEmpty()) return Optional.empty();
        var proven = proven(acts);
        var profiles = proven(registry.ofKind(Profile.KIND));
        var persons = proven(registry.ofKind(Roll.KIND));
        return Optional.of(
                new Contents(
                        id,
                        state,
                        proven,
                        Stream.concat(proven(directories()).stream(), persons.stream()).toList(),
                        profiles,
                        logs(Stream.of(proven, profiles, persons).flatMap(List::stream).toList()),
                        handedOver(registry.read(id))));
    }

    /** The versions; that a partner was suspended is no court's means of checking anything. */
    private List<Stored> directories() {
        return registry.ofKind(Directory.KIND).stream()
                .filter(stored -> stored.envelope().header().type().equals(Directory.TYPE))
                .toList();
    }

    /** Each log's checkpoints are linked to one tree; a log that nobody answers for is not. */
    private List<LogProofs> logs(List<Envelope> acts) {
        var logs = new ArrayList<LogProofs>();
        LogProofs.wanted(acts)
                .forEach((origin, sizes) -> logs.add(new LogProofs(origin, links(origin, sizes))));
        return logs;
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

    public static void write(Contents contents, OutputStream out) throws IOException {
        DossierWriter.write(out, contents);
    }

    private List<Envelope> proven(List<Stored> acts) {
        return acts.stream()
                .map(stored -> stored.envelope().with(receipts.of(stored.digest())))
                .map(act -> act.withholding(section -> !section.equals(Cooperation.OFFICER)))
                .toList();
    }

    /**
     * What was transmitted. A production as it came in may hold more than was ordered: it goes into
     * no case file.
     */
    private List<Contents.Exhibit> handedOver(Docket docket) {
        var from = docket.all(Act.Transmit.class);
        var found = new LinkedHashMap<Digest, Contents.Exhibit>();
        for (var entry : from) {
            for (var exhibit : named(entry)) {
                exhibits.open(exhibit.sha256())
                        .ifPresent(
                                source ->
                                        found.put(
                                                exhibit.sha256(),
                                                new Contents.Exhibit(
                                                        exhibit.sha256(),
                                                        exhibit.name(),
                                                        exhibit.size(),
                                                        source)));
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Act.Exhibit> named(Entry entry) {
        return switch (entry.act()) {
            case Act.Transmit transmit -> transmit.exhibits().orElse(List.of());
            default -> List.of();
        };
    }
}

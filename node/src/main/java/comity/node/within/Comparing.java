package comity.node.within;

import comity.evidence.exhibit.ScopeFilter;
import comity.evidence.reading.Bounds;
import comity.evidence.reading.Columns;
import comity.evidence.reading.Comparison;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.evidence.reading.Verdict;
import comity.node.reading.ConfinedReader;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.treaty.docket.Act;
import comity.treaty.terms.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Article 24(2): compares what was produced with what was ordered. An exhibit that can be divided
 * is divided into what lies within and what does not; any other stays whole, and stands as the
 * worst of what it holds.
 */
final class Comparing {
    /** Names this program and its rules in the acts that rest on it. */
    static final String TOOL = "comity-reader/1 (Tika 3.3.1, mime4j 0.8.14)";

    private static final Logger LOG = LoggerFactory.getLogger(Comparing.class);
    private static final Set<String> DIVISIBLE =
            Set.of(
                    "application/mbox",
                    "application/zip",
                    "application/x-tar",
                    "application/x-gtar",
                    "application/tar");

    private final FileVault vault;
    private final Supplier<Optional<ConfinedReader>> readers;
    private final Restricted restricted;

    /**
     * @param readers empty where none is installed: then everything is its custodian's to declare
     */
    Comparing(FileVault vault, Supplier<Optional<ConfinedReader>> readers, Restricted restricted) {
        this.vault = vault;
        this.readers = readers;
        this.restricted = restricted;
    }

    /**
     * A part of what was compared, or all of it.
     *
     * @param why it is not within
     * @param counts items within and not within, where it was divided
     */
    record Part(
            Held exhibit,
            Act.Standing standing,
            Set<String> why,
            Optional<ScopeFilter.Counts> counts) {}

    /**
     * What came of a comparison.
     *
     * @param counts items by how they compare
     * @param unread what could not be read, each with its reason
     * @param columns of rows, of which nobody has said which is the time
     * @param matches how many known depictions of abuse a list of hashes found
     */
    record Outcome(
            List<Part> parts,
            Map<Verdict, Integer> counts,
            List<Item> unread,
            List<String> columns,
            int matches) {}

    Outcome compare(Held exhibit, Scope limits, Optional<Columns> columns) throws IOException {
        var task =
                new Task(
                        Task.Part.LIST,
                        exhibit.name(),
                        Optional.of(limits),
                        columns,
                        Set.of(),
                        Bounds.USUAL);
        var found = read(task, exhibit);
        var matches = restricted.note(exhibit.sha256(), found.items());
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        var unread = new ArrayList<Item>();
        for (var item : found.items()) {
            var verdict = Comparison.of(item, limits);
            verdict.ifPresent(said -> counts.merge(said, 1, Integer::sum));
            if (verdict.filter(Verdict.UNREAD::equals).isPresent()) unread.add(item);
        }
        return new Outcome(
                parts(exhibit, task, found, counts),
                counts,
                unread,
                columnsOf(found.items()),
                matches);
    }

    /** Without a reader, and if it fails, nothing was read. */
    private ConfinedReader.Found read(Task task, Held exhibit) throws IOException {
        var unread =
                Item.unread(
                        exhibit.name(),
                        exhibit.mediaType(),
                        exhibit.size(),
                        Optional.of(exhibit.sha256()),
                        Unread.NOT_REACHED);
        var reader = readers.get();
        if (reader.isEmpty()) return new ConfinedReader.Found(List.of(unread), Map.of(), false);
        var found =
                reader.get().list(task, out -> vault.open(exhibit.sha256(), out), exhibit.size());
        if (found.whole()) return found;
        var items = new ArrayList<>(found.items());
        items.add(unread);
        return new ConfinedReader.Found(items, found.skipped(), false);
    }

    private static List<String> columnsOf(List<Item> items) {
        return items.stream()
                .filter(item -> item.unread().filter(Unread.NO_COLUMNS::equals).isPresent())
                .findFirst()
                .map(Item::columns)
                .orElse(List.of());
    }

    private List<Part> parts(
            Held exhibit, Task task, ConfinedReader.Found found, Map<Verdict, Integer> counts) {
        var outside = counts.keySet().stream().anyMatch(Verdict::isOutside);
        var within = counts.getOrDefault(Verdict.WITHIN, 0);
        if (!outside && !counts.containsKey(Verdict.UNREAD) && within > 0)
            return List.of(new Part(exhibit, Act.Standing.WITHIN, Set.of(), Optional.empty()));
        if (isDivisible(found, task)) {
            var divided = divided(exhibit, task, found, outside, why(counts));
            if (!divided.isEmpty()) return divided;
        }
        return List.of(new Part(exhibit, standing(outside), why(counts), Optional.empty()));
    }

    /** What was read and lies outside decides; else it could not be told. */
    private static Act.Standing standing(boolean outside) {
        return outside ? Act.Standing.SET_ASIDE : Act.Standing.UNREAD;
    }

    private static Set<String> why(Map<Verdict, Integer> counts) {
        var why = new TreeSet<String>();
        counts.keySet().stream()
                .filter(verdict -> verdict != Verdict.WITHIN)
                .forEach(verdict -> why.add(verdict.name()));
        return why;
    }

    private static boolean isDivisible(ConfinedReader.Found found, Task task) {
        if (found.items().isEmpty()) return false;
        var exhibit = found.items().getLast();
        if (exhibit.kind() == Kind.ROWS) return task.columns().isPresent();
        // A mailbox is divided message by message even if there are too many to list.
        return DIVISIBLE.contains(exhibit.media())
                && (exhibit.unread().isEmpty() || exhibit.media().equals("application/mbox"));
    }

    /** Nothing if it cannot be divided after all, or if nothing lies within. */
    private List<Part> divided(
            Held exhibit, Task task, ConfinedReader.Found found, boolean outside, Set<String> why) {
        try {
            var counts = new ScopeFilter.Counts[1];
            var within = derive(exhibit, "within", true, task, Task.Part.WITHIN, found, counts);
            if (counts[0].within() == 0 || counts[0].setAside() == 0) return List.of();
            var rest = derive(exhibit, "set-aside", false, task, Task.Part.OUTSIDE, found, counts);
            for (var part : List.of(within, rest))
                restricted.inherit(exhibit.sha256(), part.sha256());
            return List.of(
                    new Part(within, Act.Standing.WITHIN, Set.of(), Optional.of(counts[0])),
                    new Part(rest, standing(outside), why, Optional.of(counts[0])));
        } catch (IOException e) {
            LOG.warn("an exhibit could not be divided and stays whole", e);
            return List.of();
        }
    }

    private Held derive(
            Held exhibit,
            String as,
            boolean transmissible,
            Task task,
            Task.Part part,
            ConfinedReader.Found found,
            ScopeFilter.Counts[] counts)
            throws IOException {
        var asked =
                new Task(
                        part,
                        task.name(),
                        task.limits(),
                        task.columns(),
                        task.skipped(),
                        task.bounds());
        return vault.derive(
                exhibit,
                named(exhibit.name(), as),
                exhibit.mediaType(),
                transmissible,
                out ->
                        counts[0] =
                                readers.get()
                                        .orElseThrow()
                                        .part(
                                                asked,
                                                found.skipped(),
                                                in -> vault.open(exhibit.sha256(), in),
                                                exhibit.size(),
                                                out));
    }

    private static String named(String name, String as) {
        var dot = name.lastIndexOf('.');
        return dot <= 0 ? name + "-" + as : name.substring(0, dot) + "-" + as + name.substring(dot);
    }
}

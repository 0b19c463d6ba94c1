package comity.node.within;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Columns;
import comity.evidence.reading.Comparison;
import comity.evidence.reading.Counts;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.evidence.reading.Verdict;
import comity.node.reading.ConfinedReader;
import comity.node.reading.Watch;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.treaty.docket.Act;
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

    /** What was taken out of an Outlook mailbox is no copy byte for byte, and its tool says so. */
    private static final String CONVERTER =
            "comity-reader/1 (java-libpst 0.9.3), converted from PST to mbox";

    private static final String OUTLOOK = "application/vnd.ms-outlook-pst";

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
     * @param tool what made it, if it was made
     * @param why it is not within
     * @param counts items within and not within, where it was divided
     */
    record Part(
            Held exhibit,
            String tool,
            Act.Standing standing,
            Set<String> why,
            Optional<Counts> counts) {}

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

    /**
     * Compares, and divides what can be divided.
     *
     * @param progress is told how far it has come, and may have it stopped
     * @throws Watch.Stopped if it was
     */
    Outcome compare(Held exhibit, Optional<Columns> columns, Progress progress) throws IOException {
        var run = new Run(exhibit, columns, progress);
        var found = run.read();
        var matches = restricted.note(exhibit.sha256(), found.items());
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        var unread = new ArrayList<Item>();
        for (var item : found.items()) {
            var verdict = Comparison.of(item, progress.limits());
            verdict.ifPresent(said -> counts.merge(said, 1, Integer::sum));
            if (verdict.filter(Verdict.UNREAD::equals).isPresent()) unread.add(item);
        }
        return new Outcome(
                run.parts(found, counts), counts, unread, columnsOf(found.items()), matches);
    }

    private static List<String> columnsOf(List<Item> items) {
        return items.stream()
                .filter(item -> item.unread().filter(Unread.NO_COLUMNS::equals).isPresent())
                .findFirst()
                .map(Item::columns)
                .orElse(List.of());
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

    /** One exhibit, read once to see what it holds and once more for each part. */
    private final class Run {
        private final Held exhibit;
        private final Optional<Columns> columns;
        private final Progress progress;

        Run(Held exhibit, Optional<Columns> columns, Progress progress) {
            this.exhibit = exhibit;
            this.columns = columns;
            this.progress = progress;
        }

        private Task task(Task.Part part) {
            return new Task(
                    part,
                    exhibit.name(),
                    Optional.of(progress.limits()),
                    columns,
                    Set.of(),
                    Bounds.USUAL);
        }

        /** Without a reader, and if it fails, nothing was read. */
        ConfinedReader.Found read() throws IOException {
            var reader = readers.get();
            if (reader.isEmpty())
                return new ConfinedReader.Found(List.of(unread(Unread.NO_READER)), Map.of(), false);
            var found =
                    reader.get()
                            .list(
                                    task(Task.Part.LIST),
                                    out -> vault.open(exhibit.sha256(), out),
                                    exhibit.size(),
                                    progress.watch());
            if (found.whole()) return found;
            var items = new ArrayList<>(found.items());
            items.add(unread(Unread.NOT_REACHED));
            return new ConfinedReader.Found(items, found.skipped(), false);
        }

        private Item unread(Unread why) {
            return Item.unread(
                    exhibit.name(),
                    exhibit.mediaType(),
                    exhibit.size(),
                    Optional.of(exhibit.sha256()),
                    why);
        }

        List<Part> parts(ConfinedReader.Found found, Map<Verdict, Integer> counts)
                throws IOException {
            var outside = counts.keySet().stream().anyMatch(Verdict::isOutside);
            var within = counts.getOrDefault(Verdict.WITHIN, 0);
            if (!outside && !counts.containsKey(Verdict.UNREAD) && within > 0)
                return List.of(whole(Act.Standing.WITHIN, Set.of()));
            if (isDivisible(found)) {
                var rests = standing(outside);
                var divided =
                        isOutlook(found)
                                ? converted(found, rests, why(counts))
                                : divided(found, rests, why(counts));
                if (!divided.isEmpty()) return divided;
            }
            return List.of(whole(standing(outside), why(counts)));
        }

        private Part whole(Act.Standing standing, Set<String> why) {
            return new Part(exhibit, "", standing, why, Optional.empty());
        }

        private boolean isDivisible(ConfinedReader.Found found) {
            if (found.items().isEmpty()) return false;
            var read = found.items().getLast();
            if (read.unread().filter(Unread.NO_READER::equals).isPresent()) return false;
            if (read.kind() == Kind.ROWS) return columns.isPresent();
            if (isOutlook(found)) return read.unread().isEmpty();
            // A mailbox is divided message by message even if there are too many to list.
            return DIVISIBLE.contains(read.media())
                    && (read.unread().isEmpty() || read.media().equals("application/mbox"));
        }

        private static boolean isOutlook(ConfinedReader.Found found) {
            return !found.items().isEmpty() && found.items().getLast().media().equals(OUTLOOK);
        }

        /**
         * What lies within an Outlook mailbox, as an mbox; the mailbox itself is what is set aside.
         * Nothing if nothing lies within, or it cannot be converted.
         */
        private List<Part> converted(
                ConfinedReader.Found found, Act.Standing rests, Set<String> why)
                throws IOException {
            try {
                var counts = new Counts[1];
                progress.at(Progress.Stage.TAKING_OUT);
                var within =
                        derive(
                                named(exhibit.name(), "within") + ".mbox",
                                "application/mbox",
                                true,
                                Task.Part.WITHIN,
                                found,
                                counts);
                if (counts[0].within() == 0) return List.of();
                restricted.inherit(exhibit.sha256(), within.sha256());
                return List.of(
                        new Part(
                                within,
                                CONVERTER,
                                Act.Standing.WITHIN,
                                Set.of(),
                                Optional.of(counts[0])),
                        new Part(exhibit, "", rests, why, Optional.empty()));
            } catch (Watch.Stopped e) {
                throw e;
            } catch (IOException e) {
                LOG.warn("an Outlook mailbox could not be converted and stays whole", e);
                return List.of();
            }
        }

        /** Nothing if it cannot be divided after all, or if nothing lies within. */
        private List<Part> divided(ConfinedReader.Found found, Act.Standing rests, Set<String> why)
                throws IOException {
            try {
                var counts = new Counts[1];
                progress.at(Progress.Stage.TAKING_OUT);
                var within =
                        derive(
                                named(exhibit.name(), "within"),
                                exhibit.mediaType(),
                                true,
                                Task.Part.WITHIN,
                                found,
                                counts);
                if (counts[0].within() == 0 || counts[0].setAside() == 0) return List.of();
                progress.at(Progress.Stage.SETTING_ASIDE);
                var rest =
                        derive(
                                named(exhibit.name(), "set-aside"),
                                exhibit.mediaType(),
                                false,
                                Task.Part.OUTSIDE,
                                found,
                                counts);
                for (var part : List.of(within, rest))
                    restricted.inherit(exhibit.sha256(), part.sha256());
                return List.of(
                        new Part(
                                within,
                                TOOL,
                                Act.Standing.WITHIN,
                                Set.of(),
                                Optional.of(counts[0])),
                        new Part(rest, TOOL, rests, why, Optional.of(counts[0])));
            } catch (Watch.Stopped e) {
                throw e;
            } catch (IOException e) {
                LOG.warn("an exhibit could not be divided and stays whole", e);
                return List.of();
            }
        }

        private Held derive(
                String name,
                String mediaType,
                boolean transmissible,
                Task.Part part,
                ConfinedReader.Found found,
                Counts[] counts)
                throws IOException {
            return vault.derive(
                    exhibit,
                    name,
                    mediaType,
                    transmissible,
                    out ->
                            counts[0] =
                                    readers.get()
                                            .orElseThrow()
                                            .part(
                                                    task(part),
                                                    found.skipped(),
                                                    in -> vault.open(exhibit.sha256(), in),
                                                    exhibit.size(),
                                                    out,
                                                    progress.watch()));
        }
    }

    private static String named(String name, String as) {
        var dot = name.lastIndexOf('.');
        return dot <= 0 ? name + "-" + as : name.substring(0, dot) + "-" + as + name.substring(dot);
    }
}

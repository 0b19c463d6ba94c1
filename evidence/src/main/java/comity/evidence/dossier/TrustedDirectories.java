package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose keys to believe: for each State its newest directory, if every version is signed by one
 * root key and none drops what an earlier one listed (docs/decisions/0004).
 */
final class TrustedDirectories {
    private final Verification report;
    private final Optional<Roots> roots;
    private final Set<String> authors;

    /**
     * @param authors the States whose acts are in the file
     */
    TrustedDirectories(Verification report, Optional<Roots> roots, Set<String> authors) {
        this.report = report;
        this.roots = roots;
        this.authors = authors;
    }

    private record Version(Envelope act, Directory directory) {}

    Directories of(List<Envelope> acts) {
        var byState = new TreeMap<String, List<Version>>();
        for (var act : acts) {
            var read = read(act);
            read.ifPresent(
                    directory ->
                            byState.computeIfAbsent(directory.state(), _ -> new ArrayList<>())
                                    .add(new Version(act, directory)));
        }
        byState.keySet().removeIf(this::isNobodyHere);
        var trusted = new LinkedHashMap<String, Directory>();
        byState.forEach(
                (state, versions) ->
                        newest(state, versions)
                                .ifPresent(directory -> trusted.put(state, directory)));
        return new Directories(trusted);
    }

    /**
     * A State that wrote no act here and whose root a court that has roots was not given: whoever
     * made the file could have made it up, as a witness of its own.
     */
    private boolean isNobodyHere(String state) {
        return roots.filter(held -> held.of(state).isEmpty()).isPresent()
                && !authors.contains(state);
    }

    private Optional<Directory> read(Envelope act) {
        try {
            var content = act.content(Directory.SECTION);
            if (content.isPresent()) return Optional.of(Directory.of(content.get()));
        } catch (MalformedAct _) {
            // Said below, with the act's digest.
        }
        report.say("root", Status.FAILED, "directory.unreadable", Map.of(), act.digest());
        return Optional.empty();
    }

    private Optional<Directory> newest(String state, List<Version> versions) {
        versions.sort(Comparator.comparingLong(version -> version.directory().version()));
        var newest = versions.getLast().directory();
        var given = roots.flatMap(held -> held.of(state));
        var root = given.orElse(newest.root());
        for (var version : versions) {
            if (!Directory.isPublishedBy(root, state, version.act())) {
                report.say(
                        "root",
                        Status.FAILED,
                        "root.other",
                        Map.of("state", state, "fingerprint", root.fingerprint().hex()),
                        version.act().digest());
                return Optional.empty();
            }
        }
        for (var i = 1; i < versions.size(); i++) {
            var before = versions.get(i - 1).directory();
            var after = versions.get(i).directory();
            var twice = before.version() == after.version();
            if (twice || !after.keepsAll(before)) {
                report.say(
                        "root",
                        Status.FAILED,
                        twice ? "directory.two-versions" : "directory.drops",
                        Map.of("state", state),
                        versions.get(i).act().digest());
                return Optional.empty();
            }
        }
        var facts = Map.of("state", state, "fingerprint", root.fingerprint().hex());
        report.say(
                "root",
                given.isPresent() ? Status.PASSED : Status.UNCHECKED,
                given.isPresent() ? "root.given" : "root.not-given",
                facts);
        return Optional.of(newest);
    }
}

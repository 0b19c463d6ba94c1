package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whose keys to believe: for each State its newest directory, if enough holders of its root
 * approved every version and none drops what an earlier one listed (docs/decisions/0004, 0035).
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

    private record Version(Envelope act, ApprovedDirectory approved) {
        Directory directory() {
            return approved.directory();
        }
    }

    Directories of(List<Envelope> acts) {
        var byState = new TreeMap<String, List<Version>>();
        for (var act : acts) {
            var read = read(act);
            read.ifPresent(
                    approved ->
                            byState.computeIfAbsent(
                                            approved.directory().state(), _ -> new ArrayList<>())
                                    .add(new Version(act, approved)));
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

    private Optional<ApprovedDirectory> read(Envelope act) {
        var approved = ApprovedDirectory.of(act);
        if (approved.isEmpty())
            report.say("root", Status.FAILED, "directory.unreadable", Map.of(), act.digest());
        return approved;
    }

    private Optional<Directory> newest(String state, List<Version> versions) {
        versions.sort(Comparator.comparingLong(version -> version.directory().version()));
        var newest = versions.getLast().directory();
        var given = roots.flatMap(held -> held.of(state));
        // Which of the roots that this State has had the court was given, it can follow both ways:
        // forward by the approvals of the former holders, back by each version's `previous`.
        var hers =
                given.isEmpty()
                        || versions.stream()
                                .map(version -> version.directory().root().fingerprint())
                                .anyMatch(given.get()::equals);
        var facts = new TreeMap<>(about(state, newest.root()));
        given.ifPresent(root -> facts.put("fingerprint", root.hex()));
        if (!hers) {
            report.say(
                    "root", Status.FAILED, "root.other", facts, versions.getLast().act().digest());
            return Optional.empty();
        }
        var before = Optional.<Directory>empty();
        for (var version : versions) {
            var objection = objection(state, version, before, given);
            if (objection.isPresent()) {
                report.say(
                        "root",
                        Status.FAILED,
                        objection.get(),
                        about(state, version.directory().root()),
                        version.act().digest());
                return Optional.empty();
            }
            before = Optional.of(version.directory());
        }
        report.say(
                "root",
                given.isPresent() ? Status.PASSED : Status.UNCHECKED,
                given.isPresent()
                        ? newest.root().demo() ? "root.given-demo" : "root.given"
                        : "root.not-given",
                facts);
        return Optional.of(newest);
    }

    private static Optional<String> objection(
            String state, Version version, Optional<Directory> before, Optional<Digest> given) {
        var directory = version.directory();
        if (before.filter(former -> former.version() == directory.version()).isPresent())
            return Optional.of("directory.two-versions");
        // The first version's root was asked for above, for whichever version has it.
        return version.approved()
                .objection(
                        before,
                        fingerprint ->
                                before.isEmpty() || given.filter(fingerprint::equals).isPresent())
                .or(() -> isFiled(state, version) ? Optional.empty() : FILED_BY_ANOTHER);
    }

    private static final Optional<String> FILED_BY_ANOTHER =
            Optional.of("directory.filed-by-another");

    private static boolean isFiled(String state, Version version) {
        var header = version.act().header();
        return header.kind().equals(Directory.KIND)
                && header.type().equals(Directory.TYPE)
                && header.author().state().equals(state)
                && version.directory().isFiledBy(version.act());
    }

    private static Map<String, String> about(String state, Root root) {
        return Map.of(
                "state", state,
                "fingerprint", root.fingerprint().hex(),
                "threshold", Integer.toString(root.threshold()),
                "holders", Integer.toString(root.holders().size()));
    }
}

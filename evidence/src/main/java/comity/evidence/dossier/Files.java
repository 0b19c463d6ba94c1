package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The exhibits' bytes: each has the hash that was signed, and none lies here that nobody signed
 * for.
 */
final class Files {
    private final Verification report;
    private final Docket docket;
    private final Dossier dossier;
    private final Progress progress;

    Files(Verification report, Docket docket, Dossier dossier, Progress progress) {
        this.report = report;
        this.docket = docket;
        this.dossier = dossier;
        this.progress = progress;
    }

    void check() throws IOException, MalformedDossier {
        var named = named();
        var here = new LinkedHashSet<String>();
        for (var place : dossier.exhibits()) {
            var parts = place.split("/", 3);
            if (parts.length != 3 || !named.containsKey(parts[1])) {
                report.say("file", Status.FAILED, "file.unnamed", Map.of("file", place));
                continue;
            }
            here.add(parts[1]);
            compare(parts[1], parts[2], place);
        }
        for (var exhibit : transmitted()) {
            if (!here.contains(exhibit.sha256().hex()))
                report.say(
                        "file",
                        Status.UNCHECKED,
                        "file.absent",
                        Map.of("file", exhibit.name(), "sha256", exhibit.sha256().hex()));
        }
    }

    private void compare(String sha256, String name, String place) throws IOException {
        var facts = new LinkedHashMap<>(Map.of("file", name, "sha256", sha256));
        try {
            var found = dossier.sha256(place, progress);
            facts.put("found", found.hex());
            var same = found.equals(new Digest(sha256));
            report.say(
                    "file",
                    same ? Status.PASSED : Status.FAILED,
                    same ? "file.matches" : "file.other-bytes",
                    facts);
        } catch (MalformedDossier e) {
            report.say("file", Status.FAILED, "file.damaged", facts);
        }
    }

    /** Every exhibit that an act names, by hash. */
    private Map<String, Act.Exhibit> named() {
        var named = new LinkedHashMap<String, Act.Exhibit>();
        docket.all(Act.Produce.class)
                .forEach(
                        entry ->
                                ((Act.Produce) entry.act())
                                        .exhibits()
                                        .orElse(List.of())
                                        .forEach(
                                                exhibit ->
                                                        named.put(
                                                                exhibit.sha256().hex(), exhibit)));
        transmitted().forEach(exhibit -> named.put(exhibit.sha256().hex(), exhibit));
        return named;
    }

    private Set<Act.Exhibit> transmitted() {
        var all = new LinkedHashSet<Act.Exhibit>();
        docket.all(Act.Transmit.class)
                .forEach(
                        entry ->
                                all.addAll(
                                        ((Act.Transmit) entry.act()).exhibits().orElse(List.of())));
        return all;
    }
}

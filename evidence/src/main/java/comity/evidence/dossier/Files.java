package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Exhibits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        var signedFor = transmitted();
        signedFor.addAll(made());
        var transmitted = new LinkedHashMap<String, Act.Exhibit>();
        signedFor.forEach(exhibit -> transmitted.put(exhibit.sha256().hex(), exhibit));
        var produced = produced();
        var here = new LinkedHashSet<String>();
        for (var place : dossier.exhibits()) {
            var parts = place.split("/", 3);
            var exhibit = transmitted.get(parts[1]);
            if (exhibit == null) {
                var code = produced.contains(parts[1]) ? "file.set-aside" : "file.unnamed";
                report.say("file", Status.FAILED, code, Map.of("file", place));
                continue;
            }
            here.add(parts[1]);
            if (signedFor.stream().noneMatch(named -> place.equals(DossierWriter.place(named))))
                report.say(
                        "file",
                        Status.FAILED,
                        "file.renamed",
                        Map.of("file", parts[2], "name", exhibit.name()));
            compare(exhibit, parts[2], place);
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

    /** No more bytes are read than were signed for: a file that is longer is another file. */
    private void compare(Act.Exhibit exhibit, String name, String place) throws IOException {
        var signed = exhibit.sha256();
        var facts = new LinkedHashMap<>(Map.of("file", name, "sha256", signed.hex()));
        try {
            var found = dossier.sha256(place, exhibit.size(), progress);
            facts.put("found", found.hex());
            var same = found.equals(signed);
            report.say(
                    "file",
                    same ? Status.PASSED : Status.FAILED,
                    same ? "file.matches" : "file.other-bytes",
                    facts);
        } catch (MalformedDossier e) {
            facts.put("why", e.why());
            report.say("file", Status.FAILED, "file.damaged", facts);
        }
    }

    /** What providers produced, by hash; what of it was not transmitted has no place here. */
    private Set<String> produced() {
        return docket.all(Act.Produce.class).stream()
                .flatMap(entry -> ((Act.Produce) entry.act()).exhibits().orElse(List.of()).stream())
                .map(exhibit -> exhibit.sha256().hex())
                .collect(Collectors.toSet());
    }

    /** What was made of other exhibits, or came in as somebody else packed it. */
    private Set<Act.Exhibit> made() {
        var all = new LinkedHashSet<Act.Exhibit>();
        docket.all(Act.Derive.class).forEach(entry -> all.addAll(Exhibits.named(entry.act())));
        docket.all(Act.Import.class).forEach(entry -> all.addAll(Exhibits.named(entry.act())));
        return all;
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

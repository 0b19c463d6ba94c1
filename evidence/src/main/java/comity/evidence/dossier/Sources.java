package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.evidence.exhibit.SignedManifest;
import comity.evidence.exhibit.SourceManifest;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where custody begins. What the source itself said of the files before it sent them: a production
 * holds the manifests under which they came, and each names its files' hashes and is signed by a
 * key of the source.
 */
final class Sources {
    /** The member of a production's list of exhibits in which its manifests stand. */
    static final String MANIFESTS = "manifests";

    private final Verification report;
    private final Docket docket;

    Sources(Verification report, Docket docket) {
        this.report = report;
        this.docket = docket;
    }

    void check(List<Envelope> acts) {
        var envelopes = new HashMap<Digest, Envelope>();
        acts.forEach(act -> envelopes.put(act.digest(), act));
        for (var entry : docket.all(Act.Produce.class)) {
            var content =
                    Optional.ofNullable(envelopes.get(entry.digest()))
                            .flatMap(act -> act.content(Cooperation.EXHIBITS_SECTION))
                            .orElse(Json.EMPTY);
            for (var item : content.items(Cooperation.EXHIBITS_SECTION))
                if (item instanceof Json.Obj exhibit) opened(exhibit, entry);
            var said = content.items(MANIFESTS);
            if (!said.isEmpty()) produced(entry, (Act.Produce) entry.act(), said);
        }
    }

    /** Custody begins where the vault sealed what the source sent. */
    private void opened(Json.Obj exhibit, Entry entry) {
        var at = exhibit.text("sealed");
        var sha256 = exhibit.text("sha256").filter(hex -> hex.matches("[0-9a-f]{64}"));
        if (at.isEmpty() || sha256.isEmpty()) return;
        report.say(
                "custody",
                Status.PASSED,
                "custody.opened",
                Map.of(
                        "name", exhibit.text("name").orElse(""),
                        "sealed", at.get(),
                        "state", entry.header().author().state(),
                        "sha256", new Digest(sha256.get()).brief()),
                entry.digest());
    }

    private void produced(Entry entry, Act.Produce produce, List<Json> said) {
        var manifests = new ArrayList<SignedManifest>();
        for (var item : said) sound(item, produce, entry).ifPresent(manifests::add);
        var exhibits = produce.exhibits().orElse(List.of());
        for (var exhibit : exhibits) named(exhibit, manifests, entry);
        for (var signed : manifests) lacking(signed.manifest(), exhibits, entry);
    }

    /** A manifest counts if its key signed it and it is about this order. */
    private Optional<SignedManifest> sound(Json item, Act.Produce produce, Entry entry) {
        try {
            if (!(item instanceof Json.Obj json)) throw new IllegalArgumentException("no manifest");
            var signed = SignedManifest.of(json);
            var facts = Map.of("key", signed.key().brief());
            if (!signed.verifies())
                report.say(
                        "custody", Status.FAILED, "custody.source-forged", facts, entry.digest());
            else if (!produce.order().filter(signed.manifest().order()::equals).isPresent())
                report.say(
                        "custody",
                        Status.FAILED,
                        "custody.source-other-order",
                        facts,
                        entry.digest());
            else return Optional.of(signed);
        } catch (IllegalArgumentException _) {
            report.say(
                    "custody",
                    Status.FAILED,
                    "custody.source-forged",
                    Map.of("key", "?"),
                    entry.digest());
        }
        return Optional.empty();
    }

    private void named(Act.Exhibit exhibit, List<SignedManifest> manifests, Entry entry) {
        for (var signed : manifests) {
            var file = signed.manifest().names(exhibit.name(), exhibit.size(), exhibit.sha256());
            if (file.isEmpty()) continue;
            var facts =
                    Map.of(
                            "name", exhibit.name(),
                            "sha256", exhibit.sha256().brief(),
                            "hashed", file.get().hashed().toString(),
                            "tool", signed.manifest().tool() + " " + signed.manifest().version(),
                            "key", signed.key().brief());
            report.say("custody", Status.PASSED, "custody.source-names", facts, entry.digest());
            return;
        }
        report.say(
                "custody",
                Status.UNCHECKED,
                "custody.source-silent",
                Map.of("name", exhibit.name(), "sha256", exhibit.sha256().brief()),
                entry.digest());
    }

    /** What the source says it delivers, and this production does not hold. */
    private void lacking(SourceManifest manifest, List<Act.Exhibit> exhibits, Entry entry) {
        var here = new HashSet<Digest>();
        exhibits.forEach(exhibit -> here.add(exhibit.sha256()));
        var lacking =
                manifest.files().stream().filter(file -> !here.contains(file.sha256())).count();
        if (lacking > 0)
            report.say(
                    "custody",
                    Status.UNCHECKED,
                    "custody.source-more",
                    Map.of("count", Long.toString(lacking)),
                    entry.digest());
    }
}

package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is not here, and why: withheld by whoever made the file, or erased by an act. Neither is
 * ever counted as passed; and what was said to be gone must be gone.
 */
final class Sections {
    private final Verification report;
    private final Docket docket;
    private final Dossier dossier;

    Sections(Verification report, Docket docket, Dossier dossier) {
        this.report = report;
        this.docket = docket;
        this.dossier = dossier;
    }

    void check(List<Envelope> acts) {
        dossier.disclosure().ifPresent(disclosure -> withheld(disclosure, acts));
        acts.forEach(this::erased);
        docket.all(Act.Erase.class).forEach(this::answered);
    }

    private void withheld(Disclosure disclosure, List<Envelope> acts) {
        var sections = String.join(", ", disclosure.withheld());
        report.say(
                "sections",
                Status.UNCHECKED,
                "section.disclosed",
                Map.of("audience", disclosure.audience(), "sections", sections));
        for (var act : acts) {
            for (var name : disclosure.withheld()) {
                var digest = act.header().sections().get(name);
                if (digest == null) continue;
                var here = act.sections().containsKey(name);
                var facts = new TreeMap<>(Verification.about(act));
                facts.put("section", name);
                facts.put("sha256", digest.hex());
                if (here && Disclosure.isAlwaysGiven(act, name)) continue;
                if (here)
                    report.say(
                            "sections", Status.FAILED, "section.not-withheld", facts, act.digest());
                else if (docket.erasures(act.digest(), name).isEmpty())
                    report.say(
                            "sections", Status.UNCHECKED, "section.withheld", facts, act.digest());
            }
        }
    }

    /** One line for each erasure that took something from the act. */
    private void erased(Envelope act) {
        var gone = new LinkedHashMap<Digest, List<String>>();
        for (var name : act.header().sections().keySet()) {
            var erasures = docket.erasures(act.digest(), name);
            if (act.sections().containsKey(name))
                erasures.stream()
                        .filter(this::isSaidToBeGoneHere)
                        .forEach(erasure -> stillHere(act, name, erasure));
            else if (!erasures.isEmpty())
                gone.computeIfAbsent(erasures.getFirst().digest(), _ -> new ArrayList<>())
                        .add(name);
        }
        gone.forEach(
                (erasure, names) ->
                        docket.entry(erasure)
                                .ifPresent(
                                        entry -> {
                                            var facts = new TreeMap<>(Verification.about(act));
                                            facts.putAll(about(entry));
                                            facts.put("sections", String.join(", ", names));
                                            report.say(
                                                    "sections",
                                                    Status.UNCHECKED,
                                                    "section.erased",
                                                    facts,
                                                    act.digest());
                                        }));
    }

    /** The State that made this file certified that it deleted what the erasure names. */
    private boolean isSaidToBeGoneHere(Entry erasure) {
        return certificate(erasure.digest(), exporter()).isPresent();
    }

    private String exporter() {
        return dossier.manifest("exporter");
    }

    private void stillHere(Envelope act, String section, Entry erasure) {
        var facts = new TreeMap<>(Verification.about(act));
        facts.putAll(about(erasure));
        facts.put("section", section);
        facts.put("state", exporter());
        report.say("sections", Status.FAILED, "section.still-here", facts, act.digest());
    }

    /** Whether each State that held the sections certifies that they are gone. */
    private void answered(Entry erasure) {
        var act = (Act.Erase) erasure.act();
        var author = erasure.header().author().state();
        // A duty binds the other State; an answer to one binds nobody further.
        var bound =
                act.duty().isPresent()
                        ? Stream.of(author)
                        : Stream.concat(
                                Stream.of(author),
                                Stream.concat(
                                                docket.requesting().stream(),
                                                docket.requested().stream())
                                        .filter(state -> !state.equals(author)));
        bound.forEach(
                state -> {
                    var facts = new TreeMap<>(about(erasure));
                    facts.put("state", state);
                    var certificate = certificate(erasure.digest(), state);
                    if (certificate.isPresent()) {
                        facts.put("day", day(certificate.get()));
                        report.say(
                                "sections",
                                Status.PASSED,
                                "erasure.certified",
                                facts,
                                certificate.get().digest());
                        return;
                    }
                    facts.put("due", act.due().map(Object::toString).orElse("-"));
                    report.say(
                            "sections",
                            Status.UNCHECKED,
                            "erasure.outstanding",
                            facts,
                            erasure.digest());
                });
    }

    private Optional<Entry> certificate(Digest erasure, String state) {
        return docket.all(Act.CertifyDeletion.class).stream()
                .filter(entry -> entry.header().author().state().equals(state))
                .filter(
                        entry -> {
                            var certificate = (Act.CertifyDeletion) entry.act();
                            return certificate.erasure().filter(erasure::equals).isPresent()
                                    || certificate.duty().filter(erasure::equals).isPresent();
                        })
                .findFirst();
    }

    private static Map<String, String> about(Entry erasure) {
        return Map.of(
                "erasure",
                erasure.digest().brief(),
                "state",
                erasure.header().author().state(),
                "day",
                day(erasure));
    }

    private static String day(Entry entry) {
        return entry.header().at().toString().substring(0, 10);
    }
}

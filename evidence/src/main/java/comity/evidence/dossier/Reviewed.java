package comity.evidence.dossier;

import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Remedies;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What judges of review ordered, and what it makes of the evidence: derived from the signed acts
 * alone, so that no exporter can leave the mark out (docs/decisions/0112).
 */
final class Reviewed {
    /** From an authorisation to what came in under it. */
    private static final Set<Type> LEADING =
            EnumSet.of(
                    Type.REQUEST,
                    Type.AUTHORISE_EXECUTION,
                    Type.ORDER,
                    Type.PRODUCE,
                    Type.TRANSMIT);

    private final Docket docket;
    private final List<Line> lines = new ArrayList<>();

    private Reviewed(Docket docket) {
        this.docket = docket;
    }

    static List<Line> lines(Docket docket) {
        var reviewed = new Reviewed(docket);
        docket.entries().forEach(reviewed::ordered);
        if (!docket.all(Act.Remedy.class).isEmpty()) reviewed.exhibits();
        return List.copyOf(reviewed.lines);
    }

    /** Of what was quashed, and of what a judge has suspended: one line for each exhibit. */
    static List<Line> marks(Docket docket) {
        var reviewed = new Reviewed(docket);
        if (!docket.all(Act.Remedy.class).isEmpty()) reviewed.exhibits();
        return List.copyOf(reviewed.lines);
    }

    private void ordered(Entry entry) {
        if (entry.act() instanceof Act.Withheld
                && Type.of(entry.act()).filter(Type.REMEDY::equals).isPresent())
            say(Status.UNCHECKED, "remedy.withheld", entry, Map.of());
        if (entry.overridden() || !(entry.act() instanceof Act.Remedy remedy)) return;
        if (!remedy.isOwed() && isHidden())
            say(Status.UNCHECKED, "remedy.withheld", entry, Map.of());
        var known = Exhibits.of(docket);
        if (remedy.struck().stream()
                .anyMatch(named -> docket.entry(named).isEmpty() && !known.contains(named)))
            say(Status.UNCHECKED, "remedy.elsewhere", entry, Map.of());
        if (remedy.isOwed()) owed(entry, remedy);
        else if (remedy.kind().filter(Act.Redress.QUASH::equals).isPresent())
            quashed(entry, remedy);
        else if (remedy.kind().isPresent()) suspended(entry, remedy);
    }

    /** What an exhibit came in under is told by these acts' terms. */
    private boolean isHidden() {
        return docket.entries().stream()
                .filter(entry -> entry.act() instanceof Act.Withheld)
                .flatMap(entry -> Type.of(entry.act()).stream())
                .anyMatch(LEADING::contains);
    }

    private void owed(Entry entry, Act.Remedy remedy) {
        var done = Remedies.done(docket, entry).isPresent();
        say(
                done ? Status.PASSED : Status.UNCHECKED,
                done ? "remedy.done" : "remedy.owed",
                entry,
                Map.of(
                        "addressee",
                        remedy.addressee(),
                        "due",
                        remedy.due().map(Object::toString).orElse("?")));
    }

    private void quashed(Entry entry, Act.Remedy remedy) {
        for (var named : remedy.struck()) {
            if (docket.quashed(named).isEmpty()) continue;
            var act = docket.act(named).orElseThrow();
            Map<String, String> facts = new TreeMap<>(Verification.about(act));
            facts.put("remedy", entry.digest().brief());
            lines.add(
                    new Line("remedy", Status.FAILED, "remedy.quashed", facts, Optional.of(named)));
        }
    }

    private void suspended(Entry entry, Act.Remedy remedy) {
        var stands =
                remedy.struck().stream()
                        .anyMatch(
                                named ->
                                        docket.suspended(named)
                                                .filter(entry.digest()::equals)
                                                .isPresent());
        var lifted =
                docket.all(Act.LiftSuspension.class).stream()
                        .anyMatch(
                                lift ->
                                        ((Act.LiftSuspension) lift.act())
                                                .suspension()
                                                .filter(entry.digest()::equals)
                                                .isPresent());
        if (stands) say(Status.UNCHECKED, "remedy.stands-suspended", entry, Map.of());
        else if (lifted) say(Status.PASSED, "remedy.lifted", entry, Map.of());
    }

    private void exhibits() {
        for (var exhibit : named().entrySet()) {
            var unlawful = Remedies.unlawful(docket, exhibit.getKey());
            var suspended = Remedies.suspended(docket, exhibit.getKey());
            if (unlawful.isPresent())
                mark(Status.FAILED, "remedy.unlawful", exhibit, unlawful.get());
            else if (suspended.isPresent())
                mark(Status.UNCHECKED, "remedy.suspended", exhibit, suspended.get());
        }
    }

    /** Each exhibit by the first name that an act gives it. */
    private Map<Digest, String> named() {
        var names = new LinkedHashMap<Digest, String>();
        for (var entry : docket.entries())
            for (var exhibit : Exhibits.named(entry.act()))
                names.putIfAbsent(exhibit.sha256(), exhibit.name());
        return names;
    }

    private void mark(
            Status status, String code, Map.Entry<Digest, String> exhibit, Digest remedy) {
        lines.add(
                new Line(
                        "remedy",
                        status,
                        code,
                        Map.of(
                                "name",
                                exhibit.getValue(),
                                "exhibit",
                                exhibit.getKey().brief(),
                                "remedy",
                                remedy.brief()),
                        Optional.of(remedy)));
    }

    private void say(Status status, String code, Entry entry, Map<String, String> more) {
        var facts = new TreeMap<>(more);
        facts.put("authority", entry.header().author().authority());
        facts.put("remedy", entry.digest().brief());
        lines.add(new Line("remedy", status, code, facts, Optional.of(entry.digest())));
    }
}

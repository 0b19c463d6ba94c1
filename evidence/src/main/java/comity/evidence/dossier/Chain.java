package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Custody;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Holding;
import comity.treaty.terms.Truth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Article 36(2): the touches of evidence, one after the other. A gap, two holders, and whatever was
 * made of an exhibit without its origin, tool and version, are lines of their own; the docket's
 * page and the report draw them beside the picture.
 */
final class Chain {
    private final Docket docket;
    private final Map<Digest, String> names = new HashMap<>();
    private final List<Report.Line> lines = new ArrayList<>();

    private Chain(Docket docket) {
        this.docket = docket;
        docket.entries().stream()
                .flatMap(entry -> Exhibits.named(entry.act()).stream())
                .forEach(exhibit -> names.putIfAbsent(exhibit.sha256(), exhibit.name()));
    }

    static List<Report.Line> lines(Docket docket) {
        var chain = new Chain(docket);
        chain.held();
        for (var entry : docket.all(Act.Derive.class)) chain.made(entry, (Act.Derive) entry.act());
        for (var entry : docket.all(Act.Import.class))
            chain.imported(entry, (Act.Import) entry.act());
        chain.certified();
        return List.copyOf(chain.lines);
    }

    private void held() {
        var breaks = Holding.of(docket).breaks();
        breaks.forEach(this::broken);
        var touches =
                docket.entries().stream()
                        .filter(entry -> touch(entry.act()).isPresent() && !entry.overridden())
                        .count();
        if (touches > 0 && breaks.isEmpty())
            lines.add(
                    new Report.Line(
                            "custody",
                            Status.PASSED,
                            "custody.held",
                            Map.of("count", Long.toString(touches)),
                            docket.entries().stream()
                                    .filter(entry -> touch(entry.act()).isPresent())
                                    .reduce((_, later) -> later)
                                    .map(Entry::digest)));
    }

    /** Where acts are missing that others name, one of them may have closed the gap. */
    private void broken(Holding.Break found) {
        var whole = Order.isWhole(docket, found.act());
        var code =
                switch (found.kind()) {
                    case GAP -> found.other().equals("-") ? "custody.gap-unknown" : "custody.gap";
                    case OVERLAP -> "custody.two-holders";
                    case UNRECEIVED -> "custody.not-received";
                };
        var failed = whole && found.kind() != Holding.Kind.UNRECEIVED;
        say(
                failed ? Status.FAILED : Status.UNCHECKED,
                code,
                Map.of(
                        "name", name(found.exhibit()),
                        "authority", found.holder(),
                        "state", found.other()),
                found.act());
    }

    private String name(Digest exhibit) {
        var name = names.getOrDefault(exhibit, "");
        return name.isBlank() ? exhibit.brief() : name;
    }

    private void made(Entry entry, Act.Derive act) {
        if (act.exhibits().isEmpty()) {
            say(Status.UNCHECKED, "custody.withheld", Map.of(), entry.digest());
            return;
        }
        for (var exhibit : act.exhibits().get()) {
            var lacking = Custody.lacking(act, exhibit);
            var from = exhibit.derivation().map(Act.Derivation::from);
            say(
                    lacking.isEmpty() ? Status.PASSED : Status.FAILED,
                    lacking.map(what -> "custody.no-" + what).orElse("custody.made"),
                    Map.of(
                            "name", name(exhibit.sha256()),
                            "from", from.map(this::name).orElse("-"),
                            "tool", (act.tool() + " " + act.version()).strip(),
                            "why", act.made().map(Enum::name).orElse("UNTOLD")),
                    entry.digest());
        }
    }

    private void imported(Entry entry, Act.Import act) {
        if (act.exhibits().isEmpty()) {
            say(Status.UNCHECKED, "custody.withheld", Map.of(), entry.digest());
            return;
        }
        var exhibits = act.exhibits().get();
        var lacking =
                act.tool().isBlank()
                        ? Optional.of("tool")
                        : act.version().isBlank() ? Optional.of("version") : Optional.empty();
        var container = exhibits.stream().filter(one -> one.derivation().isEmpty()).findFirst();
        say(
                lacking.isEmpty() ? Status.PASSED : Status.FAILED,
                lacking.map(what -> "custody.no-" + what).orElse("custody.imported"),
                Map.of(
                        "name", container.map(one -> name(one.sha256())).orElse("-"),
                        "giver", act.giver(),
                        "count", Long.toString(act.files()),
                        "taken", Long.toString(exhibits.size() - 1L),
                        "verdict", act.verdict(),
                        "tool", (act.tool() + " " + act.version()).strip()),
                entry.digest());
    }

    /** How many touches were by persons whose certificate this file shows, valid on that day. */
    private void certified() {
        var certified =
                docket.entries().stream()
                        .filter(entry -> touch(entry.act()).isPresent())
                        .filter(
                                entry ->
                                        Custody.training(
                                                        docket.before(entry.header().seen()),
                                                        entry.header().author().state(),
                                                        entry.header().author().officer(),
                                                        entry.header()
                                                                .at()
                                                                .atZone(ZoneOffset.UTC)
                                                                .toLocalDate())
                                                == Truth.TRUE)
                        .toList();
        if (!certified.isEmpty())
            say(
                    Status.PASSED,
                    "custody.certified",
                    Map.of("count", Integer.toString(certified.size())),
                    certified.getLast().digest());
    }

    /** What an act of custody touches; empty for all others. */
    static Optional<Act.Touch> touch(Act act) {
        return switch (act) {
            case Act.HandOver one -> Optional.of(one.touch());
            case Act.Receive one -> Optional.of(one.touch());
            case Act.Handle one -> Optional.of(one.touch());
            case Act.Derive one -> Optional.of(one.touch());
            default -> Optional.empty();
        };
    }

    private void say(Status status, String code, Map<String, String> facts, Digest act) {
        lines.add(new Report.Line("custody", status, code, facts, Optional.of(act)));
    }
}

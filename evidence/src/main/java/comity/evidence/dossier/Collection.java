package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Errors;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Marked;
import comity.treaty.rules.SetAside;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the evidence came about: authorised before it was collected (shown by the hash link and, on
 * another path, by the log's order), collected within what was authorised, and in one unbroken
 * chain from the provider to here.
 */
final class Collection {
    private final Verification report;
    private final Docket docket;
    private final Logs logs;

    Collection(Verification report, Docket docket, Logs logs) {
        this.report = report;
        this.docket = docket;
        this.logs = logs;
    }

    void check() {
        for (var entry : docket.all(Act.Transmit.class))
            transmitted(entry, (Act.Transmit) entry.act());
        for (var entry : docket.all(Act.Produce.class)) produced(entry, (Act.Produce) entry.act());
        for (var entry : docket.all(Act.ConfirmReceipt.class))
            confirmed(entry, (Act.ConfirmReceipt) entry.act());
    }

    private void produced(Entry entry, Act.Produce produce) {
        var order = produce.order().flatMap(docket::entry);
        var authorisation =
                order.flatMap(
                                named ->
                                        named.act() instanceof Act.Order act
                                                ? act.authorisation()
                                                : Optional.empty())
                        .flatMap(docket::entry);
        if (authorisation.isEmpty()) {
            report.say(
                    "authorised",
                    Status.UNCHECKED,
                    "authorised.not-here",
                    Map.of(),
                    entry.digest());
            return;
        }
        authorisedBefore(entry, authorisation.get());
        scope(entry, produce, authorisation.get());
    }

    private void authorisedBefore(Entry production, Entry authorisation) {
        var linked = docket.causality().precedes(authorisation.digest(), production.digest());
        var state = production.header().author().state();
        var first = logs.place(state, authorisation.digest());
        var second = logs.place(state, production.digest());
        var facts =
                Map.of(
                        "authorisation",
                        authorisation.digest().brief(),
                        "first",
                        number(first),
                        "second",
                        number(second));
        var after = first.isPresent() && second.isPresent() && first.get() >= second.get();
        if (after || !linked && Order.isWhole(docket, production.digest()))
            report.say(
                    "authorised",
                    Status.FAILED,
                    "authorised.not-before",
                    facts,
                    production.digest());
        else if (!linked || first.isEmpty() || second.isEmpty())
            report.say(
                    "authorised",
                    Status.UNCHECKED,
                    linked ? "authorised.no-log" : "authorised.gap",
                    facts,
                    production.digest());
        else
            report.say(
                    "authorised", Status.PASSED, "authorised.before", facts, production.digest());
    }

    private static String number(Optional<Long> place) {
        return place.map(String::valueOf).orElse("?");
    }

    private void scope(Entry entry, Act.Produce produce, Entry authorisation) {
        var limits =
                authorisation.act() instanceof Act.AuthoriseExecution act
                        ? Optional.of(act.scope())
                        : Optional.<comity.treaty.terms.Scope>empty();
        var within = limits.map(scope -> produce.scope().within(scope)).orElse(Truth.FALSE);
        var facts =
                Map.of(
                        "from",
                                limits.flatMap(scope -> scope.from())
                                        .map(Object::toString)
                                        .orElse("?"),
                        "to",
                                limits.flatMap(scope -> scope.to())
                                        .map(Object::toString)
                                        .orElse("?"));
        switch (within) {
            case TRUE -> report.say("scope", Status.PASSED, "scope.within", facts, entry.digest());
            case FALSE ->
                    report.say("scope", Status.FAILED, "scope.exceeded", facts, entry.digest());
            case UNKNOWN ->
                    report.say("scope", Status.UNCHECKED, "scope.unknown", facts, entry.digest());
        }
    }

    /** What left the State was produced, or was made of what was produced, by a named tool. */
    private void transmitted(Entry entry, Act.Transmit transmission) {
        var sources =
                docket.all(Act.Produce.class).stream()
                        .map(produced -> (Act.Produce) produced.act())
                        .filter(produced -> produced.order().equals(transmission.order()))
                        .flatMap(produced -> produced.exhibits().orElse(List.of()).stream())
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toSet());
        if (transmission.exhibits().isEmpty() || sources.isEmpty()) {
            report.say("custody", Status.UNCHECKED, "custody.withheld", Map.of(), entry.digest());
            return;
        }
        for (var exhibit : transmission.exhibits().get()) {
            custody(entry, exhibit, sources);
            compared(entry, exhibit);
            frozen(entry, exhibit);
        }
    }

    /** 24(2): how it was compared with the order, or who has answered for it. */
    private void compared(Entry entry, Act.Exhibit exhibit) {
        var known = SetAside.decisive(docket, exhibit);
        if (known.isEmpty()) {
            var hidden = SetAside.isCompared(docket, exhibit) == Truth.UNKNOWN;
            say(
                    entry,
                    exhibit,
                    hidden ? Status.UNCHECKED : Status.FAILED,
                    hidden ? "custody.comparison-hidden" : "custody.not-compared");
            return;
        }
        // What somebody has declared alone was not read: it stands like what could not be.
        switch (SetAside.standing(docket, known.get()).orElse(Act.Standing.UNREAD)) {
            case WITHIN -> say(entry, exhibit, Status.PASSED, "custody.compared");
            case SET_ASIDE -> {
                var released =
                        SetAside.decision(docket, known.get())
                                .filter(Act.Decision.RELEASE::equals)
                                .isPresent();
                say(
                        entry,
                        exhibit,
                        released ? Status.PASSED : Status.FAILED,
                        released ? "custody.released" : "custody.set-aside");
            }
            // What somebody has declared was not checked, whoever they are.
            case UNREAD -> {
                var declared = SetAside.isDeclaredWithin(docket, known.get());
                say(
                        entry,
                        exhibit,
                        declared ? Status.UNCHECKED : Status.FAILED,
                        declared ? "custody.declared" : "custody.undeclared");
            }
        }
    }

    /**
     * 6, 40(22): a mark on which no judge has ruled, or that excludes it, keeps it out of use;
     * 36(2): so does a report that it came by mistake.
     */
    private void frozen(Entry entry, Act.Exhibit exhibit) {
        if (Errors.quarantine(docket, exhibit.sha256()).isPresent())
            say(entry, exhibit, Status.UNCHECKED, "custody.quarantined");
        else if (Marked.frozen(docket, exhibit.sha256()).isPresent())
            say(entry, exhibit, Status.UNCHECKED, "custody.frozen");
    }

    private void say(Entry entry, Act.Exhibit exhibit, Status status, String code) {
        report.say("custody", status, code, Map.of("name", exhibit.name()), entry.digest());
    }

    private void custody(Entry entry, Act.Exhibit exhibit, Set<Digest> sources) {
        var from = exhibit.derivation().map(Act.Derivation::from).orElse(exhibit.sha256());
        var facts =
                Map.of(
                        "name", exhibit.name(),
                        "from", from.brief(),
                        "tool", exhibit.derivation().map(Act.Derivation::tool).orElse("-"),
                        "within",
                                exhibit.derivation()
                                        .map(made -> Long.toString(made.within()))
                                        .orElse("-"),
                        "setAside",
                                exhibit.derivation()
                                        .map(made -> Long.toString(made.setAside()))
                                        .orElse("-"));
        var line = Exhibits.line(exhibit.sha256(), Exhibits.derivations(docket));
        if (!sources.contains(from) && line.stream().noneMatch(sources::contains))
            report.say("custody", Status.FAILED, "custody.broken", facts, entry.digest());
        else
            report.say(
                    "custody",
                    Status.PASSED,
                    exhibit.derivation().isPresent() ? "custody.derived" : "custody.unbroken",
                    facts,
                    entry.digest());
    }

    private void confirmed(Entry entry, Act.ConfirmReceipt receipt) {
        var sent =
                docket.standing(receipt.transmission(), Act.Transmit.class)
                        .flatMap(Act.Transmit::exhibits);
        var same =
                sent.isPresent()
                        && receipt.exhibits().isPresent()
                        && hashes(sent.get()).equals(hashes(receipt.exhibits().get()));
        if (sent.isEmpty() || receipt.exhibits().isEmpty())
            report.say("custody", Status.UNCHECKED, "custody.withheld", Map.of(), entry.digest());
        else
            report.say(
                    "custody",
                    same ? Status.PASSED : Status.FAILED,
                    same ? "custody.received" : "custody.other-received",
                    Map.of(),
                    entry.digest());
    }

    private static Set<Digest> hashes(List<Act.Exhibit> exhibits) {
        return exhibits.stream().map(Act.Exhibit::sha256).collect(Collectors.toSet());
    }
}

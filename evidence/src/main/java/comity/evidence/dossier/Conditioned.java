package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Disposals;
import comity.treaty.rules.Finding;
import comity.treaty.rules.UseLimits;
import comity.treaty.rules.UseLimits.Wish;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Articles 36 and 40(19): whether what a State gave was used and passed on within its conditions,
 * whether it was kept no longer than they say, and what became of it. When an act was made, others
 * than its author say, as far as they do. Nothing is said where nothing was conditioned, used or
 * ended.
 */
final class Conditioned {
    private final Verification report;
    private final Docket docket;
    private final Logs logs;
    private final Dossier dossier;

    Conditioned(Verification report, Docket docket, Logs logs, Dossier dossier) {
        this.report = report;
        this.docket = docket;
        this.logs = logs;
        this.dossier = dossier;
    }

    void check() throws MalformedDossier {
        var exporter = dossier.manifest("exporter");
        var receiving = docket.requesting().filter(exporter::equals).isPresent();
        for (var entry : docket.entries()) {
            if (entry.overridden()) continue;
            switch (entry.act()) {
                case Act.Use use ->
                        asked(entry, wishes(entry, Act.Doing.USE, use.used(), use.purpose(), ""));
                case Act.Derive derive -> derived(entry, derive);
                case Act.TransferOnward transfer ->
                        asked(
                                entry,
                                wishes(
                                        entry,
                                        Act.Doing.TRANSFER,
                                        passed(transfer),
                                        transfer.purpose(),
                                        transfer.recipient().strip()));
                case Act.DiscloseExculpatory disclosed -> exculpatory(entry, disclosed);
                case Act.Dispose disposal -> disposed(entry, disposal, receiving);
                case Act.Transmit sent -> conditioned(entry, sent, receiving);
                default -> {}
            }
        }
    }

    private LocalDate day(Entry entry) {
        return LocalDate.ofInstant(
                logs.interval(entry.digest()).nearest(entry.header().at()), ZoneOffset.UTC);
    }

    private Set<Digest> passed(Act.TransferOnward transfer) {
        if (!transfer.concerning().isEmpty()) return transfer.concerning();
        var all = new TreeSet<Digest>();
        docket.standing(transfer.transmission(), Act.Transmit.class)
                .flatMap(Act.Transmit::exhibits)
                .ifPresent(sent -> sent.forEach(exhibit -> all.add(exhibit.sha256())));
        return all;
    }

    private static List<Wish> wishes(
            Entry entry, Act.Doing doing, Set<Digest> exhibits, String purpose, String recipient) {
        var office = doing == Act.Doing.USE ? entry.header().author().office() : "";
        return exhibits.stream()
                .map(exhibit -> new Wish(doing, exhibit, purpose, office, recipient))
                .toList();
    }

    /** What is made of what nobody transmitted is the State's own. */
    private void derived(Entry entry, Act.Derive derive) {
        var given =
                wishes(entry, Act.Doing.COPY, derive.touch().exhibits(), "", "").stream()
                        .filter(wish -> !isBlind(List.of(wish)))
                        .toList();
        var state = entry.header().author().state();
        if (!given.isEmpty() && docket.requesting().filter(state::equals).isPresent())
            asked(entry, given);
    }

    /** As the author knew the docket, on the day that others confirm. */
    private void asked(Entry entry, List<Wish> wishes) {
        var known = docket.before(entry.header().seen());
        var refused = new ArrayList<Finding>();
        for (var wish : wishes)
            refused.addAll(
                    UseLimits.refuse(known, entry.header().author().state(), wish, day(entry)));
        if (wishes.isEmpty() || isBlind(wishes)) {
            say(entry, Status.UNCHECKED, "conditions.withheld", Map.of());
            return;
        }
        if (refused.isEmpty()) {
            say(entry, Status.PASSED, "conditions.kept", Map.of("day", day(entry).toString()));
            return;
        }
        if (!isWhole(entry)) {
            say(entry, Status.UNCHECKED, "conditions.withheld", Map.of());
            return;
        }
        for (var finding : refused.stream().distinct().toList()) {
            var facts = new TreeMap<>(finding.facts());
            facts.put("article", finding.citation().text());
            facts.put("day", day(entry).toString());
            facts.put("finding", finding.code());
            facts.putIfAbsent("exhibit", "-");
            say(entry, Status.FAILED, "conditions.broken", facts);
        }
    }

    /** Where an act is not here, or what it says, a consent may be what is missing. */
    private boolean isWhole(Entry entry) {
        return Order.isWhole(docket, entry.digest())
                && docket.entries().stream()
                        .map(Entry::act)
                        .noneMatch(act -> act instanceof Act.Withheld);
    }

    /** Whether no transmission here says that it brought them: its list of exhibits is withheld. */
    private boolean isBlind(List<Wish> wishes) {
        return wishes.stream()
                .allMatch(
                        wish ->
                                UseLimits.on(docket, wish.exhibit(), LocalDate.ofEpochDay(0))
                                        .isEmpty());
    }

    /** What was to be gone by a day, and of which nothing here says that it is. */
    private void conditioned(Entry entry, Act.Transmit sent, boolean receiving)
            throws MalformedDossier {
        if (sent.conditions().isEmpty()) return;
        var facts = new TreeMap<String, String>();
        facts.put("until", sent.conditions().keptUntil().map(LocalDate::toString).orElse("-"));
        say(entry, Status.PASSED, "conditions.set", facts);
        if (!receiving) say(entry, Status.UNCHECKED, "conditions.uses-elsewhere", Map.of());
        var last = docket.entries().stream().map(this::day).max(LocalDate::compareTo).orElseThrow();
        for (var exhibit : sent.exhibits().orElse(List.of())) {
            var until =
                    UseLimits.on(docket, exhibit.sha256(), last).stream()
                            .filter(bound -> bound.transmission().equals(entry.digest()))
                            .flatMap(bound -> bound.until().stream())
                            .findFirst();
            if (until.filter(last::isAfter).isEmpty()
                    || Disposals.disposal(docket, exhibit.sha256()).isPresent()) continue;
            say(
                    entry,
                    Status.UNCHECKED,
                    "conditions.not-ended",
                    Map.of("name", exhibit.name(), "until", until.get().toString()));
        }
    }

    private void disposed(Entry entry, Act.Dispose disposal, boolean receiving)
            throws MalformedDossier {
        var certificate = Disposals.certificate(docket, entry.digest());
        if (certificate.isEmpty()) {
            say(entry, Status.UNCHECKED, "conditions.uncertified", Map.of());
        } else {
            var said = (Act.CertifyDisposal) certificate.get().act();
            var same =
                    said.disposed().equals(disposal.disposed())
                            && said.method().equals(disposal.method());
            var facts =
                    Map.of(
                            "count", Integer.toString(disposal.disposed().size()),
                            "day", said.disposedOn().map(LocalDate::toString).orElse("-"));
            say(
                    certificate.get(),
                    same ? Status.PASSED : Status.FAILED,
                    same ? "conditions.certified" : "conditions.other-certified",
                    facts);
            var recorded = Disposals.receipt(docket, certificate.get().digest()).isPresent();
            say(
                    certificate.get(),
                    recorded ? Status.PASSED : Status.UNCHECKED,
                    recorded ? "conditions.recorded" : "conditions.unrecorded",
                    Map.of());
        }
        if (receiving) stillHere(entry, disposal);
    }

    /** The State that let go of it has it no more, and so not in its file either. */
    private void stillHere(Entry entry, Act.Dispose disposal) throws MalformedDossier {
        for (var place : dossier.exhibits()) {
            var sha256 = place.split("/", 3)[1];
            if (disposal.disposed().stream().anyMatch(gone -> gone.hex().equals(sha256)))
                say(
                        entry,
                        Status.FAILED,
                        "conditions.still-here",
                        Map.of("exhibit", sha256.substring(0, 8)));
        }
    }

    /** 40(19): the notice came first, or the act says why none did. */
    private void exculpatory(Entry entry, Act.DiscloseExculpatory disclosed) {
        var before =
                disclosed
                        .notice()
                        .flatMap(docket::entry)
                        .filter(notice -> notice.act() instanceof Act.NotifyExculpatory)
                        .filter(
                                notice ->
                                        docket.causality()
                                                .precedes(notice.digest(), entry.digest()))
                        .isPresent();
        say(
                entry,
                Status.PASSED,
                before ? "conditions.exculpatory" : "conditions.exculpatory-at-once",
                Map.of());
    }

    private void say(Entry entry, Status status, String code, Map<String, String> facts) {
        Map<String, String> all =
                new TreeMap<>(
                        Optional.of(entry.digest())
                                .flatMap(docket::act)
                                .map(Verification::about)
                                .orElse(Map.of()));
        // A condition's own words name an office too: that of the wish is the author's.
        facts.forEach(all::putIfAbsent);
        report.say("conditions", status, code, all, entry.digest());
    }
}

package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Profile;
import comity.treaty.rules.Profiles;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether each act was permitted, asked again: by the rules and profiles that the act itself names,
 * on the docket as its author knew it.
 */
final class Rulings {
    private final Verification report;
    private final Docket docket;
    private final Directories directories;
    private final Logs logs;

    /** Every choice of profiles that this file allows, by the digest that an act would name. */
    private final Map<Digest, Profiles> rules = new LinkedHashMap<>();

    Rulings(
            Verification report,
            Docket docket,
            Directories directories,
            Logs logs,
            List<Envelope> profiles) {
        this.report = report;
        this.docket = docket;
        this.directories = directories;
        this.logs = logs;
        choices(profiles).forEach(choice -> rules.put(Rulebook.current().digest(choice), choice));
    }

    private List<Profiles> choices(List<Envelope> acts) {
        var byState = new TreeMap<String, List<Profile>>();
        for (var act : acts) {
            var state = act.header().author().state();
            var refused =
                    directories.signatory(act, logs.interval(act.digest()))
                            instanceof Directories.Signatory.Refused;
            if (!act.header().kind().equals(Profile.KIND) || refused) {
                report.say(
                        "profile",
                        Status.FAILED,
                        "profile.not-signed",
                        Map.of("state", state),
                        act.digest());
                continue;
            }
            act.content(Profile.SECTION)
                    .ifPresent(
                            document ->
                                    byState.computeIfAbsent(state, _ -> new ArrayList<>())
                                            .add(new Profile(state, document)));
        }
        List<Map<String, Profile>> choices = List.of(Map.of());
        for (var state : byState.entrySet()) {
            var grown = new ArrayList<>(choices);
            for (var chosen : choices) {
                for (var profile : state.getValue()) {
                    var more = new TreeMap<>(chosen);
                    more.put(state.getKey(), profile);
                    grown.add(more);
                }
            }
            choices = grown;
        }
        return choices.stream().map(Profiles::new).toList();
    }

    void check(List<Envelope> acts) {
        var permitted = 0;
        for (var act : acts) {
            if (ruledOn(act)) permitted++;
        }
        report.sayPassed("ruling", "ruling.permitted", permitted);
    }

    private boolean ruledOn(Envelope act) {
        var header = act.header();
        var profiles = Optional.ofNullable(rules.get(header.rules()));
        if (profiles.isEmpty()) {
            report.say(
                    "ruling",
                    Status.UNCHECKED,
                    "ruling.rules-unknown",
                    Verification.about(act),
                    act.digest());
            return false;
        }
        var said = docket.entry(act.digest()).map(Entry::act).orElseThrow();
        var ruling =
                Rulebook.current()
                        .ruling(
                                docket.before(header.seen()),
                                said,
                                header.author(),
                                profiles.get());
        return switch (ruling) {
            case Ruling.Permitted _ -> true;
            case Ruling.Denied(var findings) -> {
                denied(act, findings);
                yield false;
            }
        };
    }

    private void denied(Envelope act, List<Finding> findings) {
        var denying = findings.stream().filter(finding -> finding.effect().denies()).toList();
        var violated = denying.stream().filter(finding -> finding.truth() == Truth.FALSE).toList();
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("rules", named(violated.isEmpty() ? denying : violated));
        report.say(
                "ruling",
                violated.isEmpty() ? Status.UNCHECKED : Status.FAILED,
                violated.isEmpty() ? "ruling.unknown" : "ruling.denied",
                facts,
                act.digest());
    }

    private static String named(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " (" + finding.citation().text() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }
}

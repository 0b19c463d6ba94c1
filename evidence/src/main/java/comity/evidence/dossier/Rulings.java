package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileReader.Publisher;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether each act was permitted, asked again: by the rules and profiles that the act itself names,
 * on the docket as its author knew it.
 */
final class Rulings {
    /** Beyond, an act's rules are unknown here: nobody waits for what grows without end. */
    private static final int MOST_CHOICES = 20_000;

    private final Verification report;
    private final Docket docket;
    private final Directories directories;
    private final Logs logs;

    /** Every choice of profiles that this file allows, by the digest that an act would name. */
    private final Map<Digest, Profiles> rules = new LinkedHashMap<>();

    /** The act that published each version, and how many acts were judged by it. */
    private final Map<Profile, Envelope> published = new LinkedHashMap<>();

    private final Map<Profile, Integer> used = new LinkedHashMap<>();

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
            if (act.header().kind().equals(Profile.KIND) && directories.of(state).isEmpty())
                continue; // of a State whose keys nobody here knows: no act's rules can rest on it
            var signatory = directories.signatory(act, logs.interval(act.digest()));
            if (signatory instanceof Directories.Signatory.Uncertain)
                report.say(
                        "profile",
                        Status.UNCHECKED,
                        "profile.uncertain",
                        Map.of("state", state),
                        act.digest());
            if (!act.header().kind().equals(Profile.KIND)
                    || signatory instanceof Directories.Signatory.Refused) {
                report.say(
                        "profile",
                        Status.FAILED,
                        "profile.not-signed",
                        Map.of("state", state),
                        act.digest());
                continue;
            }
            act.content(Profile.SECTION)
                    .map(document -> new Profile(state, document))
                    .filter(profile -> isRead(profile, act))
                    .ifPresent(
                            profile -> {
                                published.putIfAbsent(profile, act);
                                byState.computeIfAbsent(state, _ -> new ArrayList<>()).add(profile);
                            });
        }
        return combinations(byState).stream().map(Profiles::new).toList();
    }

    /**
     * What no honest door would have taken is said, and still judged by: the act named it. What a
     * later release has made nobody here can read, and nothing rests on it.
     */
    private boolean isRead(Profile profile, Envelope act) {
        if (profile.isOfALaterRelease()) {
            report.say(
                    "profile",
                    Status.UNCHECKED,
                    "profile.later-release",
                    Map.of("state", profile.state()),
                    act.digest());
            return false;
        }
        ProfileReader.read(profile.document(), Publisher.of(profile.state())).problems().stream()
                .findFirst()
                .ifPresent(
                        problem ->
                                report.say(
                                        "profile",
                                        Status.FAILED,
                                        "profile.refused",
                                        Map.of(
                                                "state",
                                                profile.state(),
                                                "pointer",
                                                problem.pointer(),
                                                "problem",
                                                problem.reason(Locale.ENGLISH)),
                                        act.digest()));
        return true;
    }

    /**
     * Every choice of at most one version for each State: the parties' first, and further States'
     * while there are not too many.
     */
    private List<Map<String, Profile>> combinations(Map<String, List<Profile>> byState) {
        var states = new LinkedHashSet<String>();
        docket.requesting().ifPresent(states::add);
        docket.requested().ifPresent(states::add);
        states.addAll(byState.keySet());
        List<Map<String, Profile>> choices = List.of(Map.of());
        for (var state : states) {
            var versions = byState.getOrDefault(state, List.of());
            if ((long) choices.size() * (versions.size() + 1) > MOST_CHOICES) break;
            var grown = new ArrayList<>(choices);
            for (var chosen : choices) {
                for (var profile : versions) {
                    var more = new TreeMap<>(chosen);
                    more.put(state, profile);
                    grown.add(more);
                }
            }
            choices = grown;
        }
        return choices;
    }

    /** Rules on them all, on as many processors as there are; what came of it is said in order. */
    void check(List<Envelope> acts) {
        var rulings =
                acts.stream()
                        .parallel()
                        .map(
                                act ->
                                        Optional.ofNullable(rules.get(act.header().rules()))
                                                .map(by -> ruling(act, act.header().seen(), by)))
                        .toList();
        var permitted = 0;
        for (var i = 0; i < acts.size(); i++) {
            if (isPermitted(acts.get(i), rulings.get(i))) permitted++;
        }
        report.sayPassed("ruling", "ruling.permitted", permitted);
        used.forEach(this::sayUsed);
    }

    /** By which version of a State's law acts were judged: its number, its day, its digest. */
    private void sayUsed(Profile profile, Integer acts) {
        var act = published.get(profile);
        if (act == null) return;
        report.say(
                "profile",
                Status.PASSED,
                "profile.used",
                Map.of(
                        "state",
                        profile.state(),
                        "version",
                        profile.version() == 0 ? "-" : Long.toString(profile.version()),
                        "day",
                        act.header().at().toString().substring(0, 10),
                        "count",
                        Integer.toString(acts)),
                act.digest());
    }

    /**
     * @param ruling empty if nobody here knows the rules that the act names
     */
    private boolean isPermitted(Envelope act, Optional<Ruling> ruling) {
        var profiles = rules.get(act.header().rules());
        if (ruling.isEmpty() || profiles == null) {
            report.say(
                    "ruling",
                    Status.UNCHECKED,
                    "ruling.rules-unknown",
                    Verification.about(act),
                    act.digest());
            return false;
        }
        profiles.byState().values().forEach(profile -> used.merge(profile, 1, Integer::sum));
        return switch (ruling.get()) {
            case Ruling.Permitted _ -> true;
            case Ruling.Denied(var findings) -> {
                denied(act, findings, certain(act, profiles));
                yield false;
            }
        };
    }

    private Ruling ruling(Envelope act, Set<Digest> seen, Profiles profiles) {
        var said = docket.entry(act.digest()).map(Entry::act).orElseThrow();
        var known = docket.before(seen);
        var found =
                new ArrayList<>(
                        Rulebook.current()
                                .ruling(known, said, act.header().author(), profiles, day(act))
                                .all());
        found.addAll(Rulebook.current().ofPasskeys(known, act));
        return Ruling.of(found);
    }

    /** The day that its author claims, as far as the logs leave it possible: its rules apply. */
    private LocalDate day(Envelope act) {
        var possible = logs.interval(act.digest());
        return LocalDate.ofInstant(possible.nearest(act.header().at()), ZoneOffset.UTC);
    }

    /**
     * Which rules are broken whatever is missing here: where an act's past has gaps, those that are
     * broken also if its author knew, through what is missing, all that this file holds.
     */
    private Predicate<Finding> certain(Envelope act, Profiles profiles) {
        if (Order.isWhole(docket, act.digest())) return _ -> true;
        var most = new TreeSet<>(act.header().seen());
        for (var other : docket.causality().order()) {
            if (!other.equals(act.digest()) && !docket.causality().precedes(act.digest(), other))
                most.add(other);
        }
        var broken =
                ruling(act, most, profiles).all().stream()
                        .filter(finding -> finding.truth() == Truth.FALSE)
                        .map(Finding::rule)
                        .collect(Collectors.toSet());
        return finding -> broken.contains(finding.rule());
    }

    /** A line for each rule that was broken; or, if none is known to be, for what is not known. */
    private void denied(Envelope act, List<Finding> findings, Predicate<Finding> certain) {
        var denying = findings.stream().filter(finding -> finding.effect().denies()).toList();
        var violated =
                denying.stream()
                        .filter(finding -> finding.truth() == Truth.FALSE)
                        .filter(certain)
                        .toList();
        for (var finding : violated.isEmpty() ? denying : violated) {
            var facts = new TreeMap<>(finding.facts());
            facts.putAll(Verification.about(act));
            facts.put("rule", finding.rule());
            facts.put("article", finding.citation().text());
            facts.put("finding", finding.code());
            report.say(
                    "ruling",
                    violated.isEmpty() ? Status.UNCHECKED : Status.FAILED,
                    violated.isEmpty() ? "ruling.unknown" : "ruling.denied",
                    facts,
                    act.digest());
        }
    }
}

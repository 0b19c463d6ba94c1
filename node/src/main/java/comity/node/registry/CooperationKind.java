package comity.node.registry;

import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import comity.treaty.terms.Truth;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Acts of assistance: the Convention rules on them. */
final class CooperationKind implements Kind {
    private final InstantSource clock;

    CooperationKind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> sections() {
        return Set.copyOf(Cooperation.SECTIONS);
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        var type = act.header().type();
        if (Cooperation.personal(act.header()) && act.personal().isEmpty())
            return Optional.of(Filing.Rejected.of("passkey.missing", Map.of("type", type)));
        return Kind.signatory(act, trust, now);
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var rules = act.header().rules();
        var known = parties(docket.docket());
        var states = known.size() == 2 ? known : parties(docket.with(act).docket());
        var rulebook = Rulebook.current();
        if (!own) {
            var profiles =
                    trust.named(states, rules, rulebook::digest)
                            .orElseGet(() -> trust.profiles(states));
            return denied(act, docket, profiles).filter(CooperationKind::isViolation);
        }
        var profiles = trust.newestNamed(states, rules, rulebook::digest);
        // Never a silent switch between two steps: the flow begins again under the new rules.
        return profiles.isEmpty()
                ? Optional.of(Filing.Rejected.of("rules.changed"))
                : denied(act, docket, profiles.get()).map(Filing.class::cast);
    }

    /** The parties to the docket: whose profiles a ruling on it uses. */
    static Set<String> parties(Docket docket) {
        var states = new TreeSet<String>();
        docket.requesting().ifPresent(states::add);
        docket.requested().ifPresent(states::add);
        return states;
    }

    /** The act is judged by the docket as its author knew it, not as it has become since. */
    private Optional<Filing> denied(Envelope act, Held docket, Profiles profiles) {
        var known = docket.docket().before(act.header().seen());
        var rulebook = Rulebook.current();
        var found =
                new ArrayList<>(
                        rulebook.ruling(
                                        known,
                                        Cooperation.read(act),
                                        act.header().author(),
                                        profiles,
                                        day(act))
                                .all());
        found.addAll(rulebook.ofPasskeys(known, act));
        return switch (Ruling.of(found)) {
            case Ruling.Permitted _ -> Optional.empty();
            case Ruling.Denied denied -> Optional.of(new Filing.Denied(denied));
        };
    }

    /** The act's day: what its author claims, but no day that has not come. */
    private LocalDate day(Envelope act) {
        var now = clock.instant();
        var possible = new Interval(Optional.empty(), Optional.of(now));
        return LocalDate.ofInstant(possible.nearest(act.header().at()), ZoneOffset.UTC);
    }

    /**
     * What another State's withheld parts and internal acts would have told could not be checked;
     * that alone keeps nothing out.
     */
    private static boolean isViolation(Filing filing) {
        return filing instanceof Filing.Denied(var ruling)
                && ruling.findings().stream()
                        .anyMatch(
                                finding ->
                                        finding.effect().denies()
                                                && finding.truth() == Truth.FALSE);
    }
}

package comity.node.offices;

import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Readings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what was written down about readers, as far as whoever asks may know it. */
@Component
final class ReadingsViews {
    private static final int PAGE = 50;

    private final Readings readings;
    private final Offices offices;
    private final Seeing sight;

    ReadingsViews(Readings readings, Offices offices, Seeing sight) {
        this.readings = readings;
        this.offices = offices;
        this.sight = sight;
    }

    /**
     * @param before the number below which to go on
     */
    ReadingsView readings(Person person, @Nullable Long before) {
        var held = offices.of(person);
        var whose = authorities(held);
        var leads = held.stream().anyMatch(officer -> officer.office().equals("CAO"));
        var found = readings.page(whose, leads, before == null ? Long.MAX_VALUE : before, PAGE + 1);
        var seen = new HashMap<UUID, Boolean>();
        return new ReadingsView(
                whose.isEmpty(),
                found.stream()
                        .limit(PAGE)
                        // What inspectors read elsewhere is the authority's there.
                        .filter(one -> isOwn(one, whose) || isKnown(one.docket(), held, seen))
                        .map(one -> row(one, held, seen))
                        .toList(),
                found.size() > PAGE ? found.get(PAGE - 1).number() : null);
    }

    ReadingsView.SignIns signIns(Person person, @Nullable Long before) {
        var whose = authorities(offices.of(person));
        var found = readings.signIns(whose, before == null ? Long.MAX_VALUE : before, PAGE + 1);
        return new ReadingsView.SignIns(
                whose.isEmpty(),
                found.stream()
                        .limit(PAGE)
                        .map(
                                one ->
                                        new ReadingsView.SignIn(
                                                one.number(),
                                                one.at(),
                                                one.person().map(Person::id).orElse(""),
                                                one.person().map(Person::name).orElse(""),
                                                one.outcome(),
                                                one.way()))
                        .toList(),
                found.size() > PAGE ? found.get(PAGE - 1).number() : null);
    }

    /** Empty for an inspector, who is shown everybody's. */
    private static Set<String> authorities(List<Officer> held) {
        if (held.stream().anyMatch(officer -> officer.office().equals("OVS"))) return Set.of();
        return held.stream().map(Officer::authority).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOwn(Readings.Reading one, Set<String> whose) {
        return whose.isEmpty() || whose.contains(one.authority());
    }

    private boolean isKnown(UUID asked, List<Officer> held, Map<UUID, Boolean> seen) {
        return seen.computeIfAbsent(
                asked, docket -> held.stream().anyMatch(officer -> sight.sees(docket, officer)));
    }

    /** A colleague is told that something was read, and what only if they may see it themselves. */
    private ReadingsView.Row row(
            Readings.Reading one, List<Officer> held, Map<UUID, Boolean> seen) {
        var known = isKnown(one.docket(), held, seen);
        return new ReadingsView.Row(
                one.number(),
                one.at(),
                one.person().id(),
                one.person().name(),
                one.authority(),
                one.office(),
                known ? one.docket().toString() : "",
                known ? one.item() : "",
                one.what(),
                one.sections(),
                one.purpose().name(),
                known ? one.openings() : List.of());
    }
}

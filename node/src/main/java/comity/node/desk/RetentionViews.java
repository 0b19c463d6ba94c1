package comity.node.desk;

import comity.node.desk.RetentionView.Outstanding;
import comity.node.desk.RetentionView.Row;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.rules.Retention;
import comity.treaty.rules.Timer;
import comity.treaty.rules.Timers;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the list of what is due from the dockets themselves. */
final class RetentionViews {
    private final Registry registry;
    private final String state;
    private final Seeing sight;
    private final InstantSource clock;

    RetentionViews(Registry registry, String state, Seeing sight, InstantSource clock) {
        this.sight = sight;
        this.registry = registry;
        this.state = state;
        this.clock = clock;
    }

    /** Of the dockets that one of these offices sees. */
    RetentionView view(List<Officer> held) {
        var profile = registry.profiles(Set.of(state)).of(state);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var rows =
                registry.dockets().stream()
                        .filter(sight.by(held))
                        .map(registry::read)
                        .flatMap(docket -> row(docket, profile, today).stream())
                        .sorted(Comparator.comparing(row -> !row.isOpen()))
                        .toList();
        return new RetentionView(profile.filter(Profile::erasesByItself).isPresent(), rows);
    }

    private Optional<Row> row(Docket docket, Optional<Profile> profile, LocalDate today) {
        var from = profile.flatMap(kept -> Retention.ends(docket, kept));
        var holds = Retention.holds(docket, today);
        var erasures = docket.all(Act.Erase.class);
        if (from.isEmpty() && holds.isEmpty() && erasures.isEmpty()) return Optional.empty();
        var left = Retention.erasable(docket).size();
        var up = from.filter(day -> !today.isBefore(day)).isPresent();
        return Optional.of(
                new Row(
                        docket.id(),
                        docket.requesting().orElse(""),
                        docket.requested().orElse(""),
                        docket.phase().name(),
                        from.orElse(null),
                        up && holds.isEmpty() && left > 0,
                        holds.stream()
                                .flatMap(entry -> ((Act.Hold) entry.act()).until().stream())
                                .max(LocalDate::compareTo)
                                .orElse(null),
                        left,
                        proposed(docket).map(Digest::hex).orElse(null),
                        demanded(docket, erasures).map(Digest::hex).orElse(null),
                        outstanding(docket, today)));
    }

    /** A proposal of this State that no erasure has followed. */
    private Optional<Digest> proposed(Docket docket) {
        return docket.all(Act.ProposeErasure.class).stream()
                .filter(entry -> entry.header().author().state().equals(state))
                .map(Entry::digest)
                .filter(
                        proposal ->
                                docket.all(Act.Erase.class).stream()
                                        .noneMatch(
                                                entry ->
                                                        ((Act.Erase) entry.act())
                                                                .proposal()
                                                                .filter(proposal::equals)
                                                                .isPresent()))
                .findFirst();
    }

    private Optional<Digest> demanded(Docket docket, List<Entry> erasures) {
        return erasures.stream()
                .filter(entry -> !entry.header().author().state().equals(state))
                .filter(entry -> ((Act.Erase) entry.act()).duty().isEmpty())
                .map(Entry::digest)
                .filter(
                        duty ->
                                erasures.stream()
                                        .noneMatch(
                                                own ->
                                                        ((Act.Erase) own.act())
                                                                .duty()
                                                                .filter(duty::equals)
                                                                .isPresent()))
                .findFirst();
    }

    private List<Outstanding> outstanding(Docket docket, LocalDate today) {
        return Timers.on(docket).stream()
                .filter(running -> running.timer() == Timer.DELETION)
                .filter(running -> !running.state().equals(state))
                .map(
                        running ->
                                new Outstanding(
                                        running.act().hex(),
                                        running.state(),
                                        running.due().orElse(today),
                                        running.daysLeft(today)
                                                .filter(days -> days < 0)
                                                .isPresent()))
                .toList();
    }
}

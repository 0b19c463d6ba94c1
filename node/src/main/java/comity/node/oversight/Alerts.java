package comity.node.oversight;

import comity.node.frame.Again;
import comity.node.frame.Seeing;
import comity.node.identity.People;
import comity.node.identity.Person;
import comity.node.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what is on record, and says who stands out in the last year. */
final class Alerts implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So many decisions of one judge within an hour are decisions in bulk. */
    static final int MANY_IN_AN_HOUR = 10;

    private static final int SHOWN = 20;

    private final Registry registry;
    private final TrialTable table;
    private final People people;
    private final Seeing seeing;
    private final GlassAlerts glass;
    private final InstantSource clock;
    private final Again again;

    Alerts(
            Registry registry,
            TrialTable table,
            People people,
            Seeing seeing,
            GlassAlerts glass,
            InstantSource clock) {
        this.glass = glass;
        this.seeing = seeing;
        this.registry = registry;
        this.table = table;
        this.people = people;
        this.clock = clock;
        this.again = new Again("oversight", PAUSE, table::step);
    }

    void start() {
        registry.onCommit(again::wake);
        again.start();
    }

    AlertsView view() {
        level();
        var since = today().minusYears(1);
        var names = people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
        var tallies = table.tallies(begin(since), MANY_IN_AN_HOUR);
        var byPattern =
                tallies.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Tally::pattern,
                                        () -> new EnumMap<Pattern, List<Tally>>(Pattern.class),
                                        Collectors.toList()));
        return new AlertsView(
                since,
                counted(),
                glass.since(begin(since)),
                Stream.of(Pattern.values())
                        .map(
                                one ->
                                        looked(
                                                one,
                                                byPattern.getOrDefault(one, List.of()),
                                                names,
                                                begin(since)))
                        .sorted(Comparator.comparing(one -> one.alerts().isEmpty()))
                        .toList());
    }

    /** Waits a little for what was filed before; what takes longer is said on the page. */
    private void level() {
        var until = registry.size();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (table.followed() < until && System.nanoTime() < end && table.step()) {}
    }

    private long counted() {
        var size = registry.size();
        return size == 0 ? 100 : Math.min(100, table.followed() * 100 / size);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private AlertsView.Looked looked(
            Pattern pattern, List<Tally> tallies, Map<String, String> names, Instant since) {
        return new AlertsView.Looked(
                pattern.name(),
                tallies.stream().mapToLong(Tally::trials).sum(),
                tallies.stream().mapToLong(Tally::hits).sum(),
                tallies.size(),
                Suspicions.among(tallies).stream().map(one -> alert(one, names, since)).toList());
    }

    private AlertsView.Alert alert(Suspicion one, Map<String, String> names, Instant since) {
        // Of what a judge sealed oversight knows that there is something, and not which.
        Predicate<UUID> known = docket -> seeing.sealedUntil(registry.read(docket)).isEmpty();
        return new AlertsView.Alert(
                one.whose().kind().name(),
                one.whose().code(),
                names.getOrDefault(one.whose().code(), one.whose().code()),
                one.trials(),
                one.hits(),
                100 * one.share(),
                one.others(),
                one.otherHits(),
                100 * one.otherShare(),
                one.chance(),
                once(one.chance()),
                table.hits(one.pattern(), one.whose(), since, MANY_IN_AN_HOUR, SHOWN).stream()
                        .filter(hit -> known.test(hit.docket()))
                        .map(hit -> new AlertsView.Hit(hit.docket(), hit.act().hex(), hit.at()))
                        .toList());
    }

    /** Rounded down to one digit and zeros: nobody should read more into it. */
    static long once(double chance) {
        if (chance <= 1e-15) return 1_000_000_000_000_000L;
        var times = 1 / chance;
        var power = Math.pow(10, Math.floor(Math.log10(times)));
        return (long) (Math.floor(times / power) * power);
    }

    @Override
    public void close() {
        again.close();
    }
}

package comity.node.desk;

import comity.node.desk.work.Lists;
import comity.node.identity.Officer;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.Seals;
import comity.treaty.rules.Seals.Seal;
import comity.treaty.rules.Timer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What judges of this State sealed (docs/decisions/0134): for oversight how many dockets, by court
 * and without any number; for a judge those whose seal ends soon.
 */
final class SealedDockets {
    /** So many last days are told of each court: of what ran out without a decision. */
    private static final int MOST_DAYS = 20;

    private static final int MOST = 100;

    private final Registry registry;
    private final Lists lists;
    private final Sight sight;
    private final RareActs acts;
    private final String state;
    private final InstantSource clock;

    SealedDockets(
            Registry registry,
            Lists lists,
            Sight sight,
            RareActs acts,
            String state,
            InstantSource clock) {
        this.registry = registry;
        this.lists = lists;
        this.sight = sight;
        this.acts = acts;
        this.state = state;
        this.clock = clock;
    }

    /** How many, by court. */
    SealsView counts() {
        var courts = new TreeMap<String, List<Seal>>();
        for (var id : acts.dockets(Type.SEAL_DOCKET)) {
            var docket = registry.read(id);
            var latest = new TreeMap<String, Seal>();
            // Of several seals of one court the one counts that ends last.
            Seals.on(docket).stream()
                    .filter(seal -> seal.state().equals(state))
                    .sorted(
                            Comparator.comparing((Seal seal) -> seal.lifted().isEmpty())
                                    .thenComparing(Seal::until))
                    .forEach(seal -> latest.put(seal.court(), seal));
            latest.forEach(
                    (court, seal) ->
                            courts.computeIfAbsent(court, _ -> new ArrayList<>()).add(seal));
        }
        return new SealsView(courts.entrySet().stream().map(this::row).toList());
    }

    private SealsView.Row row(Map.Entry<String, List<Seal>> court) {
        var today = today();
        var lifted = court.getValue().stream().filter(seal -> seal.lifted().isPresent()).count();
        var missed =
                court.getValue().stream()
                        .filter(seal -> seal.lifted().isEmpty() && !seal.stands(today))
                        .map(Seal::until)
                        .sorted(Comparator.reverseOrder())
                        .toList();
        return new SealsView.Row(
                court.getKey(),
                court.getValue().stream().filter(seal -> seal.stands(today)).count(),
                lifted,
                missed.size(),
                missed.stream().limit(MOST_DAYS).toList());
    }

    /** A seal that ends within a week, if no judge sets another. */
    record Near(UUID docket, Digest act, LocalDate until) {}

    /** Those of the dockets that these judges see. */
    List<Near> near(List<Officer> held) {
        var judges = held.stream().filter(officer -> officer.office().equals("JUD")).toList();
        if (judges.isEmpty()) return List.of();
        var today = today();
        var warns = Timer.SEAL.warnings().stream().max(Comparator.naturalOrder()).orElse(0);
        var seen = sight.by(judges);
        return lists.near(Timer.SEAL, today, today.plusDays(warns), judges, MOST).stream()
                .filter(seen)
                .map(registry::read)
                .flatMap(docket -> near(docket, today).stream())
                .toList();
    }

    private List<Near> near(Docket docket, LocalDate today) {
        return Seals.last(docket, state).stream()
                .filter(seal -> seal.stands(today))
                .map(seal -> new Near(docket.id(), seal.act().digest(), seal.until()))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Article 24(2): what arrives is compared with what was authorised. What lies outside is set aside
 * until a judge decides; what could not be read is declared by its custodian, under their name
 * (docs/decisions/0067).
 */
public final class SetAside {
    static final Rule KEPT =
            new Rule(
                    "W-047",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "scope.set-aside",
                    "What was set aside as outside the order is transmitted only if a judge has released it.");
    static final Rule DECLARED =
            new Rule(
                    "W-048",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "scope.not-read",
                    "What could not be read is transmitted only once its custodian has declared, under their name, that it lies within the order.");
    static final Rule DECIDED =
            new Rule(
                    "W-049",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "scope.decision",
                    "A judge decides, once, on exhibits that a comparison has set aside.");
    static final Rule DESTROYED =
            new Rule(
                    "W-050",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "scope.destruction",
                    "Only what a judge, or an oversight body, had destroyed is destroyed, and nothing that a judge has kept.");
    static final Rule COMPARED =
            new Rule(
                    "W-051",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "scope.not-compared",
                    "Nothing is transmitted that was neither compared with the order nor declared by its custodian, under their name.");

    private SetAside() {}

    /** What was produced under an order. */
    static List<Act.Exhibit> produced(Docket docket, Optional<Digest> order) {
        return docket.all(Act.Produce.class).stream()
                .map(entry -> (Act.Produce) entry.act())
                .filter(produce -> produce.order().equals(order))
                .flatMap(produce -> produce.exhibits().orElse(List.of()).stream())
                .toList();
    }

    /**
     * What the latest comparison that names an exhibit makes of it; empty if none does. A later one
     * does not let pass what an earlier one set aside: only a judge does.
     */
    public static Optional<Act.Standing> standing(Docket docket, Digest exhibit) {
        var found =
                comparisons(docket)
                        .filter(compared -> compared.exhibit().sha256().equals(exhibit))
                        .map(Act.Compared::standing)
                        .toList();
        if (found.contains(Act.Standing.SET_ASIDE)) return Optional.of(Act.Standing.SET_ASIDE);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    private static java.util.stream.Stream<Act.Compared> comparisons(Docket docket) {
        return docket.all(Act.Compare.class).stream()
                .flatMap(entry -> ((Act.Compare) entry.act()).exhibits().stream())
                .flatMap(List::stream);
    }

    /** What a judge decided on an exhibit; empty if nothing yet. */
    public static Optional<Act.Decision> decision(Docket docket, Digest exhibit) {
        return docket.all(Act.DecideSetAside.class).stream()
                .map(entry -> (Act.DecideSetAside) entry.act())
                .filter(decided -> decided.exhibits().contains(exhibit))
                .flatMap(decided -> decided.decision().stream())
                .findFirst();
    }

    /** Everything that was set aside and on which no judge has decided. */
    public static Set<Digest> undecided(Docket docket) {
        return comparisons(docket)
                .filter(compared -> compared.standing() == Act.Standing.SET_ASIDE)
                .map(compared -> compared.exhibit().sha256())
                .filter(exhibit -> decision(docket, exhibit).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * What holds bytes that lie outside the order: what was set aside and not released, and what it
     * was taken from.
     */
    public static boolean holdsWhatWasSetAside(Docket docket, Digest exhibit) {
        return comparisons(docket)
                .filter(compared -> compared.standing() == Act.Standing.SET_ASIDE)
                .filter(
                        compared ->
                                decision(docket, compared.exhibit().sha256())
                                        .filter(Act.Decision.RELEASE::equals)
                                        .isEmpty())
                .map(Act.Compared::exhibit)
                .anyMatch(
                        aside ->
                                aside.sha256().equals(exhibit)
                                        || aside.derivation()
                                                .map(Act.Derivation::from)
                                                .filter(exhibit::equals)
                                                .isPresent());
    }

    /** Whether its custodian has declared that it lies within the order. */
    public static boolean isDeclaredWithin(Docket docket, Digest exhibit) {
        return docket.all(Act.Declare.class).stream()
                .map(entry -> (Act.Declare) entry.act())
                .filter(declared -> declared.exhibit().filter(exhibit::equals).isPresent())
                .reduce((_, later) -> later)
                .flatMap(Act.Declare::withinOrder)
                .filter(Truth.TRUE::equals)
                .isPresent();
    }

    /**
     * Whether an exhibit may leave its State now: it was compared or declared, and nothing of it is
     * set aside without a judge's release, unread without a declaration, or frozen.
     */
    public static boolean mayLeave(Docket docket, Digest exhibit) {
        if (Marked.frozen(docket, exhibit).isPresent()) return false;
        return decisive(docket, Exhibits.line(exhibit, Exhibits.origins(docket)))
                .filter(known -> isWithin(docket, known))
                .isPresent();
    }

    /**
     * Whose comparison or declaration speaks for an exhibit: its own, else that of the nearest of
     * what it was made of; empty if nobody compared or declared any of them. A copy with passages
     * blacked out is within if its original is.
     */
    public static Optional<Digest> decisive(Docket docket, Act.Exhibit exhibit) {
        var origins = new LinkedHashMap<>(Exhibits.origins(docket));
        exhibit.derivation().ifPresent(made -> origins.put(exhibit.sha256(), made.from()));
        return decisive(docket, Exhibits.line(exhibit.sha256(), origins));
    }

    private static Optional<Digest> decisive(Docket docket, Collection<Digest> line) {
        return line.stream()
                .filter(
                        known ->
                                standing(docket, known).isPresent()
                                        || isDeclaredWithin(docket, known))
                .findFirst();
    }

    private static boolean isWithin(Docket docket, Digest exhibit) {
        var standing = standing(docket, exhibit);
        if (standing.isEmpty()) return isDeclaredWithin(docket, exhibit);
        return switch (standing.get()) {
            case WITHIN -> true;
            case SET_ASIDE -> isReleased(docket, exhibit);
            case UNREAD -> isDeclaredWithin(docket, exhibit);
        };
    }

    private static boolean isReleased(Docket docket, Digest exhibit) {
        return decision(docket, exhibit).filter(Act.Decision.RELEASE::equals).isPresent();
    }

    /** What is destroyed with {@code exhibits}: they, and what they were taken from. */
    public static Set<Digest> withOrigins(Docket docket, Set<Digest> exhibits) {
        var origins = Exhibits.origins(docket);
        var all = new LinkedHashSet<Digest>();
        exhibits.forEach(exhibit -> all.addAll(Exhibits.line(exhibit, origins)));
        return all;
    }

    static List<Finding> mayBeTransmitted(Question question, Act.Transmit transmission) {
        var found = new ArrayList<Finding>();
        for (var exhibit : transmission.exhibits().orElse(List.of()))
            found.addAll(mayBeTransmitted(question.docket(), exhibit));
        return found;
    }

    private static List<Finding> mayBeTransmitted(Docket docket, Act.Exhibit exhibit) {
        var facts = Map.of("exhibit", exhibit.sha256().brief());
        var known = decisive(docket, exhibit);
        if (known.isEmpty()) {
            var found = new ArrayList<>(KEPT.met(!isMadeOfWhatWasSetAside(docket, exhibit), facts));
            found.addAll(COMPARED.met(isCompared(docket, exhibit), facts));
            return found;
        }
        var rule =
                standing(docket, known.get()).filter(Act.Standing.SET_ASIDE::equals).isPresent()
                        ? KEPT
                        : DECLARED;
        return rule.met(isWithin(docket, known.get()), facts);
    }

    /** Whether a derive act made it of something that holds bytes outside the order. */
    private static boolean isMadeOfWhatWasSetAside(Docket docket, Act.Exhibit exhibit) {
        var made =
                docket.all(Act.Derive.class).stream()
                        .flatMap(entry -> Exhibits.named(entry.act()).stream())
                        .anyMatch(one -> one.sha256().equals(exhibit.sha256()));
        return made
                && Exhibits.line(exhibit.sha256(), Exhibits.origins(docket)).stream()
                        .anyMatch(origin -> holdsWhatWasSetAside(docket, origin));
    }

    /**
     * Whether an exhibit was compared or declared: unknown where acts that may say so are hidden.
     */
    public static Truth isCompared(Docket docket, Act.Exhibit exhibit) {
        if (decisive(docket, exhibit).isPresent()) return Truth.TRUE;
        return Exhibits.areHidden(docket) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** A comparison speaks of what was produced under the order that it names. */
    static List<Finding> comparesTheProduction(Question question, Act.Compare comparison) {
        if (comparison.exhibits().isEmpty()) return Article40.EXHIBITS.met(Truth.UNKNOWN);
        var hashes =
                produced(question.docket(), comparison.order()).stream()
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toSet());
        var all = comparison.exhibits().get();
        return Article40.EXHIBITS.met(
                !comparison.tool().isBlank()
                        && !all.isEmpty()
                        && all.stream()
                                .allMatch(
                                        compared ->
                                                Article40.comesFrom(compared.exhibit(), hashes)));
    }

    static List<Finding> isDeclaredWhole(Question question, Act.Declare declaration) {
        var exhibit = declaration.exhibit();
        var known = exhibit.filter(Exhibits.of(question.docket())::contains).isPresent();
        var said =
                !declaration.contents().isBlank()
                        && declaration
                                .withinOrder()
                                .filter(truth -> truth != Truth.UNKNOWN)
                                .isPresent();
        var truth =
                known || exhibit.isEmpty() || !Exhibits.areHidden(question.docket())
                        ? Truth.of(known)
                        : Truth.UNKNOWN;
        return DECLARED.met(
                truth.and(Truth.of(said)),
                Map.of("exhibit", exhibit.map(Digest::brief).orElse("-")));
    }

    static List<Finding> decidesOnWhatWasSetAside(Question question, Act.DecideSetAside decision) {
        var open = undecided(question.docket());
        var which =
                decision.exhibits().stream().filter(exhibit -> !open.contains(exhibit)).findFirst();
        var sound =
                decision.decision().isPresent()
                        && !decision.exhibits().isEmpty()
                        && which.isEmpty();
        return DECIDED.met(
                sound || !Exhibits.areHidden(question.docket()) ? Truth.of(sound) : Truth.UNKNOWN,
                Map.of("exhibit", which.map(Digest::brief).orElse("-")));
    }

    static List<Finding> mayDestroy(Question question, Act.Destroy destruction) {
        var decided = decided(question.docket(), destruction.decision());
        if (decided.isEmpty()) return List.of();
        var held = Retention.holds(question.docket(), question.day());
        var permitted =
                !destruction.exhibits().isEmpty()
                        && decided.get().containsAll(destruction.exhibits());
        return DESTROYED.met(
                permitted && held.isEmpty(),
                Map.of(
                        "act",
                        held.stream()
                                .map(Entry::digest)
                                .map(Digest::brief)
                                .findFirst()
                                .orElse("-")));
    }

    /**
     * What a judge, or an oversight body, had destroyed by this decision; nothing if it did not.
     */
    private static Optional<Set<Digest>> decided(Docket docket, Optional<Digest> decision) {
        return docket.standing(decision, Act.DecideSetAside.class)
                .map(
                        judged ->
                                judged.decision().filter(Act.Decision.DESTROY::equals).isPresent()
                                        ? judged.exhibits()
                                        : Set.<Digest>of())
                .or(() -> decision.flatMap(named -> Errors.condemned(docket, named)));
    }
}

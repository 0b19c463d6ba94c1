package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Struck;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 24(2): the right to an effective remedy. What a judge of review orders binds whoever acts
 * on the docket, in both States, and what was obtained under what was quashed is unlawfully
 * obtained wherever it goes (docs/decisions/0111, 0112).
 */
public final class Remedies {
    static final Rule NAMED =
            new Rule(
                    "W-110",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "remedy.names-nothing",
                    "A remedy names what it strikes and the test of the law that was not met; what somebody has to do also has an addressee and a last day.");
    static final Rule OWN =
            new Rule(
                    "W-111",
                    Citation.high(5, "(2)"),
                    Basis.TREATY,
                    Effect.REFUSE_MANDATORY,
                    "remedy.not-own",
                    "A judge suspends and quashes what authorities of their own State decided; the other State is asked, or told.");
    static final Rule ANOTHER =
            new Rule(
                    "W-112",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "remedy.same-judge",
                    "The judge of the first decision is not the judge of the remedy.");
    static final Rule STANDS =
            new Rule(
                    "W-113",
                    Citation.high(24, "(2)"),
                    Basis.TREATY,
                    Effect.REFUSE_MANDATORY,
                    "remedy.struck",
                    "Nothing is done on what a judge has suspended or quashed, or with what was obtained by it.");
    static final Rule ENDED =
            new Rule(
                    "W-114",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "remedy.not-open",
                    "A suspension is lifted, once, by a judge of the State that ordered it; and what was ordered is reported as done, once, by the State that has to do it.");

    static final List<Rule> ALL = List.of(NAMED, OWN, ANOTHER, STANDS, ENDED);

    /** What a judge decides in the first place. */
    private static final Set<Class<? extends Act>> FIRST =
            Set.of(
                    Act.Authorise.class,
                    Act.AuthoriseExecution.class,
                    Act.Decline.class,
                    Act.DecideSetAside.class,
                    Act.RuleOnMark.class);

    /** Who investigates and accuses: they do not look at what was obtained unlawfully. */
    private static final Set<String> USING = Set.of("INV", "PRO");

    private Remedies() {}

    /** How far what a remedy orders has come. */
    public enum Standing {
        /**
         * A suspension that is not lifted, or acts that were quashed: it takes effect by itself.
         */
        IN_FORCE,
        LIFTED,
        OPEN,
        OVERDUE,
        DONE
    }

    /** A remedy as it stands on a day. */
    public static Standing standing(Docket docket, Entry remedy, LocalDate day) {
        var act = (Act.Remedy) remedy.act();
        if (!act.isOwed())
            return isLifted(docket, remedy.digest()) ? Standing.LIFTED : Standing.IN_FORCE;
        if (isDone(docket, remedy)) return Standing.DONE;
        return act.due().filter(day::isAfter).isPresent() ? Standing.OVERDUE : Standing.OPEN;
    }

    /** The acts of a State that its judges may strike, oldest first. */
    public static Set<Digest> strikable(Docket docket, String state) {
        var found = new LinkedHashSet<Digest>();
        for (var entry : docket.entries())
            if (!entry.overridden()
                    && entry.header().author().state().equals(state)
                    && Type.of(entry.act()).filter(Struck::isStrikable).isPresent())
                found.add(entry.digest());
        return found;
    }

    /** A suspension of this State that stands, the last one. */
    static Optional<Digest> suspension(Docket docket, String state) {
        return docket.all(Act.Remedy.class).reversed().stream()
                .filter(entry -> isOf(entry, Act.Redress.SUSPEND))
                .filter(entry -> entry.header().author().state().equals(state))
                .map(Entry::digest)
                .filter(digest -> !isLifted(docket, digest))
                .findFirst();
    }

    /** What this State still has to do, oldest first. */
    public static List<Entry> owed(Docket docket, String state) {
        return docket.all(Act.Remedy.class).stream()
                .filter(entry -> ((Act.Remedy) entry.act()).isOwed())
                .filter(entry -> ((Act.Remedy) entry.act()).addressee().equals(state))
                .filter(entry -> !isDone(docket, entry))
                .toList();
    }

    /** The act that says that it was done, or certifies it; empty while it is open. */
    public static Optional<Entry> done(Docket docket, Entry remedy) {
        var act = (Act.Remedy) remedy.act();
        var said =
                docket.all(Act.Remedied.class).stream()
                        .filter(
                                entry ->
                                        ((Act.Remedied) entry.act())
                                                .ordered()
                                                .filter(remedy.digest()::equals)
                                                .isPresent())
                        .filter(entry -> entry.header().author().state().equals(act.addressee()))
                        .findFirst();
        return said.or(() -> certified(docket, act));
    }

    static boolean isDone(Docket docket, Entry remedy) {
        return done(docket, remedy).isPresent();
    }

    /** 36(2): of each exhibit that was to go a certificate says that it went, the way it had to. */
    private static Optional<Entry> certified(Docket docket, Act.Remedy remedy) {
        var method = method(remedy);
        if (method.isEmpty() || remedy.struck().isEmpty()) return Optional.empty();
        Optional<Entry> last = Optional.empty();
        for (var exhibit : remedy.struck()) {
            last =
                    docket.entries().stream()
                            .filter(entry -> !entry.overridden())
                            .filter(
                                    entry ->
                                            entry.header()
                                                    .author()
                                                    .state()
                                                    .equals(remedy.addressee()))
                            .filter(entry -> certifies(entry.act(), exhibit, method))
                            .findFirst();
            if (last.isEmpty()) return last;
        }
        return last;
    }

    private static boolean certifies(Act act, Digest exhibit, Optional<Act.Disposal> method) {
        return switch (act) {
            case Act.CertifyDisposal certificate ->
                    certificate.method().equals(method) && certificate.disposed().contains(exhibit);
            case Act.CertifyDestruction certificate ->
                    certificate.method().equals(method) && certificate.disposed().contains(exhibit);
            default -> false;
        };
    }

    /** What a judge ordered for one of these exhibits; the last word where there are several. */
    static Optional<Act.Disposal> disposal(Docket docket, Set<Digest> exhibits) {
        return docket.all(Act.Remedy.class).reversed().stream()
                .map(entry -> (Act.Remedy) entry.act())
                .filter(remedy -> remedy.struck().stream().anyMatch(exhibits::contains))
                .flatMap(remedy -> method(remedy).stream())
                .findFirst();
    }

    private static Optional<Act.Disposal> method(Act.Remedy remedy) {
        return remedy.kind()
                .flatMap(
                        kind ->
                                switch (kind) {
                                    case DESTROY -> Optional.of(Act.Disposal.DESTROY);
                                    case RETURN -> Optional.of(Act.Disposal.RETURN);
                                    case SUSPEND, QUASH, RECTIFY, COMPENSATE, INFORM ->
                                            Optional.empty();
                                });
    }

    /**
     * The remedy that makes an exhibit unlawfully obtained: it, or what it was made of, was
     * produced, handed over or brought in under what a judge has quashed. Empty if none does.
     */
    public static Optional<Digest> unlawful(Docket docket, Digest exhibit) {
        if (docket.all(Act.Remedy.class).isEmpty()) return Optional.empty();
        return struckBy(exhibit, docket, docket::quashed);
    }

    /** The same of a suspension that stands: it is not used until a judge has decided. */
    public static Optional<Digest> suspended(Docket docket, Digest exhibit) {
        if (docket.all(Act.Remedy.class).isEmpty()) return Optional.empty();
        return struckBy(exhibit, docket, docket::suspended);
    }

    private interface Fate {
        Optional<Digest> of(Digest act);
    }

    private static Optional<Digest> struckBy(Digest exhibit, Docket docket, Fate fate) {
        var line = Exhibits.line(exhibit, Exhibits.origins(docket));
        return docket.entries().stream()
                .filter(entry -> brings(entry.act(), line))
                .flatMap(
                        entry ->
                                fate
                                        .of(entry.digest())
                                        .or(
                                                () ->
                                                        entry.act() instanceof Act.Import imported
                                                                ? imported.under().flatMap(fate::of)
                                                                : Optional.empty())
                                        .stream())
                .findFirst();
    }

    private static boolean brings(Act act, Set<Digest> line) {
        return act instanceof Act.DecideSetAside decision
                ? decision.exhibits().stream().anyMatch(line::contains)
                : Exhibits.named(act).stream().map(Act.Exhibit::sha256).anyMatch(line::contains);
    }

    static List<Finding> mayBeOrdered(Question question, Act.Remedy remedy) {
        var docket = question.docket();
        var named = Truth.of(!remedy.struck().isEmpty() && !remedy.tests().isEmpty());
        var own = Truth.TRUE;
        for (var struck : remedy.struck()) {
            named = named.and(isNameable(docket, remedy, struck));
            own = own.and(isOwn(question, remedy, struck));
        }
        var owed =
                !remedy.isOwed()
                        || isParty(question, remedy.addressee())
                                && remedy.due()
                                        .filter(due -> !due.isBefore(question.day()))
                                        .isPresent();
        return Rulebook.all(
                NAMED.met(named.and(Truth.of(remedy.kind().isPresent() && owed))), OWN.met(own));
    }

    private static boolean isParty(Question question, String state) {
        return state.equals(question.requesting())
                || question.requested().filter(state::equals).isPresent();
    }

    /** What one State keeps to itself the other cannot tell; nor what it is withheld. */
    private static Truth isNameable(Docket docket, Act.Remedy remedy, Digest named) {
        var entry = docket.entry(named);
        var disposes = method(remedy).isPresent();
        if (entry.isPresent())
            return Truth.of(
                    remedy.isOwed()
                            ? !disposes
                            : Type.of(entry.get().act()).filter(Struck::isStrikable).isPresent());
        if (remedy.isOwed() && Exhibits.of(docket).contains(named)) return Truth.TRUE;
        return Exhibits.areHidden(docket) ? Truth.UNKNOWN : Truth.FALSE;
    }

    private static Truth isOwn(Question question, Act.Remedy remedy, Digest named) {
        if (remedy.isOwed()) return Truth.TRUE;
        return question.docket()
                .entry(named)
                .map(
                        entry ->
                                Truth.of(
                                        entry.header()
                                                .author()
                                                .state()
                                                .equals(question.actor().state())))
                .orElse(Truth.TRUE);
    }

    /** By the person and not by the account, then or later. */
    static List<Finding> areAnothers(Question question) {
        var reviews = reviews(question.act());
        if (!reviews && !FIRST.contains(question.act().getClass())) return List.of();
        var clash =
                question.docket().entries().stream()
                        .filter(
                                entry ->
                                        entry.header()
                                                .author()
                                                .officer()
                                                .equals(question.actor().officer()))
                        .filter(
                                entry ->
                                        reviews
                                                ? FIRST.contains(entry.act().getClass())
                                                : reviews(entry.act()))
                        .findFirst();
        return ANOTHER.met(
                clash.isEmpty(),
                clash.map(entry -> Map.of("earlier", entry.header().type())).orElse(Map.of()));
    }

    private static boolean reviews(Act act) {
        return act instanceof Act.Remedy || act instanceof Act.LiftSuspension;
    }

    /** Whether a remedy strikes what the proposed act rests on, or what it looks at. */
    static List<Finding> isNotStruck(Question question) {
        var docket = question.docket();
        if (docket.all(Act.Remedy.class).isEmpty()) return List.of();
        var remedy = docket.struck(question.act()).or(() -> touched(question));
        return STANDS.met(
                remedy.isEmpty(),
                remedy.map(digest -> Map.of("remedy", digest.brief())).orElse(Map.of()));
    }

    /**
     * Whoever investigates or accuses opens and makes nothing of it; custodians let it go, and
     * judges, filter reviewers and the defence look.
     */
    private static Optional<Digest> touched(Question question) {
        if (!USING.contains(question.actor().office())) return Optional.empty();
        var exhibits =
                switch (question.act()) {
                    case Act.Receive receive -> receive.touch().exhibits();
                    case Act.Handle handle -> handle.touch().exhibits();
                    case Act.Derive derive -> derive.touch().exhibits();
                    default -> Set.<Digest>of();
                };
        return exhibits.stream()
                .flatMap(
                        exhibit ->
                                unlawful(question.docket(), exhibit)
                                        .or(() -> suspended(question.docket(), exhibit))
                                        .stream())
                .findFirst();
    }

    static List<Finding> mayBeLifted(Question question, Act.LiftSuspension lift) {
        var suspension = lift.suspension().flatMap(question.docket()::entry);
        if (suspension.isEmpty()) return List.of();
        return ENDED.met(
                isOf(suspension.get(), Act.Redress.SUSPEND)
                        && suspension
                                .get()
                                .header()
                                .author()
                                .state()
                                .equals(question.actor().state())
                        && !isLifted(question.docket(), suspension.get().digest()));
    }

    static List<Finding> mayBeDone(Question question, Act.Remedied report) {
        var ordered = report.ordered().flatMap(question.docket()::entry);
        if (ordered.isEmpty() || !(ordered.get().act() instanceof Act.Remedy remedy))
            return List.of();
        return ENDED.met(
                remedy.isOwed()
                        && remedy.addressee().equals(question.actor().state())
                        && report.doneOn().filter(day -> !day.isAfter(question.day())).isPresent()
                        && !isDone(question.docket(), ordered.get()));
    }

    private static boolean isLifted(Docket docket, Digest suspension) {
        return docket.all(Act.LiftSuspension.class).stream()
                .anyMatch(
                        entry ->
                                ((Act.LiftSuspension) entry.act())
                                        .suspension()
                                        .filter(suspension::equals)
                                        .isPresent());
    }

    private static boolean isOf(Entry entry, Act.Redress kind) {
        return entry.act() instanceof Act.Remedy remedy
                && remedy.kind().filter(kind::equals).isPresent();
    }
}

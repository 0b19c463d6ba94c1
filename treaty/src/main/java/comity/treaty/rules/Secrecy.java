package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Said;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Articles 24(2) and 40(20): how long a measure is kept from whom it concerns, and what is due to
 * them when it no longer is (docs/decisions/0117). Whoever kept it secret tells them; without
 * knowing of it nobody can use a remedy.
 */
public final class Secrecy {
    /** How long one decision keeps a measure secret where the State's law does not say. */
    static final long MOST_DAYS = 90;

    static final Rule WHOLE =
            new Rule(
                    "W-115",
                    Citation.medium(40, "(20)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "secrecy.not-whole",
                    "Whoever keeps a measure secret says why, until which day, and by which day before it this is reviewed.");
    static final Rule LONG =
            new Rule(
                    "W-116",
                    Citation.medium(40, "(20)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "secrecy.too-long",
                    "One decision keeps a measure secret, and unreviewed, no longer than the law of its State allows, or ninety days where that is silent.");
    static final Rule RUNNING =
            new Rule(
                    "W-117",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "secrecy.not-running",
                    "Secrecy is prolonged or lifted by its own State and while it runs; once it has ended, nothing brings it back.");
    static final Rule OWED =
            new Rule(
                    "W-118",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "notice.not-due",
                    "Somebody is told of a measure that was carried out, or of a serious error, and once no secrecy runs.");
    static final Rule PROVEN =
            new Rule(
                    "W-119",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "notice.not-proven",
                    "Proof of a notice says who was told, how, on which day, in which language, by which text and who took it; of whom nobody finds, what was tried.");

    static final List<Rule> ALL = List.of(WHOLE, LONG, RUNNING, OWED, PROVEN);

    /** What carries a measure out, in the State that asks and in the one that is asked. */
    private static final List<Type> MEASURES = List.of(Type.PRESERVE, Type.PRODUCE, Type.TRANSMIT);

    private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    private Secrecy() {}

    /**
     * An order by which a measure is kept secret.
     *
     * @param state whose order it is
     * @param until its last day: the one that it names, or the one before it was lifted
     * @param review the day by which it is looked at again
     * @param prolongs the order that it continues
     * @param lifted whether it ended before its day
     */
    public record Order(
            Digest act,
            String state,
            LocalDate from,
            LocalDate until,
            LocalDate review,
            Optional<Digest> prolongs,
            boolean lifted) {

        /** Whether it keeps anybody from being told on {@code day}. */
        public boolean runs(LocalDate day) {
            return !lifted && !day.isAfter(until);
        }
    }

    /**
     * What is due to somebody whom a measure concerned.
     *
     * @param measure the last act by which it was carried out, or what a body made of an error
     * @param from the first day on which no secrecy runs
     * @param notFound the last report that they could not be found
     */
    public record Owed(
            String state,
            Act.Told told,
            Digest measure,
            LocalDate from,
            Optional<Entry> notFound) {}

    /** Whether a type speaks of secrecy, or of what follows when it ends. */
    public static boolean isOne(Type type) {
        return switch (type) {
            case DELAY_NOTICE, LIFT_SECRECY, NOTIFY, REPORT_NOT_FOUND -> true;
            default -> false;
        };
    }

    /** Every order that was made on the docket, in the order of its acts. */
    public static List<Order> orders(Docket docket) {
        var made = new ArrayList<Order>();
        for (var entry : docket.entries())
            if (!entry.overridden()) made(entry).ifPresent(made::add);
        for (var entry : docket.all(Act.LiftSecrecy.class)) lift(made, entry);
        return List.copyOf(made);
    }

    private static Optional<Order> made(Entry entry) {
        return switch (entry.act()) {
            case Act.Request request -> asked(entry, request.said());
            case Act.Inform inform -> asked(entry, inform.said());
            case Act.DelayNotice delay ->
                    Optional.of(order(entry, delay.until(), delay.review(), delay.secrecy()));
            default -> Optional.empty();
        };
    }

    private static Optional<Order> asked(Entry entry, Said said) {
        return isSecret(said)
                ? Optional.of(
                        order(
                                entry,
                                said.date("confidentialUntil"),
                                said.date("confidentialReview"),
                                Optional.empty()))
                : Optional.empty();
    }

    private static boolean isSecret(Said said) {
        return Stream.of("confidential", "doNotNotify")
                .anyMatch(field -> said.truth(field).filter(Truth.TRUE::equals).isPresent());
    }

    /** What was filed before it had to name its end has ended after ninety days. */
    private static Order order(
            Entry entry,
            Optional<LocalDate> until,
            Optional<LocalDate> review,
            Optional<Digest> prolongs) {
        var from = day(entry);
        var end = until.orElse(from.plusDays(MOST_DAYS));
        return new Order(
                entry.digest(),
                entry.header().author().state(),
                from,
                end,
                review.orElse(end),
                prolongs,
                false);
    }

    /** Lifts what is named, and what that prolonged. */
    private static void lift(List<Order> made, Entry lifting) {
        var ends = new LinkedHashSet<Digest>();
        var next = ((Act.LiftSecrecy) lifting.act()).secrecy();
        while (next.isPresent() && ends.add(next.get())) {
            var named = next.get();
            next =
                    made.stream()
                            .filter(order -> order.act().equals(named))
                            .findFirst()
                            .flatMap(Order::prolongs);
        }
        var last = day(lifting).minusDays(1);
        made.replaceAll(
                order ->
                        ends.contains(order.act()) && !order.lifted() && order.until().isAfter(last)
                                ? new Order(
                                        order.act(),
                                        order.state(),
                                        order.from(),
                                        last,
                                        order.review(),
                                        order.prolongs(),
                                        true)
                                : order);
    }

    /** The orders that were neither lifted nor prolonged: their days are still to come or past. */
    public static List<Order> standing(Docket docket) {
        var orders = orders(docket);
        var prolonged = new LinkedHashSet<Digest>();
        orders.forEach(order -> order.prolongs().ifPresent(prolonged::add));
        var told = told(docket);
        return orders.stream()
                .filter(order -> !order.lifted() && !prolonged.contains(order.act()))
                .filter(order -> !told.contains(order.state()))
                .toList();
    }

    /** The States that have told the person. */
    private static Set<String> told(Docket docket) {
        var states = new LinkedHashSet<String>();
        for (var entry : docket.entries())
            if (isTold(entry, Act.Told.PERSON)) states.add(entry.header().author().state());
        return states;
    }

    /** Also where what the proof said has been erased since: that it was given stays. */
    private static boolean isTold(Entry entry, Act.Told told) {
        if (entry.overridden() || !Type.of(entry.act()).filter(Type.NOTIFY::equals).isPresent())
            return false;
        return !(entry.act() instanceof Act.Notify served)
                || served.error().isEmpty() && served.told().filter(told::equals).isPresent();
    }

    /** The last day on which any order keeps the measure secret; empty if none ever did. */
    public static Optional<LocalDate> ends(Docket docket) {
        return orders(docket).stream().map(Order::until).max(LocalDate::compareTo);
    }

    /** Whether any order, of either State, keeps anybody from being told on {@code day}. */
    public static boolean runs(Docket docket, LocalDate day) {
        return orders(docket).stream().anyMatch(order -> order.runs(day));
    }

    /** The order of {@code state} that ends last. */
    static Optional<Order> last(Docket docket, String state) {
        return orders(docket).stream()
                .filter(order -> order.state().equals(state))
                .max(Comparator.comparing(Order::until));
    }

    /** A day until which a judge might keep it secret, for what may be done next. */
    static LocalDate specimenEnd(Docket docket, String state, LocalDate day) {
        return last(docket, state)
                .map(order -> order.until().plusDays(1))
                .filter(day::isBefore)
                .orElse(day.plusDays(1));
    }

    /**
     * What is due to whom, by every State that kept a measure secret, and of every serious error,
     * and was not yet given.
     */
    public static List<Owed> owed(Docket docket, Profiles profiles) {
        var owed = new ArrayList<>(ofSecrets(docket, profiles));
        Errors.serious(docket).stream()
                .filter(serious -> !isToldOf(docket, serious))
                .map(serious -> ofError(docket, serious))
                .forEach(owed::add);
        return List.copyOf(owed);
    }

    /** The serious error of which this State has still to tell somebody, the oldest. */
    static Optional<Digest> untold(Docket docket, String state) {
        return Errors.serious(docket).stream()
                .filter(serious -> serious.header().author().state().equals(state))
                .filter(serious -> !isToldOf(docket, serious))
                .map(Entry::digest)
                .findFirst();
    }

    /** 24(2): harmed by a mistake, they are told of it, and when secrecy no longer forbids it. */
    private static Owed ofError(Docket docket, Entry classified) {
        var state = classified.header().author().state();
        return new Owed(
                state,
                Act.Told.PERSON,
                classified.digest(),
                ends(docket)
                        .map(end -> later(end.plusDays(1), day(classified)))
                        .orElse(day(classified)),
                notFound(docket, state, Act.Told.PERSON)
                        .filter(
                                report ->
                                        docket.causality()
                                                .precedes(classified.digest(), report.digest())));
    }

    /** Whether whoever it harmed was told of this very error, by the State that owes it. */
    private static boolean isToldOf(Docket docket, Entry classified) {
        return docket.all(Act.Notify.class).stream()
                .filter(
                        entry ->
                                entry.header()
                                        .author()
                                        .state()
                                        .equals(classified.header().author().state()))
                .anyMatch(
                        entry ->
                                ((Act.Notify) entry.act())
                                        .error()
                                        .filter(classified.digest()::equals)
                                        .isPresent());
    }

    private static List<Owed> ofSecrets(Docket docket, Profiles profiles) {
        var measure = measure(docket);
        var ends = ends(docket);
        if (measure.isEmpty() || ends.isEmpty()) return List.of();
        var states = new LinkedHashSet<String>();
        orders(docket).forEach(order -> states.add(order.state()));
        var owed = new ArrayList<Owed>();
        for (var state : states)
            for (var told : due(profiles.of(state)))
                if (docket.entries().stream()
                        .filter(entry -> entry.header().author().state().equals(state))
                        .noneMatch(entry -> isTold(entry, told)))
                    owed.add(
                            new Owed(
                                    state,
                                    told,
                                    measure.get().digest(),
                                    later(ends.get().plusDays(1), day(measure.get())),
                                    notFound(docket, state, told)));
        return List.copyOf(owed);
    }

    private static List<Act.Told> due(Optional<Profile> law) {
        return law.filter(Profile::tellsTheHolder).isPresent()
                ? List.of(Act.Told.PERSON, Act.Told.HOLDER)
                : List.of(Act.Told.PERSON);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    /** The last act by which a measure was carried out. */
    public static Optional<Entry> measure(Docket docket) {
        return docket.entries().reversed().stream()
                .filter(entry -> !entry.overridden())
                .filter(entry -> Type.of(entry.act()).filter(MEASURES::contains).isPresent())
                .findFirst();
    }

    private static Optional<Entry> notFound(Docket docket, String state, Act.Told told) {
        return docket.all(Act.ReportNotFound.class).reversed().stream()
                .filter(entry -> entry.header().author().state().equals(state))
                .filter(
                        entry ->
                                ((Act.ReportNotFound) entry.act())
                                        .told()
                                        .filter(told::equals)
                                        .isPresent())
                .findFirst();
    }

    /** 40(20): a request, or information, that is to be kept secret says all three. */
    static List<Finding> isAskedForWhole(Question question, Said said) {
        if (!isSecret(said)) return List.of();
        var reason =
                said.isWithheld("confidentialReason")
                        ? Truth.UNKNOWN
                        : Truth.of(
                                said.text("confidentialReason")
                                        .filter(words -> !words.isBlank())
                                        .isPresent());
        return isLimited(
                question,
                reason,
                said.date("confidentialUntil"),
                said.date("confidentialReview"),
                Optional.empty());
    }

    private static List<Finding> isLimited(
            Question question,
            Truth reason,
            Optional<LocalDate> until,
            Optional<LocalDate> review,
            Optional<LocalDate> from) {
        var day = question.day();
        var lacking = new ArrayList<String>();
        if (reason != Truth.TRUE) lacking.add("reasons");
        if (until.filter(end -> !end.isBefore(day)).isEmpty()) lacking.add("until");
        if (review.filter(
                        look ->
                                !look.isBefore(day)
                                        && until.filter(end -> !look.isAfter(end)).isPresent())
                .isEmpty()) lacking.add("review");
        var only = lacking.equals(List.of("reasons")) ? reason : Truth.of(lacking.isEmpty());
        var found = new ArrayList<>(WHOLE.met(only, Map.of("lacking", String.join(", ", lacking))));
        if (until.isEmpty()) return found;
        var law = question.profiles().of(question.actor().state());
        var begins = from.orElse(day);
        var most = begins.plusDays(days(law.map(Profile::mostSecretDays)));
        var reviewed = day.plusDays(days(law.map(Profile::secrecyReviewDays)));
        found.addAll(
                LONG.met(
                        !until.get().isAfter(most)
                                && review.filter(look -> look.isAfter(reviewed)).isEmpty(),
                        Map.of("most", most.toString(), "review", reviewed.toString())));
        return found;
    }

    private static long days(Optional<java.util.OptionalLong> said) {
        return said.filter(java.util.OptionalLong::isPresent)
                .map(java.util.OptionalLong::getAsLong)
                .orElse(MOST_DAYS);
    }

    /** A judge delays a notice: with an end and a review, and only what still is secret. */
    static List<Finding> mayBeDelayed(Question question, Act.DelayNotice act) {
        var docket = question.docket();
        var state = question.actor().state();
        var own = orders(docket).stream().filter(order -> order.state().equals(state)).toList();
        var prolonged =
                own.stream()
                        .filter(order -> act.secrecy().filter(order.act()::equals).isPresent())
                        .findFirst();
        var found =
                new ArrayList<>(
                        isLimited(
                                question,
                                Truth.TRUE,
                                act.until(),
                                act.review(),
                                prolonged.map(Order::until)));
        var open = !told(docket).contains(state);
        var runs =
                act.secrecy().isEmpty()
                        ? Truth.of(open && own.isEmpty())
                        : prolonged.isPresent()
                                ? Truth.of(
                                        open
                                                && prolonged.get().runs(question.day())
                                                && act.until()
                                                        .filter(prolonged.get().until()::isAfter)
                                                        .isEmpty())
                                : unheld(question, act.secrecy());
        found.addAll(RUNNING.met(runs, named(act.secrecy())));
        return found;
    }

    /** What is lifted is the State's own, and still runs. */
    static List<Finding> mayBeLifted(Question question, Act.LiftSecrecy act) {
        var runs =
                orders(question.docket()).stream()
                        .filter(order -> act.secrecy().filter(order.act()::equals).isPresent())
                        .findFirst()
                        .map(
                                order ->
                                        Truth.of(
                                                order.state().equals(question.actor().state())
                                                        && order.runs(question.day())))
                        .orElseGet(() -> unheld(question, act.secrecy()));
        return RUNNING.met(runs, named(act.secrecy()));
    }

    /** 24(2): told of what was done, when nothing keeps it secret, with proof. */
    static List<Finding> isServed(Question question, Act.Notify act) {
        var served = act.servedOn().filter(day -> !day.isAfter(question.day()));
        var found = new ArrayList<>(isDue(question, act.servedOn(), act.error()));
        var lacking = new ArrayList<String>();
        if (act.told().isEmpty()) lacking.add("told");
        if (act.channel().isEmpty()) lacking.add("servedBy");
        if (served.isEmpty()) lacking.add("servedOn");
        if (!LANGUAGES.contains(act.language())) lacking.add("noticeLanguage");
        if (!isHash(act.hash())) lacking.add("noticeHash");
        if (act.handedTo().filter(String::isBlank).isPresent()) lacking.add("handedTo");
        var truth =
                lacking.isEmpty() && act.handedTo().isEmpty()
                        ? Truth.UNKNOWN
                        : Truth.of(lacking.isEmpty());
        found.addAll(PROVEN.met(truth, Map.of("lacking", String.join(", ", lacking))));
        return found;
    }

    /** 24(2): looked for in earnest, and not found. */
    static List<Finding> isNotFound(Question question, Act.ReportNotFound act) {
        var found =
                new ArrayList<>(
                        isDue(
                                question,
                                act.triedOn(),
                                untold(question.docket(), question.actor().state())));
        var lacking = new ArrayList<String>();
        if (act.told().isEmpty()) lacking.add("told");
        if (act.triedOn().filter(day -> !day.isAfter(question.day())).isEmpty())
            lacking.add("triedOn");
        if (act.tried().filter(String::isBlank).isPresent()) lacking.add("tried");
        var truth =
                lacking.isEmpty() && act.tried().isEmpty()
                        ? Truth.UNKNOWN
                        : Truth.of(lacking.isEmpty());
        found.addAll(PROVEN.met(truth, Map.of("lacking", String.join(", ", lacking))));
        return found;
    }

    /**
     * @param error of which somebody is told; empty where it is the measure
     */
    private static List<Finding> isDue(
            Question question, Optional<LocalDate> on, Optional<Digest> error) {
        var docket = question.docket();
        var day = on.filter(said -> said.isBefore(question.day())).orElse(question.day());
        // A secret measure of the other State may be told of by an act that is not held here.
        var done =
                error.map(named -> isSerious(question, named))
                        .orElseGet(
                                () ->
                                        measure(docket).isPresent()
                                                ? Truth.TRUE
                                                : docket.unknown().isEmpty()
                                                        ? Truth.FALSE
                                                        : Truth.UNKNOWN);
        return OWED.met(
                done.and(Truth.of(ends(docket).filter(end -> !day.isAfter(end)).isEmpty())),
                Map.of("until", ends(docket).map(LocalDate::toString).orElse("-")));
    }

    private static Truth isSerious(Question question, Digest named) {
        return Errors.serious(question.docket()).stream().map(Entry::digest).anyMatch(named::equals)
                ? Truth.TRUE
                : unheld(question, Optional.of(named));
    }

    private static boolean isHash(String text) {
        return text.length() == 64
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static Truth unheld(Question question, Optional<Digest> named) {
        return named.filter(question.docket().unknown()::contains).isPresent()
                ? Truth.UNKNOWN
                : Truth.FALSE;
    }

    private static Map<String, String> named(Optional<Digest> named) {
        return Map.of("named", named.map(Digest::brief).orElse("-"));
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }
}

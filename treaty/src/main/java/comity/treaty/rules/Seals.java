package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Articles 24(2) and 40(20): a judge seals a docket within their State, with reasons and an end.
 * From then on no office sees it as such, only those whom it concerns by name
 * (docs/decisions/0134). The other State's docket of the same number is that State's own to seal.
 */
public final class Seals {
    /** So many days after it is set a seal ends at the latest. */
    public static final long MOST_DAYS = 90;

    static final Rule LIMITED =
            new Rule(
                    "W-150",
                    Citation.medium(40, "(20)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "seal.not-limited",
                    "A judge who seals a docket names the last day of it, which has not passed and is at most ninety days away; who needs longer seals again before it ends.");
    static final Rule STANDING =
            new Rule(
                    "W-151",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "seal.not-standing",
                    "A seal is lifted by a judge of its own State, while one stands.");

    static final List<Rule> ALL = List.of(LIMITED, STANDING);

    private Seals() {}

    /**
     * A seal that a judge set.
     *
     * @param lifted the act that ended it before its day
     */
    public record Seal(Entry act, LocalDate until, Optional<Entry> lifted) {
        public String state() {
            return act.header().author().state();
        }

        /** The authority of the judge who set it. */
        public String court() {
            return act.header().author().authority();
        }

        public LocalDate from() {
            return LocalDate.ofInstant(act.header().at(), ZoneOffset.UTC);
        }

        /** Whether it hides the docket on {@code day}. */
        public boolean stands(LocalDate day) {
            return lifted.isEmpty() && !day.isAfter(until);
        }
    }

    /** Every seal on the docket, in causal order. */
    public static List<Seal> on(Docket docket) {
        return docket.all(Act.SealDocket.class).stream()
                .flatMap(
                        entry ->
                                ((Act.SealDocket) entry.act())
                                        .until().stream()
                                                .map(
                                                        until ->
                                                                new Seal(
                                                                        entry,
                                                                        until,
                                                                        lifted(docket, entry))))
                .toList();
    }

    /**
     * By a judge who knew of the seal: one that was set beside it goes on. A contested signature
     * lifts nothing, and seals all the same: what restricts holds before what permits.
     */
    private static Optional<Entry> lifted(Docket docket, Entry seal) {
        return docket.all(Act.UnsealDocket.class).stream()
                .filter(
                        entry ->
                                entry.header()
                                        .author()
                                        .state()
                                        .equals(seal.header().author().state()))
                .filter(entry -> docket.stayed(entry.digest()).isEmpty())
                .filter(entry -> docket.causality().precedes(seal.digest(), entry.digest()))
                .findFirst();
    }

    /** The seals of {@code state} that hide the docket there on {@code day}. */
    public static List<Seal> standing(Docket docket, String state, LocalDate day) {
        // Asked of every docket in a list: few were ever sealed.
        if (docket.all(Act.SealDocket.class).isEmpty()) return List.of();
        return on(docket).stream()
                .filter(seal -> seal.state().equals(state))
                .filter(seal -> seal.stands(day))
                .toList();
    }

    /** The one of {@code state} that ends last, among those that nobody lifted. */
    public static Optional<Seal> last(Docket docket, String state) {
        return on(docket).stream()
                .filter(seal -> seal.state().equals(state))
                .filter(seal -> seal.lifted().isEmpty())
                .max(Comparator.comparing(Seal::until));
    }

    /** Whether a judge of the actor's State keeps the docket sealed. */
    static Truth isSealed(Question question) {
        var state = question.actor().state();
        if (!standing(question.docket(), state, question.day()).isEmpty()) return Truth.TRUE;
        return isWithheld(question, Type.SEAL_DOCKET) ? Truth.UNKNOWN : Truth.FALSE;
    }

    private static boolean isWithheld(Question question, Type type) {
        return question.docket().entries().stream()
                .filter(entry -> entry.act() instanceof Act.Withheld)
                .filter(entry -> entry.header().author().state().equals(question.actor().state()))
                .anyMatch(entry -> Type.of(entry.act()).filter(type::equals).isPresent());
    }

    /** 40(20): with an end, and a near one. */
    static List<Finding> mayBeSealed(Question question, Act.SealDocket act) {
        var most = question.day().plusDays(MOST_DAYS);
        return LIMITED.met(
                act.until()
                        .filter(day -> !day.isBefore(question.day()) && !day.isAfter(most))
                        .isPresent(),
                Map.of(
                        "until",
                        act.until().map(LocalDate::toString).orElse("-"),
                        "most",
                        most.toString()));
    }

    /** 24(2): what is lifted stands, and is the State's own. */
    static List<Finding> mayBeLifted(Question question, Act.UnsealDocket act) {
        var docket = question.docket();
        var named = Map.of("named", act.seal().map(Digest::brief).orElse("-"));
        var stands =
                on(docket).stream()
                        .filter(seal -> act.seal().filter(seal.act().digest()::equals).isPresent())
                        .findFirst()
                        .map(
                                seal ->
                                        Truth.of(
                                                seal.state().equals(question.actor().state())
                                                        && seal.stands(question.day())))
                        .orElseGet(
                                () ->
                                        act.seal().filter(docket.unknown()::contains).isPresent()
                                                        || isWithheld(question, Type.SEAL_DOCKET)
                                                ? Truth.UNKNOWN
                                                : Truth.FALSE);
        return STANDING.met(stands, named);
    }
}

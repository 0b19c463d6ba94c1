package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Article 36(2): data is kept for as long as its purpose needs, and then it goes. */
public final class Retention {
    static final Rule ENDED =
            new Rule(
                    "W-030",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "erasure.too-early",
                    "Content is erased when the time for which its State keeps it has ended, or when the other State's signed duty demands it.");
    static final Rule NOT_HELD =
            new Rule(
                    "W-031",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "erasure.held",
                    "What a judge has kept is not erased.");
    static final Rule TWO_PERSONS =
            new Rule(
                    "W-032",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "erasure.alone",
                    "One person names what is to be erased and another erases it, unless the State's profile erases by itself.");
    static final Rule NAMED =
            new Rule(
                    "W-033",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "erasure.names-nothing",
                    "An erasure names sections of acts on the docket, and never of the acts that tell of holds and erasures.");

    static final List<Rule> ALL = List.of(ENDED, NOT_HELD, TWO_PERSONS, NAMED);

    /** What they say must be readable for as long as anybody asks what became of the rest. */
    private static final Set<Type> TELL_OF_IT =
            EnumSet.of(
                    Type.HOLD,
                    Type.LIFT_HOLD,
                    Type.PROPOSE_ERASURE,
                    Type.ERASE,
                    Type.CERTIFY_DELETION,
                    Type.DECIDE_SET_ASIDE,
                    Type.DESTROY,
                    Type.CERTIFY_DESTRUCTION,
                    Type.PROPOSE_DISPOSAL,
                    Type.DISPOSE,
                    Type.CONFIRM_RETURN,
                    Type.CERTIFY_DISPOSAL,
                    Type.RECEIVE_CERTIFICATE,
                    Type.REMEDY,
                    Type.LIFT_SUSPENSION,
                    Type.REMEDIED,
                    // 21(4): who read what, and until when, is asked long after.
                    Type.ADMIT,
                    Type.EXTEND_ADMISSION,
                    Type.END_ADMISSION,
                    Type.COUNT_OUTAGE,
                    // 40(20): from whom a docket was kept, and until when.
                    Type.SEAL_DOCKET,
                    Type.UNSEAL_DOCKET,
                    // 24(2): who read what did not concern them, and why.
                    Type.BREAK_GLASS,
                    Type.CONFIRM_BREAK_GLASS);

    /**
     * Whose data it was, and why, may go. What is frozen or in quarantine, and what became of it,
     * has to be told: else an erasure would set it free without a judge.
     */
    private static final Set<Type> TELL_IN_TERMS =
            EnumSet.of(
                    Type.MARK,
                    Type.REVIEW_MARK,
                    Type.RULE_ON_MARK,
                    Type.REPORT_ERROR,
                    Type.CLASSIFY_ERROR);

    private Retention() {}

    /** Whether a type tells of holds and erasures, and so is itself never erased. */
    public static boolean tellsOfIt(Type type) {
        return TELL_OF_IT.contains(type);
    }

    /** The same of one section of an act of this type. */
    public static boolean tellsOfIt(Type type, String section) {
        return tellsOfIt(type) || TELL_IN_TERMS.contains(type) && section.equals(Cooperation.TERMS);
    }

    /** Every section on the docket that an erasure may name, in the order of its acts. */
    public static List<Act.Part> erasable(Docket docket) {
        var parts = new ArrayList<Act.Part>();
        for (var entry : docket.entries()) {
            var type = Type.of(entry.act());
            if (type.filter(TELL_OF_IT::contains).isPresent()) continue;
            docket.act(entry.digest())
                    .ifPresent(
                            act ->
                                    act.sections().keySet().stream()
                                            .filter(
                                                    name ->
                                                            type.filter(one -> tellsOfIt(one, name))
                                                                    .isEmpty())
                                            .forEach(
                                                    name ->
                                                            parts.add(
                                                                    new Act.Part(
                                                                            entry.digest(),
                                                                            name))));
        }
        return parts;
    }

    /**
     * The first day on which {@code profile}'s State no longer keeps what is on the docket; empty
     * while the proceeding goes on, or if the State does not say.
     */
    public static Optional<LocalDate> ends(Docket docket, Profile profile) {
        return ended(docket)
                .flatMap(
                        entry ->
                                days(entry, profile).isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(
                                                day(entry)
                                                        .plusDays(
                                                                days(entry, profile).getAsLong()
                                                                        + 1)));
    }

    private static OptionalLong days(Entry end, Profile profile) {
        return Type.of(end.act()).filter(Type.REFUSE::equals).isPresent()
                ? profile.refusedRetentionDays()
                : profile.retentionDays();
    }

    /** What ended the proceeding; told by its type, also once what it said is itself erased. */
    private static Optional<Entry> ended(Docket docket) {
        return last(docket, Type.CLOSE)
                .or(() -> last(docket, Type.WITHDRAW))
                .or(() -> last(docket, Type.REFUSE));
    }

    private static Optional<Entry> last(Docket docket, Type type) {
        return docket.entries().stream()
                .filter(entry -> !entry.overridden())
                .filter(entry -> Type.of(entry.act()).filter(type::equals).isPresent())
                .reduce((_, later) -> later);
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }

    /** The holds that stand on {@code day}: not lifted, and not yet ended. */
    public static List<Entry> holds(Docket docket, LocalDate day) {
        return docket.all(Act.Hold.class).stream()
                .filter(entry -> !isLifted(docket, entry.digest()))
                .filter(entry -> ((Act.Hold) entry.act()).until().filter(day::isAfter).isEmpty())
                .toList();
    }

    private static boolean isLifted(Docket docket, Digest hold) {
        return docket.all(Act.LiftHold.class).stream()
                .anyMatch(
                        entry ->
                                ((Act.LiftHold) entry.act())
                                        .hold()
                                        .filter(hold::equals)
                                        .isPresent());
    }

    static List<Finding> mayBeProposed(Question question, Set<Act.Part> sections) {
        return names(question, sections);
    }

    /** Whether an erasure may be carried out. */
    static List<Finding> mayErase(Question question, Act.Erase act) {
        var found = new ArrayList<Finding>();
        found.addAll(names(question, act.sections()));
        found.addAll(isNotHeld(question));
        found.addAll(isTimeUp(question, act));
        found.addAll(isTwoPersons(question, act));
        return found;
    }

    /** A certificate answers an erasure of its own State, and names nothing beyond it. */
    static List<Finding> certifies(Question question, Act.CertifyDeletion act) {
        var found = new ArrayList<>(Article40.refersTo(question, act.erasure(), Act.Erase.class));
        var erasure = question.docket().standing(act.erasure(), Act.Erase.class);
        if (erasure.isPresent())
            found.addAll(
                    NAMED.met(
                            Truth.of(
                                    !act.sections().isEmpty()
                                            && erasure.get()
                                                    .sections()
                                                    .containsAll(act.sections()))));
        return found;
    }

    private static List<Finding> names(Question question, Set<Act.Part> sections) {
        if (sections.isEmpty()) return NAMED.met(Truth.FALSE, Map.of("section", "-"));
        var truth = Truth.TRUE;
        var which = "-";
        for (var part : sections) {
            var said = names(question.docket(), part);
            if (truth != Truth.TRUE && said != Truth.FALSE) continue;
            if (said == Truth.TRUE) continue;
            truth = said;
            which = part.act().brief() + "/" + part.section();
        }
        return NAMED.met(truth, Map.of("section", which));
    }

    private static Truth names(Docket docket, Act.Part part) {
        if (!Cooperation.SECTIONS.contains(part.section())) return Truth.FALSE;
        if (docket.unknown().contains(part.act())) return Truth.UNKNOWN;
        return Truth.of(
                docket.entry(part.act())
                        .filter(
                                entry ->
                                        Type.of(entry.act())
                                                .filter(type -> tellsOfIt(type, part.section()))
                                                .isEmpty())
                        .isPresent());
    }

    private static List<Finding> isNotHeld(Question question) {
        var holds = holds(question.docket(), question.day());
        return NOT_HELD.met(
                Truth.of(holds.isEmpty()),
                holds.isEmpty() ? Map.of() : Map.of("act", holds.getFirst().digest().brief()));
    }

    private static List<Finding> isTimeUp(Question question, Act.Erase act) {
        if (isDuty(question, act)) return List.of();
        var profile = question.profiles().of(question.actor().state());
        if (profile.isEmpty()) return ENDED.met(Truth.UNKNOWN, Map.of("day", "?"));
        var ends = ends(question.docket(), profile.get());
        if (ends.isEmpty())
            return ENDED.met(
                    ended(question.docket()).isEmpty() ? Truth.FALSE : Truth.UNKNOWN,
                    Map.of("day", "?"));
        return ENDED.met(
                Truth.of(!question.day().isBefore(ends.get())),
                Map.of("day", ends.get().toString()));
    }

    /** Whether the other State's signed erasure demands this one. */
    private static boolean isDuty(Question question, Act.Erase act) {
        return act.duty()
                .flatMap(question.docket()::entry)
                .filter(entry -> !entry.overridden())
                .filter(entry -> !entry.header().author().state().equals(question.actor().state()))
                .map(Entry::act)
                .filter(
                        duty ->
                                duty instanceof Act.Erase named
                                        && named.sections().containsAll(act.sections()))
                .isPresent();
    }

    private static List<Finding> isTwoPersons(Question question, Act.Erase act) {
        var profile = question.profiles().of(question.actor().state());
        if (profile.filter(Profile::erasesByItself).isPresent()) return List.of();
        // It stays in its State: the other one may not even know its digest.
        var unheld =
                !question.docket().unknown().isEmpty()
                        && act.proposal()
                                .filter(named -> question.docket().entry(named).isEmpty())
                                .isPresent();
        var proposal = question.docket().standing(act.proposal(), Act.ProposeErasure.class);
        return TWO_PERSONS.met(
                unheld
                        ? Truth.UNKNOWN
                        : Truth.of(
                                proposal.filter(
                                                named ->
                                                        named.sections()
                                                                .containsAll(act.sections()))
                                        .isPresent()));
    }
}

package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 24(2), independent review: an oversight body sees every step of a proceeding and nothing
 * that one says. To read sections two of its inspectors decide, on the docket itself
 * (docs/decisions/0105), so that whoever was looked at, a court and later the defence see that
 * oversight looked, at what, and why.
 */
public final class Openings {
    /** So many days after its proposal an opening ends at the latest. */
    public static final int MOST_DAYS = 14;

    /** So many sections one opening names at the most. */
    public static final int MOST_SECTIONS = 50;

    /**
     * So many openings one inspector proposes within {@link #WITHIN}, over all dockets: the node's
     * door counts them, since no docket can.
     */
    public static final int MOST_PROPOSALS = 10;

    public static final Period WITHIN = Period.ofDays(30);

    static final Rule TWO_PERSONS =
            new Rule(
                    "W-100",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "opening.alone",
                    "One inspector proposes what is opened, and another of the same oversight body answers, with another passkey.");
    static final Rule NAMED =
            new Rule(
                    "W-101",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "opening.names",
                    "An opening names sections of acts on this docket, one by one and at most fifty, and none of the acts by which oversight opens or somebody breaks the glass; nothing is opened on a docket that a judge of the same State has sealed.");
    static final Rule AWAITED =
            new Rule(
                    "W-102",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "opening.not-awaited",
                    "An answer names a proposal that stands, that has not run out, and that nobody has answered.");
    static final Rule LIMITED =
            new Rule(
                    "W-103",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "opening.too-long",
                    "An opening names its last day, at most fourteen days after it is proposed.");
    static final Rule SAID =
            new Rule(
                    "W-104",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "opening.unsaid",
                    "A proposal says for which purpose sections are opened, and an answer whether it agrees or declines.");

    static final List<Rule> ALL = List.of(TWO_PERSONS, NAMED, AWAITED, LIMITED, SAID);

    private static final Set<Type> OWN = EnumSet.of(Type.PROPOSE_OPENING, Type.ANSWER_OPENING);

    /** What no opening names: oversight's own acts, and what it is told of without any. */
    private static final Set<Type> UNNAMED =
            EnumSet.of(
                    Type.PROPOSE_OPENING,
                    Type.ANSWER_OPENING,
                    Type.BREAK_GLASS,
                    Type.CONFIRM_BREAK_GLASS);

    private Openings() {}

    /** How an opening stands on a day. */
    public enum Standing {
        /** Another inspector has not answered yet. */
        AWAITED,
        /** Nobody answered in time. */
        LAPSED,
        DECLINED,
        /** The two inspectors read what it names. */
        OPEN,
        /** Its last day is over. */
        ENDED,
        /** A signature on which it rests is contested. */
        STAYED
    }

    /**
     * @param answer that counts: of another inspector of the same body; one that declines before
     *     any that agrees
     */
    public record Opening(Entry proposal, Optional<Entry> answer, boolean stayed) {
        public Act.ProposeOpening proposed() {
            return (Act.ProposeOpening) proposal.act();
        }

        public Optional<Act.AnswerOpening> answered() {
            return answer.map(entry -> (Act.AnswerOpening) entry.act());
        }

        public Standing standing(LocalDate day) {
            if (stayed) return Standing.STAYED;
            var runs = proposed().until().filter(last -> !day.isAfter(last)).isPresent();
            if (answer.isEmpty()) return runs ? Standing.AWAITED : Standing.LAPSED;
            if (answered().filter(Openings::agrees).isEmpty()) return Standing.DECLINED;
            return runs ? Standing.OPEN : Standing.ENDED;
        }
    }

    /** Whether a type is one of the acts by which oversight opens. */
    public static boolean isOne(Type type) {
        return OWN.contains(type);
    }

    /** Every opening that was proposed on a docket, in causal order. */
    public static List<Opening> on(Docket docket) {
        return docket.all(Act.ProposeOpening.class).stream()
                .map(proposal -> new Opening(proposal, answer(docket, proposal), false))
                .map(opening -> isStayed(docket, opening) ? stay(opening) : opening)
                .toList();
    }

    private static Opening stay(Opening opening) {
        return new Opening(opening.proposal(), opening.answer(), true);
    }

    private static boolean isStayed(Docket docket, Opening opening) {
        return docket.stayed(opening.proposal().digest()).isPresent()
                || opening.answer().flatMap(answer -> docket.stayed(answer.digest())).isPresent();
    }

    /** What restricts holds before what permits. What one person answered themselves is nothing. */
    private static Optional<Entry> answer(Docket docket, Entry proposal) {
        return docket.all(Act.AnswerOpening.class).stream()
                .filter(entry -> names(entry, proposal.digest()))
                .filter(entry -> isByAnother(proposal.header().author(), entry.header().author()))
                .min(Comparator.comparing(entry -> agrees((Act.AnswerOpening) entry.act())));
    }

    private static boolean names(Entry answer, Digest proposal) {
        return ((Act.AnswerOpening) answer.act()).proposal().filter(proposal::equals).isPresent();
    }

    private static boolean agrees(Act.AnswerOpening answer) {
        return answer.answer().filter(Act.OpeningAnswer.AGREED::equals).isPresent();
    }

    private static boolean isByAnother(Author first, Author second) {
        return isOfOneBody(first, second) && TwoPersons.isAnother(first, second);
    }

    private static boolean isOfOneBody(Author first, Author second) {
        return first.state().equals(second.state())
                && first.authority().equals(second.authority())
                && first.office().equals(second.office());
    }

    /** The first proposal that {@code actor} may answer, else the first that awaits an answer. */
    static Optional<Opening> toAnswer(Docket docket, Author actor, LocalDate day) {
        return on(docket).stream()
                .filter(opening -> opening.standing(day) == Standing.AWAITED)
                .min(
                        Comparator.comparing(
                                opening ->
                                        !isByAnother(opening.proposal().header().author(), actor)));
    }

    /**
     * Every section that an opening may name, in the order of the acts: whether it says anything
     * shows in none of them.
     */
    public static List<Act.Part> nameable(Docket docket) {
        var parts = new ArrayList<Act.Part>();
        for (var entry : docket.entries()) {
            if (Type.of(entry.act()).filter(UNNAMED::contains).isPresent()) continue;
            for (var name : Cooperation.SECTIONS) parts.add(new Act.Part(entry.digest(), name));
        }
        return parts;
    }

    static List<Finding> mayBeProposed(Question question, Act.ProposeOpening act) {
        var found = new ArrayList<Finding>();
        found.addAll(names(question, act.sections()));
        found.addAll(isLimited(act.until(), question.day()));
        found.addAll(SAID.met(act.purpose().isPresent()));
        return found;
    }

    private static List<Finding> names(Question question, Set<Act.Part> sections) {
        var docket = question.docket();
        var facts = Map.of("count", "" + sections.size(), "most", "" + MOST_SECTIONS);
        if (sections.isEmpty() || sections.size() > MOST_SECTIONS)
            return NAMED.met(Truth.FALSE, facts);
        // 40(20): what a judge keeps from every office is not oversight's to open meanwhile.
        var truth = Seals.isSealed(question).not();
        for (var part : sections) truth = truth.and(isNameable(docket, part));
        return NAMED.met(truth, facts);
    }

    private static Truth isNameable(Docket docket, Act.Part part) {
        if (!Cooperation.SECTIONS.contains(part.section())) return Truth.FALSE;
        if (docket.unknown().contains(part.act())) return Truth.UNKNOWN;
        return Truth.of(
                docket.entry(part.act())
                        .filter(entry -> Type.of(entry.act()).filter(UNNAMED::contains).isEmpty())
                        .isPresent());
    }

    private static List<Finding> isLimited(Optional<LocalDate> until, LocalDate day) {
        var kept =
                until.filter(last -> !last.isBefore(day))
                        .filter(last -> !last.isAfter(day.plusDays(MOST_DAYS)));
        return LIMITED.met(
                kept.isPresent(),
                Map.of(
                        "until",
                        until.map(LocalDate::toString).orElse("-"),
                        "most",
                        day.plusDays(MOST_DAYS).toString()));
    }

    static List<Finding> mayBeAnswered(Question question, Act.AnswerOpening act) {
        var docket = question.docket();
        var opening =
                on(docket).stream()
                        .filter(
                                one ->
                                        act.proposal()
                                                .filter(one.proposal().digest()::equals)
                                                .isPresent())
                        .findFirst();
        var named = Map.of("named", act.proposal().map(Digest::brief).orElse("-"));
        var found = new ArrayList<Finding>();
        if (opening.isEmpty()) {
            found.addAll(AWAITED.met(TwoPersons.isUnheld(docket, act.proposal()), named));
        } else {
            var proposer = opening.get().proposal().header().author();
            found.addAll(TWO_PERSONS.met(isByAnother(proposer, question.actor()), named));
            found.addAll(
                    AWAITED.met(opening.get().standing(question.day()) == Standing.AWAITED, named));
        }
        found.addAll(SAID.met(act.answer().isPresent()));
        return found;
    }

    static List<Finding> areTwoDevices(Docket docket, Envelope act) {
        if (!(Cooperation.read(act) instanceof Act.AnswerOpening answer)) return List.of();
        return TWO_PERSONS.met(
                TwoPersons.isWithAnotherPasskey(docket, answer.proposal(), act),
                Map.of("named", answer.proposal().map(Digest::brief).orElse("-")));
    }
}

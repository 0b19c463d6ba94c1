package comity.treaty.rules;

import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Articles 2(o), 41(3): what is asked in an emergency comes from whom it says. Somebody calls the
 * State that asks, at the number which that State has published and never at one that the request
 * names, and has the words of this very request read out; somebody else then orders
 * (docs/decisions/0127).
 */
public final class CallBacks {
    static final Rule CALLED =
            new Rule(
                    "W-130",
                    Citation.seen(2, "(o)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "emergency.not-called-back",
                    "What is asked in an emergency is ordered and handed over only after another person has called the asking State back, and its desk has confirmed it.");
    static final Rule NUMBER =
            new Rule(
                    "W-131",
                    Citation.medium(41, "(1)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "call-back.other-number",
                    "The number that is called is the one which the asking State has published, and none that the request names.");
    static final Rule WORDS =
            new Rule(
                    "W-132",
                    Citation.medium(41, "(1)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "call-back.other-words",
                    "A request is confirmed where its six check words are read out by the asking State's desk.");
    static final Rule SAID =
            new Rule(
                    "W-133",
                    Citation.medium(41, "(1)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "call-back.unsaid",
                    "A call back says what came of it and who answered.");
    static final Rule URGENT =
            new Rule(
                    "W-134",
                    Citation.medium(41, "(1)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "duty.not-an-emergency",
                    "A duty officer orders and hands over in an emergency only; anything else is the central authority's.");

    static final List<Rule> ALL = List.of(CALLED, NUMBER, WORDS, SAID, URGENT);

    private CallBacks() {}

    /** How the request of a docket stands with the State that is said to have made it. */
    public enum Standing {
        /** Nobody waits for a call: what is asked is no emergency. */
        NOT_NEEDED,
        /** Nobody has reached that State yet. */
        AWAITED,
        CONFIRMED,
        /** The State that is said to ask knew nothing of it. */
        DENIED
    }

    public static Standing standing(Docket docket) {
        if (!isEmergency(docket)) return Standing.NOT_NEEDED;
        return counts(docket)
                .flatMap(CallBacks::result)
                .map(
                        result ->
                                result == Act.CallResult.CONFIRMED
                                        ? Standing.CONFIRMED
                                        : Standing.DENIED)
                .orElse(Standing.AWAITED);
    }

    /** The call that counts; empty if there is none. */
    public static Optional<Entry> counts(Docket docket) {
        var request = docket.request().map(Entry::digest);
        var answered =
                docket.all(Act.CallBack.class).stream()
                        .filter(entry -> docket.stayed(entry.digest()).isEmpty())
                        .filter(entry -> request.equals(((Act.CallBack) entry.act()).request()))
                        .filter(CallBacks::isAnswered)
                        .toList();
        var last =
                answered.stream()
                        .filter(
                                entry ->
                                        answered.stream()
                                                .noneMatch(
                                                        later ->
                                                                docket.causality()
                                                                        .precedes(
                                                                                entry.digest(),
                                                                                later.digest())))
                        .toList();
        // Of two that did not know of each other the stricter one holds.
        return last.stream()
                .filter(entry -> result(entry).filter(Act.CallResult.DENIED::equals).isPresent())
                .findFirst()
                .or(() -> last.stream().findFirst());
    }

    private static boolean isAnswered(Entry entry) {
        return result(entry).filter(result -> result != Act.CallResult.UNREACHED).isPresent();
    }

    private static Optional<Act.CallResult> result(Entry entry) {
        return ((Act.CallBack) entry.act()).result();
    }

    private static boolean isEmergency(Docket docket) {
        return docket.request()
                .flatMap(entry -> ((Act.Request) entry.act()).measure())
                .filter(Measure.EMERGENCY::equals)
                .isPresent();
    }

    /** The number which the State that asks has published for calls at every hour. */
    public static Optional<String> published(Docket docket, Profiles profiles) {
        return profiles.of(docket.requesting()).flatMap(law -> law.telephone());
    }

    /** 2(o): before an order and a transmission. */
    static List<Finding> wasMade(Question question) {
        var docket = question.docket();
        var found = new ArrayList<Finding>();
        var emergency = isEmergency(docket);
        if (question.actor().office().equals(Office.DUT.name()))
            found.addAll(
                    URGENT.met(
                            docket.request().isEmpty() && !docket.unknown().isEmpty()
                                    ? Truth.UNKNOWN
                                    : Truth.of(emergency)));
        if (!emergency) return found;
        var call = counts(docket);
        var confirmed = standing(docket) == Standing.CONFIRMED;
        found.addAll(
                CALLED.met(
                        call.isEmpty() && !docket.unknown().isEmpty()
                                ? Truth.UNKNOWN
                                : Truth.of(confirmed),
                        Map.of("call", call.map(entry -> entry.digest().brief()).orElse("-"))));
        return found;
    }

    /** 41(1): a call to the point of contact that the other State has designated. */
    static List<Finding> isMade(Question question, Act.CallBack act) {
        var docket = question.docket();
        var law = question.profiles().of(docket.requesting());
        var published = published(docket, question.profiles());
        var found = new ArrayList<Finding>();
        found.addAll(
                NUMBER.met(
                        law.isEmpty()
                                ? Truth.UNKNOWN
                                : Truth.of(
                                        published
                                                .filter(number -> isSame(number, act.number()))
                                                .isPresent()),
                        Map.of("published", published.orElse("-"))));
        if (act.result().filter(Act.CallResult.CONFIRMED::equals).isPresent())
            found.addAll(WORDS.met(act.request().filter(named -> isRead(named, act)).isPresent()));
        var said =
                act.spokeWith()
                        .map(words -> Truth.of(!words.isBlank()))
                        .orElse(Truth.UNKNOWN)
                        .and(Truth.of(act.result().isPresent()));
        found.addAll(SAID.met(said));
        return found;
    }

    private static boolean isRead(Digest request, Act.CallBack act) {
        return CheckWords.of(request).areReadAs(act.words());
    }

    /** The same number, however its digits are grouped. */
    private static boolean isSame(String one, String other) {
        return digits(one).equals(digits(other)) && !digits(one).isEmpty();
    }

    private static String digits(String number) {
        return number.replaceAll("[^+0-9]", "");
    }
}

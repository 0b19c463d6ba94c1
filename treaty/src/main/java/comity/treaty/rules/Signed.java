package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose signature an act bears, and what happens when that person says that it is not theirs
 * (docs/decisions/0046). What Article 24(2) leaves to a judge is worth nothing if anybody else can
 * decide it in the judge's name.
 */
final class Signed {
    static final Rule STANDS =
            new Rule(
                    "W-007",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "signature.contested",
                    "Nothing that rests on a contested signature is done until the contest is resolved.");
    static final Rule OWN =
            new Rule(
                    "W-008",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "contest.not-own",
                    "A signature is contested from within the authority in whose name it stands.");
    static final Rule RESOLVED_BY_ANOTHER =
            new Rule(
                    "W-009",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "contest.same-person",
                    "A contest is resolved, once and with reasons, by another officer of the same authority.");

    static final List<Rule> ALL = List.of(STANDS, OWN, RESOLVED_BY_ANOTHER);

    private Signed() {}

    /** Whether what the proposed act rests on is contested. */
    static List<Finding> isUncontested(Question question) {
        var contest = question.docket().stayed(question.act());
        return STANDS.met(
                contest.isEmpty(),
                contest.map(digest -> Map.of("contest", digest.brief())).orElse(Map.of()));
    }

    /**
     * A contest names an act that only a person may take, in the name of the same authority. The
     * pseudonym need not be the same: whoever forged a signature may have forged that as well. The
     * other State does not hold what is internal, and cannot tell, unless nothing is kept from it.
     */
    static List<Finding> isOwn(Question question, Act.ContestSignature contest) {
        var named = contest.signed().flatMap(question.docket()::entry);
        if (named.isEmpty())
            return OWN.met(
                    contest.signed().isPresent() && !question.docket().unknown().isEmpty()
                            ? Truth.UNKNOWN
                            : Truth.FALSE);
        var author = named.get().header().author();
        return OWN.met(
                Cooperation.personal(named.get().header())
                        && author.authority().equals(question.actor().authority()),
                Map.of());
    }

    static List<Finding> isResolvedByAnother(Question question, Act.ResolveContest resolution) {
        var contest =
                resolution
                        .contest()
                        .flatMap(question.docket()::entry)
                        .filter(entry -> entry.act() instanceof Act.ContestSignature);
        if (contest.isEmpty())
            return RESOLVED_BY_ANOTHER.met(
                    resolution.contest().filter(question.docket().unknown()::contains).isPresent()
                            ? Truth.UNKNOWN
                            : Truth.FALSE);
        var author = contest.get().header().author();
        return RESOLVED_BY_ANOTHER.met(
                resolution.resolution().isPresent()
                        && !isResolved(question, resolution.contest())
                        && !author.officer().equals(question.actor().officer())
                        && !signed(question, contest.get())
                        && author.authority().equals(question.actor().authority()),
                Map.of());
    }

    /** Whether the contested act stands in the actor's own name. */
    private static boolean signed(Question question, Entry contest) {
        return contest.act() instanceof Act.ContestSignature(var named, _)
                && named.flatMap(question.docket()::entry)
                        .filter(
                                act ->
                                        act.header()
                                                .author()
                                                .officer()
                                                .equals(question.actor().officer()))
                        .isPresent();
    }

    private static boolean isResolved(Question question, Optional<Digest> contest) {
        return question.docket().all(Act.ResolveContest.class).stream()
                .map(Entry::act)
                .map(Act.ResolveContest.class::cast)
                .anyMatch(before -> before.contest().equals(contest));
    }
}

package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Articles 6 and 40(22): what is marked as privileged, journalistic, of a child or of somebody who
 * sought asylum is frozen in both States. Nobody on the case opens, exports or transmits it until a
 * judge has ruled; somebody outside the case looks first (docs/decisions/0068).
 */
public final class Marked {
    static final Rule PRIVILEGED =
            frozen(
                    "W-040",
                    Citation.seen(6, ""),
                    "frozen.privileged",
                    "What is marked as privileged is not opened, exported or transmitted until a judge has ruled.");
    static final Rule JOURNALISTIC =
            frozen(
                    "W-041",
                    Citation.seen(6, "(2)"),
                    "frozen.journalistic",
                    "What is marked as a journalist's, or as revealing a source, is not opened, exported or transmitted until a judge has ruled.");
    static final Rule CHILD =
            frozen(
                    "W-042",
                    Citation.seen(6, ""),
                    "frozen.child",
                    "What is marked as a child's is not opened, exported or transmitted until a judge has ruled.");
    static final Rule ASYLUM =
            frozen(
                    "W-043",
                    Citation.high(40, "(22)"),
                    "frozen.asylum",
                    "What is marked as that of somebody who sought asylum is not opened, exported or transmitted until a judge has ruled.");
    static final Rule NAMED =
            frozen(
                    "W-044",
                    Citation.seen(6, ""),
                    "mark.names-nothing",
                    "A mark names an exhibit of the docket, what protects it and who says so.");
    static final Rule OUTSIDE =
            frozen(
                    "W-045",
                    Citation.seen(6, ""),
                    "filter.not-outside",
                    "Who filters what is protected takes no other step on the docket, before or after.");
    static final Rule RULED =
            frozen(
                    "W-046",
                    Citation.high(24, "(2)"),
                    "mark.ruling",
                    "On a mark a judge of the State in which it was made rules once, after a filter reviewer has reported; to narrow is to name the part that remains.");

    private Marked() {}

    private static Rule frozen(String id, Citation citation, String code, String demand) {
        return new Rule(id, citation, Basis.POLICY, Effect.REFUSE_MANDATORY, code, demand);
    }

    /**
     * Why an exhibit may not be opened, exported or transmitted; empty if it may. A mark freezes
     * what it names, what that was made of, and what was made of it; so does a reported error,
     * until an oversight body has released it.
     */
    public static Optional<Finding> frozen(Docket docket, Digest exhibit) {
        return marked(docket, exhibit).or(() -> Errors.quarantine(docket, exhibit));
    }

    private static Optional<Finding> marked(Docket docket, Digest exhibit) {
        var marks = docket.all(Act.Mark.class);
        if (marks.isEmpty()) return Optional.empty();
        var origins = Exhibits.origins(docket);
        return marks.stream()
                .filter(entry -> concerns((Act.Mark) entry.act(), exhibit, origins))
                .filter(entry -> !isFree(docket, entry, exhibit, origins))
                .map(Marked::finding)
                .findFirst();
    }

    /** Whether a mark stands whose ruling is still to come, on this exhibit or its kin. */
    public static boolean awaitsRuling(Docket docket, Digest exhibit) {
        var origins = Exhibits.origins(docket);
        return docket.all(Act.Mark.class).stream()
                .filter(entry -> unruled(docket).contains(entry.digest()))
                .anyMatch(entry -> concerns((Act.Mark) entry.act(), exhibit, origins));
    }

    /** Whether a filter reviewer has reported on a mark of this exhibit or its kin. */
    public static boolean isReviewed(Docket docket, Digest exhibit) {
        var origins = Exhibits.origins(docket);
        return docket.all(Act.Mark.class).stream()
                .filter(entry -> concerns((Act.Mark) entry.act(), exhibit, origins))
                .anyMatch(entry -> reviewed(docket, entry.digest()) == Truth.TRUE);
    }

    /** The marks on which no judge has ruled, oldest first. */
    public static Set<Digest> unruled(Docket docket) {
        var open = new LinkedHashSet<Digest>();
        for (var mark : docket.all(Act.Mark.class))
            if (ruling(docket, mark.digest()).isEmpty()) open.add(mark.digest());
        return open;
    }

    private static boolean concerns(Act.Mark mark, Digest exhibit, Map<Digest, Digest> origins) {
        return mark.exhibit()
                .filter(
                        named ->
                                Exhibits.line(exhibit, origins).contains(named)
                                        || Exhibits.line(named, origins).contains(exhibit))
                .isPresent();
    }

    private static boolean isFree(
            Docket docket, Entry mark, Digest exhibit, Map<Digest, Digest> origins) {
        var ruling = ruling(docket, mark.digest());
        if (ruling.isEmpty() || ruling.get().ruling().isEmpty()) return false;
        return switch (ruling.get().ruling().get()) {
            case RELEASE -> true;
            case EXCLUDE -> false;
            case NARROW ->
                    ruling.get()
                            .narrowed()
                            .filter(part -> Exhibits.line(exhibit, origins).contains(part))
                            .isPresent();
        };
    }

    private static Optional<Act.RuleOnMark> ruling(Docket docket, Digest mark) {
        return docket.all(Act.RuleOnMark.class).stream()
                .map(entry -> (Act.RuleOnMark) entry.act())
                .filter(ruling -> ruling.mark().filter(mark::equals).isPresent())
                .findFirst();
    }

    private static Finding finding(Entry entry) {
        var protection = ((Act.Mark) entry.act()).protection();
        // A mark whose ground cannot be read protects as much as any.
        var rule = protection.stream().sorted().findFirst().map(Marked::rule).orElse(PRIVILEGED);
        return rule.violated(Map.of("mark", entry.digest().brief()));
    }

    private static Rule rule(Act.Protection protection) {
        return switch (protection) {
            case PRIVILEGED -> PRIVILEGED;
            case JOURNALISTIC -> JOURNALISTIC;
            case CHILD -> CHILD;
            case ASYLUM -> ASYLUM;
        };
    }

    /** None of what an act passes on is frozen. */
    static List<Finding> isNotFrozen(Question question, Optional<List<Act.Exhibit>> exhibits) {
        var found = new ArrayList<Finding>();
        for (var exhibit : exhibits.orElse(List.of()))
            frozen(question.docket(), exhibit.sha256()).ifPresent(found::add);
        return found.stream().distinct().toList();
    }

    /** None of what an act uses is frozen. */
    static List<Finding> areNotFrozen(Question question, Set<Digest> exhibits) {
        return exhibits.stream()
                .flatMap(exhibit -> frozen(question.docket(), exhibit).stream())
                .distinct()
                .toList();
    }

    static List<Finding> namesAnExhibit(Question question, Act.Mark mark) {
        var known = mark.exhibit().filter(Exhibits.of(question.docket())::contains).isPresent();
        var said = !mark.protection().isEmpty() && mark.saidBy().isPresent();
        var truth =
                known || mark.exhibit().isEmpty()
                        ? Truth.of(known)
                        : Exhibits.areHidden(question.docket()) ? Truth.UNKNOWN : Truth.FALSE;
        return NAMED.met(truth.and(Truth.of(said)));
    }

    /**
     * By the person, not by the office they act in: whoever took any step on the docket is on the
     * case, and whoever filtered is not and stays so.
     */
    static List<Finding> isReviewedFromOutside(Question question) {
        var reviews = filters(question.act(), question.actor());
        var clash =
                question.docket().entries().stream()
                        .filter(
                                entry ->
                                        entry.header()
                                                .author()
                                                .officer()
                                                .equals(question.actor().officer()))
                        .filter(entry -> filters(entry) != reviews)
                        .findFirst();
        return OUTSIDE.met(
                clash.isEmpty(),
                clash.map(entry -> Map.of("earlier", entry.header().type())).orElse(Map.of()));
    }

    /** Whether this person has taken any step on the docket but a filter reviewer's. */
    public static boolean isOnTheCase(Docket docket, Digest officer) {
        return docket.entries().stream()
                .filter(entry -> entry.header().author().officer().equals(officer))
                .anyMatch(entry -> !filters(entry));
    }

    private static boolean filters(Entry entry) {
        return filters(entry.act(), entry.header().author());
    }

    /** A filter reviewer's steps: to look at what is marked, and to report. */
    private static boolean filters(Act act, Author author) {
        return act instanceof Act.ReviewMark
                || act instanceof Act.Handle && author.office().equals(Office.FIL.name());
    }

    static List<Finding> mayRule(Question question, Act.RuleOnMark ruling) {
        var docket = question.docket();
        var mark = ruling.mark().flatMap(docket::entry);
        if (mark.isEmpty() || !(mark.get().act() instanceof Act.Mark named)) return List.of();
        var own = mark.get().header().author().state().equals(question.actor().state());
        var first = ruling(docket, mark.get().digest()).isEmpty();
        return RULED.met(
                Truth.of(own && first && ruling.ruling().isPresent())
                        .and(narrows(docket, ruling, named))
                        .and(reviewed(docket, mark.get().digest())),
                Map.of("mark", mark.get().digest().brief()));
    }

    private static Truth reviewed(Docket docket, Digest mark) {
        return docket.holds(
                Act.ReviewMark.class,
                review ->
                        review.finding().isPresent()
                                && review.mark().filter(mark::equals).isPresent());
    }

    /** The part that remains was made of what was marked. */
    private static Truth narrows(Docket docket, Act.RuleOnMark ruling, Act.Mark mark) {
        if (!ruling.ruling().equals(Optional.of(Act.MarkRuling.NARROW))) return Truth.TRUE;
        var origins = Exhibits.origins(docket);
        var made =
                ruling.narrowed()
                        .filter(part -> !mark.exhibit().equals(Optional.of(part)))
                        .filter(
                                part ->
                                        mark.exhibit()
                                                .filter(Exhibits.line(part, origins)::contains)
                                                .isPresent())
                        .isPresent();
        return made || !Exhibits.areHidden(docket) || ruling.narrowed().isEmpty()
                ? Truth.of(made)
                : Truth.UNKNOWN;
    }
}

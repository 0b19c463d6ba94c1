package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Entry;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 24: conditions and safeguards; independent review, grounds, limits of scope and duration,
 * proportionality.
 */
final class Article24 {
    static final Rule JUDGE_FOR_CONTENT =
            new Rule(
                            "R-030",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "authorisation.content-needs-judge",
                            "Content is asked for and given only with the authorisation of a judge of each State.")
                    .when(
                            Stage.SEND,
                            facts -> Review.content(facts).and(facts.not(Fact.HOME_JUDGE)));
    static final Rule REVIEW_FOR_TRAFFIC =
            new Rule(
                            "R-031",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "authorisation.traffic-needs-review",
                            "Traffic data is asked for and given only after judicial or other independent review.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Review.traffic(facts)
                                            .and(facts.not(Fact.HOME_REVIEW))
                                            .and(facts.not(Fact.HOME_JUDGE)));
    static final Rule REVIEW_FOR_SUBSCRIBER =
            new Rule(
                            "R-032",
                            Citation.high(24, "(2)"),
                            Basis.POLICY,
                            Effect.CONDITION,
                            "authorisation.subscriber-review-advised",
                            "Subscriber information is asked for with a prosecutor's or an independent authority's decision.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Review.subscriber(facts)
                                            .and(facts.not(Fact.HOME_REVIEW))
                                            .and(facts.not(Fact.HOME_JUDGE)));
    static final Rule INDEPENDENT =
            new Rule(
                            "R-033",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_JUDICIAL_AUTHORISATION,
                            "authorisation.not-independent",
                            "Who authorises a measure belongs to another authority than who asks for it.")
                    .when(Stage.SEND, facts -> facts.not(Fact.REVIEW_INDEPENDENT));
    static final Rule PROPORTIONATE =
            new Rule(
                            "R-034",
                            Citation.high(24, "(1)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "proportionality.no-reasons",
                            "Why the measure is proportionate is said.")
                    .when(Stage.SEND, facts -> facts.missing(Fact.PROPORTIONALITY));
    static final Rule LESS_INTRUSIVE =
            new Rule(
                            "R-035",
                            Citation.high(24, "(1)"),
                            Basis.POLICY,
                            Effect.NEED_INFO,
                            "proportionality.no-lesser-means",
                            "Why a less intrusive measure would not do is said.")
                    .when(Stage.SEND, facts -> facts.missing(Fact.LESS_INTRUSIVE));
    static final Rule DURATION =
            new Rule(
                            "R-036",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "authorisation.no-end",
                            "An authorisation ends on a day that it names.")
                    .when(Stage.SEND, facts -> facts.absent(Fact.AUTHORISED_DAYS));
    static final Rule SPECIFIED =
            new Rule(
                            "R-037",
                            Citation.high(24, "(2)"),
                            Basis.TREATY,
                            Effect.NEED_INFO,
                            "scope.not-specified",
                            "Accounts, categories of data and period are named.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    Review.targets(facts)
                                            .or(facts.absent(Fact.DAYS))
                                            .or(facts.empty(Fact.CATEGORIES)));
    static final Rule NOT_BULK =
            new Rule(
                            "R-038",
                            Citation.high(24, "(1)"),
                            Basis.TREATY,
                            Effect.REFUSE_MANDATORY,
                            "scope.bulk",
                            "Powers are over specified data; asking for many at once is not specified.")
                    .when(
                            Stage.SEND,
                            facts ->
                                    facts.is(Fact.UNTARGETED)
                                            .or(facts.exceeds(Fact.ACCOUNTS, Fact.MOST_ACCOUNTS)),
                            Article24::accounts);
    static final Rule NOT_OVERLONG =
            new Rule(
                            "R-039",
                            Citation.high(24, "(1)"),
                            Basis.POLICY,
                            Effect.CONDITION,
                            "scope.long-period",
                            "The period is no longer than the case needs.")
                    .when(
                            Stage.SEND,
                            facts -> facts.exceeds(Fact.DAYS, Fact.MOST_DAYS),
                            Article24::days);
    static final Rule NARROWS =
            new Rule(
                    "W-024",
                    Citation.high(24, "(2)"),
                    Basis.TREATY,
                    Effect.REFUSE_MANDATORY,
                    "scope.wider-than-permitted",
                    "What is asked, ordered, produced or transmitted lies within what was authorised: accounts, categories, period.");

    /**
     * 42(4), 43: what only preserves, or tells the path, waits for no judge of the asking State.
     */
    private static final Set<Measure> PRESERVES =
            EnumSet.of(Measure.PRESERVE, Measure.TRAFFIC_DISCLOSE);

    private Article24() {}

    private static Map<String, String> accounts(Facts facts) {
        return Map.of(
                "accounts", Facts.shown(facts, Fact.ACCOUNTS),
                "most", Facts.shown(facts, Fact.MOST_ACCOUNTS));
    }

    private static Map<String, String> days(Facts facts) {
        return Map.of(
                "days", Facts.shown(facts, Fact.DAYS), "most", Facts.shown(facts, Fact.MOST_DAYS));
    }

    /** An authorisation names its limits, its end and its reasons. */
    static List<Finding> isALimitedAuthorisation(
            Question question, Scope scope, boolean ends, Optional<String> reasons) {
        var found = new ArrayList<>(isSpecified(question, scope));
        found.addAll(DURATION.met(ends));
        found.addAll(PROPORTIONATE.met(said(reasons)));
        return found;
    }

    static List<Finding> isSpecified(Question question, Scope scope) {
        var found = new ArrayList<>(SPECIFIED.met(scope.isSpecified()));
        question.requestedProfile()
                .ifPresent(
                        profile -> {
                            var count = scope.accounts().map(accounts -> (long) accounts.size());
                            found.addAll(
                                    NOT_BULK.met(
                                            count.map(
                                                            accounts ->
                                                                    Truth.of(
                                                                            accounts
                                                                                    <= profile
                                                                                            .mostAccounts()))
                                                    .orElse(Truth.UNKNOWN),
                                            Map.of(
                                                    "accounts",
                                                    count.map(String::valueOf).orElse("?"),
                                                    "most",
                                                    Long.toString(profile.mostAccounts()))));
                            found.addAll(
                                    NOT_OVERLONG.met(
                                            scope.days() <= profile.mostDays(),
                                            Map.of(
                                                    "days",
                                                    Long.toString(scope.days()),
                                                    "most",
                                                    Long.toString(profile.mostDays()))));
                        });
        return found;
    }

    /**
     * A request for content or traffic data names an authorisation of its own State that covers it.
     */
    static List<Finding> isAuthorisedAtHome(Question question, Act.Request request) {
        var authorisation =
                question.docket().standing(request.authorisation(), Act.Authorise.class);
        var found = new ArrayList<Finding>();
        if (authorisation.isEmpty()) {
            // It travels to both States: what is internal to one of them is no excuse for it.
            var truth =
                    Truth.of(
                                    request.authorisation()
                                            .filter(question.docket().unknown()::contains)
                                            .isPresent())
                            .and(Truth.UNKNOWN);
            if (request.measure().filter(PRESERVES::contains).isEmpty())
                found.addAll(review(request.scope()).met(truth));
        } else {
            var entry = request.authorisation().flatMap(question.docket()::entry);
            found.addAll(
                    INDEPENDENT.met(
                            entry.filter(
                                            act ->
                                                    !act.header()
                                                            .author()
                                                            .authority()
                                                            .equals(question.actor().authority()))
                                    .isPresent()));
            if (request.measure().filter(measure -> !Cooperation.isOverData(measure)).isEmpty())
                found.addAll(narrows(request.scope(), authorisation.get().scope()));
        }
        found.addAll(PROPORTIONATE.met(said(request.proportionality())));
        found.addAll(LESS_INTRUSIVE.met(said(request.lessIntrusiveMeans())));
        return found;
    }

    /** The rule that asks for review of the most intrusive category in {@code scope}. */
    static Rule review(Scope scope) {
        if (scope.includes(DataCategory.CONTENT)) return JUDGE_FOR_CONTENT;
        return scope.includes(DataCategory.TRAFFIC) ? REVIEW_FOR_TRAFFIC : REVIEW_FOR_SUBSCRIBER;
    }

    /** An order names an authorisation of this State's judge that stands, and stays within it. */
    static List<Finding> isAuthorisedHere(Question question, Act.Order order) {
        var authorisation =
                question.docket().standing(order.authorisation(), Act.AuthoriseExecution.class);
        if (authorisation.isEmpty())
            return JUDGE_FOR_CONTENT.met(
                    order.authorisation().filter(question.docket().unknown()::contains).isPresent()
                            ? Truth.UNKNOWN
                            : Truth.FALSE);
        var found = new ArrayList<>(narrows(order.scope(), authorisation.get().scope()));
        found.addAll(
                INDEPENDENT.met(
                        order.authorisation()
                                .flatMap(question.docket()::entry)
                                .map(Entry::header)
                                .filter(
                                        header ->
                                                !header.author()
                                                        .authority()
                                                        .equals(question.actor().authority()))
                                .isPresent()));
        return found;
    }

    static List<Finding> narrows(Scope scope, Scope limits) {
        return NARROWS.met(
                scope.within(limits),
                Map.of(
                        "from",
                        day(scope.from()),
                        "to",
                        day(scope.to()),
                        "permittedFrom",
                        day(limits.from()),
                        "permittedTo",
                        day(limits.to())));
    }

    private static String day(Optional<java.time.LocalDate> day) {
        return day.map(Object::toString).orElse("?");
    }

    /** Said, or not; unknown where the section that would say it is withheld. */
    static Truth said(Optional<String> text) {
        return text.map(words -> Truth.of(!words.isBlank())).orElse(Truth.UNKNOWN);
    }
}

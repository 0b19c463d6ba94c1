package comity.treaty.rules;

import static comity.treaty.rules.Article24.said;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Office;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Article 24(2): what is asked of a judge, and what follows where the judge permits less, or
 * nothing (docs/decisions/0096). A refusal is the judge's word until something new stands on the
 * docket that they have not seen.
 */
public final class Declined {
    static final Rule NARROWED =
            new Rule(
                    "W-090",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "authorisation.narrowing",
                    "Who authorises less than was asked says why.");
    static final Rule ANEW =
            new Rule(
                    "W-091",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "authorisation.declined",
                    "What a judge has declined is asked and authorised again only where something new stands on the docket.");
    static final Rule STANDS =
            new Rule(
                    "W-092",
                    Citation.high(24, "(2)"),
                    Basis.TREATY,
                    Effect.NEED_JUDICIAL_AUTHORISATION,
                    "authorisation.stands-declined",
                    "While a judge's refusal is the last word, no request goes out but one that rests on another authorisation, or only preserves.");
    static final Rule BEFORE =
            new Rule(
                    "W-093",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "authorisation.not-before-judge",
                    "A judge decides, once, on what is before them: an application of their own State, or the other State's request.");
    static final Rule TESTED =
            new Rule(
                    "W-094",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "authorisation.test-unnamed",
                    "A judge who declines names the test of the law that was not met.");
    static final Rule PLEADS =
            new Rule(
                    "W-095",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "authorisation.not-pleaded",
                    "An application says which measure is sought for which offence, what happened, and why each part of it is needed.");

    static final List<Rule> ALL = List.of(NARROWED, ANEW, STANDS, BEFORE, TESTED, PLEADS);

    /** What an application says beside facts and scope, each in its own words. */
    static final List<String> PLEADED =
            List.of(
                    "needOfAccounts",
                    "needOfCategories",
                    "needOfPeriod",
                    "proportionality",
                    "lessIntrusiveMeans");

    /** What lets the requested State's judge look again: it answers, finds or asks anew. */
    private static final Set<Class<? extends Act>> NEW =
            Set.of(
                    Act.Request.class,
                    Act.SupplyInformation.class,
                    Act.Find.class,
                    Act.Assess.class);

    private Declined() {}

    /**
     * The application on which no judge has decided; the last one if there are several. Defence and
     * prosecution each have theirs: neither waits for the other, or is refused with it.
     */
    public static Optional<Entry> application(Docket docket) {
        return docket.all(Act.Apply.class).reversed().stream()
                .filter(entry -> isOpen(docket, entry))
                .findFirst();
    }

    /** The last of its party, and undecided. */
    private static boolean isOpen(Docket docket, Entry application) {
        return docket.all(Act.Apply.class).reversed().stream()
                        .filter(entry -> Defence.isTheirs(entry) == Defence.isTheirs(application))
                        .findFirst()
                        .filter(application::equals)
                        .isPresent()
                && decisions(docket, application.digest()).isEmpty();
    }

    /** What is named, if it is an application that waits for a judge. */
    private static Optional<Entry> waiting(Docket docket, Optional<Digest> named) {
        return named.flatMap(docket::entry)
                .filter(entry -> entry.act() instanceof Act.Apply && !entry.overridden())
                .filter(entry -> isOpen(docket, entry));
    }

    /**
     * What is before a judge of {@code state} and not yet decided: an application in the State that
     * asks, the request in the State that is asked.
     */
    public static Optional<Entry> before(Docket docket, String state) {
        if (docket.hasEnded()) return Optional.empty();
        return docket.requesting().filter(state::equals).isPresent()
                ? application(docket)
                : docket.request()
                        .filter(_ -> docket.requested().filter(state::equals).isPresent())
                        .filter(request -> isOpen(docket, request.digest(), state));
    }

    /** The refusal that is the last word of this State's judges, and since which nothing is new. */
    public static Optional<Entry> standing(Docket docket, String state) {
        return standing(docket, state, false);
    }

    /** The same of what the defence asked, or of everything else. */
    private static Optional<Entry> standing(Docket docket, String state, boolean defence) {
        return lastWord(docket, state, defence)
                .filter(entry -> entry.act() instanceof Act.Decline)
                .filter(entry -> newSince(docket, entry, defence).isEmpty());
    }

    /** What stands on the docket that whoever declined had not seen. */
    private static Optional<Entry> newSince(Docket docket, Entry decline, boolean defence) {
        var seen = docket.causality().pastOf(decline.header().seen());
        var asked = docket.requesting().filter(decline.header().author().state()::equals);
        return docket.entries().stream()
                .filter(entry -> !entry.overridden() && !seen.contains(entry.digest()))
                .filter(
                        entry ->
                                asked.isPresent()
                                        ? entry.act() instanceof Act.Apply
                                                && Defence.isTheirs(entry) == defence
                                        : NEW.stream()
                                                .anyMatch(type -> type.isInstance(entry.act())))
                .findFirst();
    }

    private static Optional<Entry> lastWord(Docket docket, String state, boolean defence) {
        return docket.entries().reversed().stream()
                .filter(entry -> !entry.overridden())
                .filter(entry -> entry.header().author().state().equals(state))
                .filter(
                        entry ->
                                entry.act() instanceof Act.Decline
                                        || entry.act() instanceof Act.Authorise
                                        || entry.act() instanceof Act.AuthoriseExecution)
                .filter(entry -> isOnTheirs(docket, decided(entry.act())) == defence)
                .findFirst();
    }

    private static boolean isOnTheirs(Docket docket, Optional<Digest> asked) {
        return asked.flatMap(docket::entry).filter(Defence::isTheirs).isPresent();
    }

    /** A request may come before the judge again; whoever authorised it has decided. */
    private static boolean isOpen(Docket docket, Digest request, String state) {
        return decisions(docket, request).stream()
                        .noneMatch(entry -> entry.act() instanceof Act.AuthoriseExecution)
                && standing(docket, state).isEmpty();
    }

    /** The acts by which judges decided on an application or a request. */
    public static List<Entry> decisions(Docket docket, Digest asked) {
        return Stream.of(Act.Authorise.class, Act.AuthoriseExecution.class, Act.Decline.class)
                .flatMap(type -> docket.all(type).stream())
                .filter(entry -> decided(entry.act()).filter(asked::equals).isPresent())
                .toList();
    }

    private static Optional<Digest> decided(Act act) {
        return switch (act) {
            case Act.Authorise authorise -> authorise.application();
            case Act.AuthoriseExecution execution -> execution.request();
            case Act.Decline decline -> decline.declined();
            default -> Optional.empty();
        };
    }

    /** 24(1), (2): whoever asks a judge pleads. */
    static List<Finding> isPleaded(Act.Apply application) {
        var truth =
                said(application.summary())
                        .and(Truth.of(application.measure().isPresent()))
                        .and(Truth.of(!application.offence().title().isBlank()))
                        .and(Truth.of(!application.offence().statute().isBlank()));
        for (var name : PLEADED)
            truth =
                    truth.and(
                            application.said().isWithheld(name)
                                    ? Truth.UNKNOWN
                                    : Truth.of(isSaid(application, name)));
        return PLEADS.met(truth);
    }

    private static boolean isSaid(Act.Apply application, String name) {
        return application.said().text(name).filter(words -> !words.isBlank()).isPresent();
    }

    /** Whoever asks again says what the judge who declined had not seen. */
    static List<Finding> isAskedAnew(Question question, Act.Apply application) {
        var declined =
                standing(
                        question.docket(),
                        question.actor().state(),
                        question.actor().office().equals(Office.DEF.name()));
        return ANEW.met(declined.isEmpty() || isSaid(application, "newSince"), named(declined));
    }

    /** On an application that stands, within it, and after a refusal only on a new one. */
    static List<Finding> mayBeAuthorised(Question question, Act.Authorise act) {
        var docket = question.docket();
        var found = new ArrayList<Finding>();
        var declined =
                standing(docket, question.actor().state(), isOnTheirs(docket, act.application()));
        found.addAll(ANEW.met(declined.isEmpty(), named(declined)));
        if (act.application().isEmpty()
                && docket.all(Act.Apply.class).stream().allMatch(Defence::isTheirs)) return found;
        var before = waiting(docket, act.application());
        found.addAll(
                BEFORE.met(
                        before.isPresent() ? Truth.TRUE : isUnheld(question, act.application()),
                        names(act.application())));
        before.map(entry -> ((Act.Apply) entry.act()).scope())
                .ifPresent(asked -> found.addAll(within(act.scope(), asked, act.narrowing())));
        return found;
    }

    /** The requested State's judge stays within the request, and says why where they narrow it. */
    static List<Finding> mayBeExecuted(Question question, Act.AuthoriseExecution act) {
        var found = new ArrayList<Finding>();
        var declined = standing(question.docket(), question.actor().state());
        found.addAll(ANEW.met(declined.isEmpty(), named(declined)));
        question.docket()
                .standing(act.request(), Act.Request.class)
                .ifPresent(
                        request ->
                                found.addAll(
                                        within(act.scope(), request.scope(), act.narrowing())));
        return found;
    }

    private static List<Finding> within(Scope allowed, Scope asked, Optional<String> narrowing) {
        var found = new ArrayList<>(Article24.narrows(allowed, asked));
        if (allowed.within(asked) == Truth.TRUE)
            found.addAll(NARROWED.met(asked.within(allowed).or(said(narrowing))));
        return found;
    }

    /** What is declined is before this judge, and a test is named. */
    static List<Finding> mayBeDeclined(Question question, Act.Decline act) {
        var docket = question.docket();
        var state = question.actor().state();
        var before =
                before(docket, state)
                        .filter(entry -> act.declined().filter(entry.digest()::equals).isPresent())
                        .or(
                                () ->
                                        waiting(docket, act.declined())
                                                .filter(_ -> !docket.hasEnded())
                                                .filter(
                                                        _ ->
                                                                docket.requesting()
                                                                        .filter(state::equals)
                                                                        .isPresent()));
        var found =
                new ArrayList<>(
                        BEFORE.met(
                                before.isPresent()
                                        ? Truth.TRUE
                                        : isUnheld(question, act.declined()),
                                names(act.declined())));
        found.addAll(TESTED.met(!act.tests().isEmpty()));
        return found;
    }

    /**
     * Where another authorisation stands, the request lies within that; and what is only preserved
     * is handed to nobody. The requested State's order always names an authorisation.
     */
    static List<Finding> isNotDeclined(Question question, Act.Request request) {
        var rests =
                question.docket().standing(request.authorisation(), Act.Authorise.class).isPresent()
                        || request.measure().filter(Measure.PRESERVE::equals).isPresent();
        var last =
                lastWord(question.docket(), question.actor().state(), false)
                        .filter(entry -> entry.act() instanceof Act.Decline);
        return STANDS.met(rests || last.isEmpty(), named(last));
    }

    private static Truth isUnheld(Question question, Optional<Digest> named) {
        return named.filter(question.docket().unknown()::contains).isPresent()
                ? Truth.UNKNOWN
                : Truth.FALSE;
    }

    private static Map<String, String> named(Optional<Entry> declined) {
        return declined.map(entry -> Map.of("act", entry.digest().brief())).orElse(Map.of());
    }

    private static Map<String, String> names(Optional<Digest> named) {
        return Map.of("named", named.map(Digest::brief).orElse("-"));
    }
}

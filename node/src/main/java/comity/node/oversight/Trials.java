package comity.node.oversight;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.Rehearsal;
import comity.treaty.terms.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a docket adds to the patterns: a pure function of its acts, of when each came here, and of
 * who of this State stands behind which pseudonym.
 */
final class Trials {
    /** More accounts than these make a request broad. */
    static final int FEW_ACCOUNTS = 5;

    /** A longer period makes it broad. */
    static final long A_YEAR = 366;

    /** Nobody reads a file, weighs it and writes reasons in less. */
    static final Duration SECONDS = Duration.ofMinutes(2);

    private static final Set<Conduct> EXPRESSION =
            EnumSet.of(
                    Conduct.CRITICISM,
                    Conduct.ART_OR_SATIRE,
                    Conduct.RELIGIOUS_PRACTICE,
                    Conduct.POLITICAL_SPEECH,
                    Conduct.ASSEMBLY_OR_ASSOCIATION,
                    Conduct.JOURNALISM,
                    Conduct.SOGI_EXPRESSION,
                    Conduct.CONSENSUAL_SAME_SEX,
                    Conduct.DEFAMATION,
                    Conduct.INSULT_OF_HEAD_OF_STATE,
                    Conduct.FALSE_NEWS);

    private final Docket docket;
    private final Map<Digest, Instant> filed;
    private final Map<Digest, String> persons;
    private final String home;
    private final List<Trial> found = new ArrayList<>();

    private Trials(
            Docket docket, Map<Digest, Instant> filed, Map<Digest, String> persons, String home) {
        this.docket = docket;
        this.filed = filed;
        this.persons = persons;
        this.home = home;
    }

    /**
     * @param filed when each act came here
     * @param persons this State's, by their pseudonyms on this docket
     * @param home this State
     */
    static List<Trial> of(
            Docket docket, Map<Digest, Instant> filed, Map<Digest, String> persons, String home) {
        if (Rehearsal.concerns(docket.requesting().orElse(""), docket.requested().orElse("")))
            return List.of();
        var trials = new Trials(docket, filed, persons, home);
        docket.entries().forEach(trials::look);
        return List.copyOf(trials.found);
    }

    private void look(Entry entry) {
        switch (entry.act()) {
            case Act.Request request -> {
                isBroad(request.scope())
                        .ifPresent(broad -> add(entry, Pattern.BREADTH, authority(entry), broad));
                add(entry, Pattern.EMERGENCY, who(entry), request.isEmergency());
                add(entry, Pattern.SPEECH, state(entry), isExpression(entry.digest()));
            }
            case Act.Find find when isConcern(find) && isFirstConcern(entry, find) ->
                    add(entry, Pattern.IN_SPITE, authority(entry), isExecuted());
            case Act.Authorise _, Act.AuthoriseExecution _, Act.Decline _ -> decided(entry);
            case Act.Compare comparison -> compared(entry, comparison);
            default -> {}
        }
    }

    /**
     * Only of this State's judges: when a partner's file was on the desk there nobody here knows.
     */
    private void decided(Entry entry) {
        var person = persons.get(entry.header().author().officer());
        if (!entry.header().author().state().equals(home) || person == null) return;
        var whose = new Whose(Whose.Kind.PERSON, person);
        lastPaper(entry)
                .ifPresent(
                        there ->
                                add(
                                        entry,
                                        Pattern.IN_SECONDS,
                                        whose,
                                        Duration.between(there, at(entry)).compareTo(SECONDS) < 0));
        // How many stand together no docket can tell: see Alerts.
        add(entry, Pattern.IN_BULK, whose, false);
    }

    private Optional<Instant> lastPaper(Entry entry) {
        return entry.header().seen().stream()
                .map(filed::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private void compared(Entry entry, Act.Compare comparison) {
        var exhibits = comparison.exhibits().orElse(List.of());
        if (exhibits.isEmpty()) return;
        var provider =
                docket.standing(comparison.order(), Act.Order.class).map(Act.Order::provider);
        if (provider.isEmpty()) return;
        var more =
                exhibits.stream()
                        .filter(exhibit -> exhibit.standing() == Act.Standing.SET_ASIDE)
                        .count();
        found.add(
                new Trial(
                        entry.digest(),
                        Pattern.EXCESS,
                        new Whose(Whose.Kind.AUTHORITY, provider.get()),
                        exhibits.size(),
                        (int) more,
                        at(entry)));
    }

    private void add(Entry entry, Pattern pattern, Whose whose, boolean hit) {
        found.add(new Trial(entry.digest(), pattern, whose, 1, hit ? 1 : 0, at(entry)));
    }

    private Instant at(Entry entry) {
        return filed.getOrDefault(entry.digest(), entry.header().at());
    }

    private static Whose state(Entry entry) {
        return new Whose(Whose.Kind.STATE, entry.header().author().state());
    }

    private static Whose authority(Entry entry) {
        return new Whose(Whose.Kind.AUTHORITY, entry.header().author().authority());
    }

    private Whose who(Entry entry) {
        var person = persons.get(entry.header().author().officer());
        return person == null ? authority(entry) : new Whose(Whose.Kind.PERSON, person);
    }

    /** Empty where accounts are withheld and the period alone does not say. */
    private static Optional<Boolean> isBroad(Scope scope) {
        if (scope.days() > A_YEAR) return Optional.of(true);
        return scope.accounts().map(accounts -> accounts.size() > FEW_ACCOUNTS);
    }

    private boolean isExpression(Digest request) {
        return docket.entries().stream()
                .map(Entry::act)
                .anyMatch(
                        act ->
                                switch (act) {
                                    case Act.Find find ->
                                            find.request().equals(Optional.of(request))
                                                    && find.conduct().stream()
                                                            .anyMatch(EXPRESSION::contains);
                                    case Act.Assess assessment ->
                                            assessment.request().equals(Optional.of(request))
                                                    && assessment
                                                            .said()
                                                            .words("offence.conduct")
                                                            .orElse(Set.of())
                                                            .stream()
                                                            .anyMatch(Trials::isExpression);
                                    default -> false;
                                });
    }

    private static boolean isExpression(String code) {
        return EXPRESSION.stream().map(Enum::name).anyMatch(code::equals);
    }

    private static boolean isConcern(Act.Find find) {
        return find.outcome().filter(Act.Outcome.CONCERN::equals).isPresent();
    }

    /** Two concerns about one request are one occasion to execute it in spite of them. */
    private boolean isFirstConcern(Entry entry, Act.Find find) {
        return docket.entries().stream()
                .filter(
                        other ->
                                other.act() instanceof Act.Find one
                                        && isConcern(one)
                                        && one.request().equals(find.request()))
                .findFirst()
                .filter(entry::equals)
                .isPresent();
    }

    private boolean isExecuted() {
        return !docket.all(Act.AuthoriseExecution.class).isEmpty()
                || !docket.all(Act.Order.class).isEmpty()
                || !docket.all(Act.Transmit.class).isEmpty();
    }
}

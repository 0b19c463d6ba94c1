package comity.node.desk;

import comity.node.desk.BenchView.Answer;
import comity.node.desk.BenchView.Asked;
import comity.node.desk.BenchView.Decision;
import comity.node.desk.BenchView.Law;
import comity.node.desk.BenchView.Need;
import comity.node.desk.BenchView.Pleaded;
import comity.node.desk.DocketView.ActView;
import comity.node.desk.work.Earlier;
import comity.node.desk.work.Following;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.law.Authorisation;
import comity.treaty.law.Profile;
import comity.treaty.rules.Declined;
import comity.treaty.rules.Finding;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lays out for a judge what is before them: from the docket, the rulebook's ruling on the least
 * that an authorisation would say, the State's own law, and what was decided before.
 */
final class Benches {
    private static final Set<String> DECIDING =
            Set.of(Type.AUTHORISE.word(), Type.AUTHORISE_EXECUTION.word(), Type.DECLINE.word());

    private final Registry registry;
    private final DocketViews dockets;
    private final Options options;
    private final Composer composer;
    private final Earlier earlier;
    private final Following following;

    Benches(
            Registry registry,
            DocketViews dockets,
            Options options,
            Composer composer,
            Earlier earlier,
            Following following) {
        this.registry = registry;
        this.dockets = dockets;
        this.options = options;
        this.composer = composer;
        this.earlier = earlier;
        this.following = following;
    }

    /**
     * Which act permits what is asked: at home that it is asked, in the other State its execution.
     */
    Type permits(UUID id, Officer judge) {
        return isHome(registry.read(id), judge) ? Type.AUTHORISE : Type.AUTHORISE_EXECUTION;
    }

    private static boolean isHome(Docket docket, Officer judge) {
        return docket.requesting().filter(judge.state()::equals).isPresent();
    }

    /** Empty if no act of this docket is held here. */
    Optional<BenchView> of(UUID id, Officer judge, Locale language) {
        return dockets.of(id).map(view -> of(view, judge, language));
    }

    private BenchView of(DocketView view, Officer judge, Locale language) {
        var docket = registry.read(view.docket());
        var home = isHome(docket, judge);
        var before = Declined.before(docket, judge.state());
        var entry =
                before.or(() -> docket.latest(home ? Act.Apply.class : Act.Request.class))
                        .filter(found -> scope(found.act()).isPresent());
        var act = entry.flatMap(found -> act(view, found));
        var decisions =
                entry.map(found -> Declined.decisions(docket, found.digest())).orElse(List.of());
        var findings = findings(view.docket(), judge, home);
        var categories = entry.flatMap(found -> scope(found.act())).map(Scope::categories);
        var measure = act.map(found -> text(found, "terms", "measure")).orElse("");
        return new BenchView(
                view.docket(),
                view.parties(),
                home,
                act.map(Benches::asked).orElse(null),
                before.isPresent(),
                docket.hasEnded(),
                decided(view, docket, judge, before.isPresent()),
                law(docket, judge.state(), home, measure, categories.orElse(Set.of())),
                LegalTests.standing(findings, categories.orElse(Set.of()), language),
                pleaded(view, act),
                before.isEmpty() ? List.of() : LegalTests.missing(findings, home, language),
                entry.map(found -> needs(act.orElseThrow(), found.act(), decisions))
                        .orElse(List.of()),
                earlier(view, judge, home, measure, act));
    }

    private List<Finding> findings(UUID docket, Officer judge, boolean home) {
        var type = home ? Type.AUTHORISE : Type.AUTHORISE_EXECUTION;
        return options.ruled(docket, judge).stream()
                .filter(option -> option.type() == type)
                .flatMap(option -> option.ruling().all().stream())
                .toList();
    }

    private Earlier.Found earlier(
            DocketView view, Officer judge, boolean home, String measure, Optional<ActView> act) {
        following.level();
        var article = act.map(found -> text(found, "terms", "conventionArticle")).orElse("");
        return earlier.of(
                new Earlier.Same(
                        measure,
                        article.matches("[0-9]{1,9}") ? Long.parseLong(article) : 0,
                        home ? view.parties().requested() : view.parties().requesting(),
                        view.docket()),
                judge);
    }

    private static Optional<ActView> act(DocketView view, Entry entry) {
        var digest = entry.digest().hex();
        return view.acts().stream().filter(act -> act.digest().equals(digest)).findFirst();
    }

    private static Optional<Scope> scope(Act act) {
        return switch (act) {
            case Act.Apply apply -> Optional.of(apply.scope());
            case Act.Request request -> Optional.of(request.scope());
            case Act.Authorise authorise -> Optional.of(authorise.scope());
            case Act.AuthoriseExecution execution -> Optional.of(execution.scope());
            default -> Optional.empty();
        };
    }

    private static Asked asked(ActView act) {
        return new Asked(
                act.digest(),
                act.type(),
                act.author(),
                act.at(),
                text(act, "terms", "measure"),
                texts(act, "subject", "accounts"),
                texts(act, "terms", "categories"),
                text(act, "terms", "from"),
                text(act, "terms", "to"));
    }

    /**
     * What judges of this State decided on this docket, on what is before the judge and before it.
     */
    private static List<Decision> decided(
            DocketView view, Docket docket, Officer judge, boolean open) {
        var acts =
                docket.entries().stream()
                        .filter(entry -> !entry.overridden())
                        .filter(entry -> entry.header().author().state().equals(judge.state()))
                        .filter(entry -> DECIDING.contains(entry.header().type()))
                        .flatMap(entry -> act(view, entry).stream())
                        .toList();
        return acts.stream()
                .map(act -> decision(act, !open && act.equals(acts.getLast())))
                .toList();
    }

    private static Decision decision(ActView act, boolean stands) {
        return new Decision(
                act.digest(),
                act.type(),
                act.author(),
                act.at(),
                texts(act, "terms", "tests"),
                text(
                        act,
                        "reasons",
                        act.type().equals("authorise") ? "proportionality" : "reasons"),
                text(act, "reasons", "narrowing"),
                text(act, "reasons", "cure"),
                stands);
    }

    private Law law(
            Docket docket,
            String state,
            boolean home,
            String measure,
            Set<DataCategory> categories) {
        var profile = composer.profiles(docket).of(Optional.of(state));
        return new Law(
                state,
                profile.isPresent(),
                profile.map(said -> kinds(said, home, measure, categories)).orElse(List.of()),
                profile.map(Profile::mostAccounts).orElse(0L),
                profile.map(Profile::mostDays).orElse(0L),
                profile.map(Profile::mostAuthorisedDays)
                        .filter(java.util.OptionalLong::isPresent)
                        .map(java.util.OptionalLong::getAsLong)
                        .orElse(null),
                profile.filter(said -> said.dualCriminality().contains(measure)).isPresent(),
                profile.flatMap(Profile::remedy).orElse(null));
    }

    /** Whoever may decide on every kind of data that is asked. */
    private static List<String> kinds(
            Profile profile, boolean home, String measure, Set<DataCategory> categories) {
        var side = home ? "REQUESTING" : "REQUESTED";
        var names = categories.stream().map(Enum::name).toList();
        var rows =
                profile.authorisations().stream()
                        .filter(row -> row.side().equals(side) && row.measure().equals(measure))
                        .filter(
                                row ->
                                        row.category().isEmpty()
                                                || row.category()
                                                        .filter(names::contains)
                                                        .isPresent())
                        .toList();
        if (rows.isEmpty()) return List.of();
        var kinds = EnumSet.allOf(Authorisation.Kind.class);
        rows.forEach(row -> kinds.retainAll(row.kinds()));
        return kinds.stream().map(Enum::name).toList();
    }

    private static Pleaded pleaded(DocketView view, Optional<ActView> act) {
        var assessed =
                view.acts().reversed().stream()
                        .filter(one -> one.type().equals("assess") && !one.overridden())
                        .findFirst()
                        .map(one -> one.sections().get("facts"))
                        .map(DocketView.SectionView::content)
                        .orElse(Map.of());
        return new Pleaded(
                said(act, "terms", "offenceTitle"),
                said(act, "terms", "statute"),
                said(act, "terms", "conventionArticle"),
                said(act, "terms", "maxMonths"),
                said(act, "terms", "maxMonthsRequested"),
                said(act, "facts", "summary"),
                said(act, "reasons", "proportionality"),
                said(act, "reasons", "lessIntrusiveMeans"),
                said(act, "reasons", "newSince"),
                String.valueOf(assessed.getOrDefault("offence.criminalInBoth", "")),
                view.safeguards(),
                assessed,
                answers(view));
    }

    private static List<Answer> answers(DocketView view) {
        return view.acts().stream()
                .filter(act -> act.type().equals("ask-information"))
                .map(
                        asked ->
                                new Answer(
                                        text(asked, "facts", "question"),
                                        view.acts().stream()
                                                .filter(
                                                        act ->
                                                                asked.digest()
                                                                        .equals(
                                                                                act.said(
                                                                                        "terms",
                                                                                        "question")))
                                                .map(act -> text(act, "facts", "answer"))
                                                .reduce((_, later) -> later)
                                                .orElse("")))
                .toList();
    }

    /** Account by account, category by category, and the period: each beside what is said of it. */
    private static List<Need> needs(ActView asked, Act act, List<Entry> decisions) {
        var allowed =
                decisions.isEmpty()
                        ? Optional.<Scope>empty()
                        : scope(decisions.getLast().act())
                                .or(
                                        () ->
                                                Optional.of(
                                                        new Scope(
                                                                Optional.of(Set.of()),
                                                                Set.of(),
                                                                Optional.empty(),
                                                                Optional.empty())));
        var scope = scope(act).orElseThrow();
        var whole = text(asked, "reasons", "proportionality");
        var needs = new ArrayList<Need>();
        for (var account : scope.accounts().orElse(Set.of()).stream().sorted().toList())
            needs.add(
                    need(
                            "ACCOUNT",
                            account,
                            ofOne(text(asked, "reasons", "needOfAccounts"), account),
                            whole,
                            allowed.map(
                                            limits ->
                                                    limits.accounts()
                                                            .map(named -> named.contains(account))
                                                            .orElse(false))
                                    .orElse(null)));
        for (var category : EnumSet.allOf(DataCategory.class))
            if (scope.includes(category))
                needs.add(
                        need(
                                "CATEGORY",
                                category.name(),
                                text(asked, "reasons", "needOfCategories"),
                                whole,
                                allowed.map(limits -> limits.includes(category)).orElse(null)));
        var period = text(asked, "reasons", "needOfPeriod");
        if (scope.from().isPresent())
            needs.add(
                    new Need(
                            "PERIOD",
                            "",
                            period.isBlank() ? whole : period,
                            !period.isBlank(),
                            allowed.map(limits -> limits.from().isPresent()).orElse(null),
                            allowed.flatMap(Scope::from).orElse(null),
                            allowed.flatMap(Scope::to).orElse(null)));
        return List.copyOf(needs);
    }

    private static Need need(
            String kind, String value, String own, String whole, @Nullable Boolean allowed) {
        return new Need(
                kind, value, own.isBlank() ? whole : own, !own.isBlank(), allowed, null, null);
    }

    /** Of several lines those that name the account, if any does. */
    private static String ofOne(String reasons, String account) {
        var naming = reasons.lines().filter(line -> line.contains(account)).toList();
        return naming.isEmpty() ? reasons : String.join("\n", naming);
    }

    private static String said(Optional<ActView> act, String section, String name) {
        return act.map(found -> text(found, section, name)).orElse("");
    }

    private static String text(ActView act, String section, String name) {
        return Objects.toString(act.said(section, name), "");
    }

    private static List<String> texts(ActView act, String section, String name) {
        return act.said(section, name) instanceof Collection<?> all
                ? all.stream().map(Object::toString).toList()
                : List.of();
    }
}

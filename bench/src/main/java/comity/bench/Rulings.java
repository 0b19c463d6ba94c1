package comity.bench;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Examples;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import comity.treaty.terms.Stage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** P4: a request ruled with every finding explained, against the same conditions as bare Java. */
final class Rulings {
    private static final Set<Stage> STAGES = EnumSet.allOf(Stage.class);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private Rulings() {}

    static void run(Path folder) throws Exception {
        var nation = new Nation();
        var profiles =
                new Profiles(Map.of(Nation.STATE, profile(Nation.STATE), "XB", profile("XB")));
        var book = Rulebook.current();
        var rules = book.digest(profiles);
        var authorisation = nation.authorise(rules);
        var envelope = nation.request(authorisation, rules);
        var docket = Docket.of(authorisation.header().docket(), List.of(authorisation));
        var author = envelope.header().author();
        var act = (Act.Request) Cooperation.read(envelope);
        var permission = (Act.Authorise) Cooperation.read(authorisation);
        var permitted = authorisation.digest();
        var office = author.office();
        var empty = Docket.empty(authorisation.header().docket());
        var ruling = book.ruling(docket, act, author, profiles, DAY);
        if (!(ruling instanceof Ruling.Permitted))
            throw new IllegalStateException("the request should be permitted: " + ruling);
        System.out.println(
                "Bare Java: the same conditions as &&, stopping at the first; no findings, citations, three values or profiles.");
        Duel.most("a request, all rules, one thread", "rulings/s")
                .side(
                        "comity: permitted",
                        () -> Duel.rate(() -> book.ruling(docket, act, author, profiles, DAY)))
                .side(
                        "comity: denied, every finding explained",
                        () -> Duel.rate(() -> book.ruling(empty, act, author, profiles, DAY)))
                .side(
                        "comity: every rule over facts, nothing found",
                        () -> Duel.rate(() -> book.assess(Examples.base(), STAGES, DAY)))
                .side(
                        "comity: every rule over no facts at all",
                        () -> Duel.rate(() -> book.assess(Facts.NONE, STAGES, DAY)))
                .side(
                        "comity: all options of a docket",
                        () -> Duel.rate(() -> book.options(docket, author, profiles, DAY)))
                .side(
                        "bare predicates in Java",
                        () ->
                                Duel.rate(
                                        () -> {
                                            if (!bare(act, permission, permitted, office))
                                                throw new IllegalStateException();
                                        }))
                .run();
    }

    private static Profile profile(String state) {
        return new Profile(
                state,
                Json.object()
                        .with("centralAuthority", state + ".central-authority")
                        .with("languages", Json.strings(List.of("en"))));
    }

    /** What Articles 2, 24 and 40 ask of this request, as one expression. */
    private static boolean bare(
            Act.Request act, Act.Authorise permission, Digest authorisation, String office) {
        var scope = act.scope();
        var limits = permission.scope();
        return office.equals("CAO")
                && (act.offence().isOfTheConvention()
                        || act.offence().maxMonthsRequesting().orElse(0L) >= 48)
                && !scope.accounts().orElseThrow().isEmpty()
                && !scope.categories().isEmpty()
                && !date(scope.to()).isBefore(date(scope.from()))
                && act.authorisation().filter(authorisation::equals).isPresent()
                && limits.categories().containsAll(scope.categories())
                && limits.accounts().orElseThrow().containsAll(scope.accounts().orElseThrow())
                && !date(scope.from()).isBefore(date(limits.from()))
                && !date(scope.to()).isAfter(date(limits.to()))
                && permission.requestedState().equals(act.requestedState())
                && said(act.conductingAuthority())
                && said(act.proceeding())
                && said(act.offence().title())
                && said(act.offence().statute())
                && said(act.assistance())
                && said(act.purpose())
                && said(act.summary().orElse(""))
                && said(act.proportionality().orElse(""))
                && said(act.lessIntrusiveMeans().orElse(""));
    }

    private static LocalDate date(Optional<LocalDate> day) {
        return day.orElseThrow();
    }

    private static boolean said(String text) {
        return !text.isBlank();
    }
}

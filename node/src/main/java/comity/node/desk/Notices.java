package comity.node.desk;

import comity.node.desk.NoticeView.Due;
import comity.node.desk.NoticeView.LetterView;
import comity.node.desk.NoticeView.Order;
import comity.node.desk.NoticeView.Part;
import comity.node.desk.NoticeView.Served;
import comity.node.desk.UnnotifiedView.Row;
import comity.node.desk.paper.Letter;
import comity.node.desk.work.Lists;
import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Errors;
import comity.treaty.rules.Secrecy;
import comity.treaty.rules.Secrecy.Owed;
import comity.treaty.rules.Timer;
import comity.treaty.rules.Timers;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who is told of a measure that was secret, by which letter (docs/decisions/0118). */
final class Notices {
    private static final int MOST = 200;

    private final Registry registry;
    private final Lists lists;
    private final Sight sight;
    private final String state;
    private final MeasureLetters letters;
    private final InstantSource clock;

    Notices(
            Registry registry,
            Lists lists,
            Sight sight,
            String state,
            MeasureLetters letters,
            InstantSource clock) {
        this.registry = registry;
        this.lists = lists;
        this.sight = sight;
        this.state = state;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * @param told who the letter is for
     * @param language of the letter, one of the six
     * @param account of whom it speaks; may be left empty where the docket names one or none
     * @param error of which serious error it speaks; empty where it speaks of the measure
     */
    NoticeView of(UUID id, String told, String language, String account, String error) {
        var docket = registry.read(id);
        var accounts = accounts(docket);
        var today = today();
        return new NoticeView(
                id,
                Secrecy.runs(docket, today),
                Secrecy.orders(docket).stream()
                        .map(
                                order ->
                                        new Order(
                                                order.act().hex(),
                                                order.state(),
                                                order.from(),
                                                order.until(),
                                                order.review(),
                                                order.lifted(),
                                                order.runs(today)))
                        .toList(),
                owed(docket).stream().map(owed -> due(docket, owed, today)).toList(),
                served(docket),
                accounts,
                errors(docket).stream().map(entry -> entry.digest().hex()).toList(),
                letter(docket, told, account, error, tongue(language), today)
                        .map(
                                letter ->
                                        view(
                                                letter,
                                                told,
                                                error.isEmpty()
                                                        ? chosen(accounts, account).orElse("")
                                                        : "",
                                                error))
                        .orElse(null));
    }

    private LetterView view(Letter letter, String told, String account, String error) {
        return new LetterView(
                told,
                account,
                error,
                letter.tag(),
                letter.direction(),
                letter.title(),
                letter.parts().stream()
                        .map(part -> new Part(part.heading(), part.lines()))
                        .toList(),
                letter.hash().hex());
    }

    /** Empty while it is secret, nothing was done, or it is not said of which account. */
    private Optional<Letter> letter(
            Docket docket,
            String told,
            String account,
            String error,
            Locale language,
            LocalDate today) {
        if (!error.isEmpty())
            return Optional.of(classified(docket, error))
                    .filter(_ -> !Secrecy.runs(docket, today))
                    .map(entry -> letters.ofError(docket, entry, language));
        return chosen(accounts(docket), account)
                .filter(_ -> MeasureLetters.mayBeTold(docket, today))
                .map(one -> letters.of(docket, told(told), one, language));
    }

    /** The serious errors of which this State tells whom they harmed. */
    private List<Entry> errors(Docket docket) {
        return Errors.serious(docket).stream().filter(this::isOwn).toList();
    }

    private Entry classified(Docket docket, String error) {
        return errors(docket).stream()
                .filter(entry -> entry.digest().hex().equals(error))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refused.with(
                                        400, "parameter.malformed", Map.of("parameter", "error")));
    }

    /** The letter on paper; refused while anything keeps the measure secret. */
    byte[] pdf(UUID id, String told, String language, String account, String error) {
        var docket = registry.read(id);
        var today = today();
        if (error.isEmpty()
                ? !MeasureLetters.mayBeTold(docket, today)
                : Secrecy.runs(docket, today)) throw Refused.with(409, "notice.secret", Map.of());
        return letter(docket, told, account, error, tongue(language), today)
                .orElseThrow(
                        () ->
                                Refused.with(
                                        400, "parameter.malformed", Map.of("parameter", "account")))
                .pdf();
    }

    /**
     * Whom this State could not find or is late to tell, on the dockets that these officers see.
     */
    UnnotifiedView unnotified(Collection<Officer> held) {
        var today = today();
        var seen = sight.by(List.copyOf(held));
        return new UnnotifiedView(
                lists.running(Timer.NOTICE, state, MOST).stream()
                        .filter(seen)
                        .map(registry::read)
                        .flatMap(
                                docket ->
                                        owed(docket).stream().map(owed -> row(docket, owed, today)))
                        .filter(row -> row.overdue() || row.notFound() != null)
                        .sorted(Comparator.comparing(Row::by).thenComparing(Row::docket))
                        .toList());
    }

    private Row row(Docket docket, Owed owed, LocalDate today) {
        var due = due(docket, owed, today);
        return new Row(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                due.told(),
                due.from(),
                due.by(),
                due.overdue(),
                due.notFound(),
                (int)
                        docket.all(Act.ReportNotFound.class).stream()
                                .filter(entry -> isOwn(entry))
                                .filter(
                                        entry ->
                                                ((Act.ReportNotFound) entry.act())
                                                        .told()
                                                        .filter(owed.told()::equals)
                                                        .isPresent())
                                .count());
    }

    private List<Owed> owed(Docket docket) {
        return Secrecy.owed(docket, registry.profiles(Timers.states(docket))).stream()
                .filter(owed -> owed.state().equals(state))
                .toList();
    }

    private static Due due(Docket docket, Owed owed, LocalDate today) {
        var by = owed.from().minusDays(1).plus(Timer.NOTICE.length().orElseThrow());
        return new Due(
                owed.told().name(),
                owed.from(),
                by,
                today.isAfter(by),
                owed.notFound().map(Notices::day).orElse(null),
                docket.entry(owed.measure())
                        .filter(entry -> entry.act() instanceof Act.ClassifyError)
                        .map(entry -> entry.digest().hex())
                        .orElse(""));
    }

    private List<Served> served(Docket docket) {
        return docket.all(Act.Notify.class).stream()
                .filter(this::isOwn)
                .map(
                        entry -> {
                            var proof = (Act.Notify) entry.act();
                            return new Served(
                                    entry.digest().hex(),
                                    proof.told().map(Enum::name).orElse(""),
                                    proof.channel().map(Enum::name).orElse(""),
                                    proof.servedOn().orElse(null),
                                    proof.hash());
                        })
                .toList();
    }

    private boolean isOwn(Entry entry) {
        return entry.header().author().state().equals(state);
    }

    private static List<String> accounts(Docket docket) {
        return docket.request()
                .map(entry -> (Act.Request) entry.act())
                .flatMap(request -> request.scope().accounts())
                .map(all -> all.stream().sorted().toList())
                .orElse(List.of());
    }

    /** The one of whom a letter speaks: of several it is chosen, so that none reads of another. */
    private static Optional<String> chosen(List<String> accounts, String account) {
        if (accounts.isEmpty()) return Optional.of("");
        if (accounts.size() == 1 && account.isEmpty()) return Optional.of(accounts.getFirst());
        return Optional.of(account).filter(accounts::contains);
    }

    private static Act.Told told(String word) {
        return switch (word) {
            case "PERSON" -> Act.Told.PERSON;
            case "HOLDER" -> Act.Told.HOLDER;
            default -> throw Refused.with(400, "parameter.malformed", Map.of("parameter", "told"));
        };
    }

    private static Locale tongue(String word) {
        var wanted = Locale.forLanguageTag(word);
        var known = Languages.nearest(wanted);
        if (!known.getLanguage().equals(wanted.getLanguage()))
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "language"));
        return known;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }
}

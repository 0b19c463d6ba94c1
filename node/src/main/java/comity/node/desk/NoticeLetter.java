package comity.node.desk;

import comity.node.desk.paper.Letter;
import comity.node.frame.Page;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.rules.Secrecy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the person concerned, or the account holder, reads: what was done by whom and under which
 * law, told from the acts, and how it is contested. It names one account, and gives no reason for
 * the secrecy.
 */
final class NoticeLetter {
    private final Docket docket;
    private final Optional<Profile> law;
    private final String state;
    private final String origin;
    private final UnaryOperator<String> names;
    private final Page words;

    /**
     * @param names what an authority is called in {@code language}
     */
    NoticeLetter(
            Docket docket,
            Optional<Profile> law,
            String state,
            String origin,
            UnaryOperator<String> names,
            Locale language) {
        this.names = names;
        this.docket = docket;
        this.law = law;
        this.state = state;
        this.origin = origin;
        this.words = new Page(language, "", "", "", List.of(), Set.of(), "", "", false);
        this.language = language;
    }

    private final Locale language;

    Letter to(Act.Told told, String account) {
        var parts = new ArrayList<Letter.Part>();
        parts.add(new Letter.Part("", opening(told)));
        parts.add(new Letter.Part(words.t("notice.what"), what(account)));
        parts.add(new Letter.Part(words.t("notice.done"), done()));
        parts.add(new Letter.Part(words.t("notice.law"), laws()));
        parts.add(new Letter.Part(words.t("notice.contest"), contest()));
        parts.add(
                new Letter.Part(
                        words.t("notice.from"),
                        List.of(
                                words.stateName(state),
                                words.t("notice.number", docket.id().toString()))));
        return new Letter(language, words.t("notice.title"), parts);
    }

    /**
     * What whoever was harmed by a mistake reads: what went wrong, who found that it was serious,
     * and what becomes of the data. Whom the proceeding is about is nothing to them.
     */
    Letter ofError(Entry classified) {
        var said = (Act.ClassifyError) classified.act();
        var report = said.report().flatMap(docket::entry);
        var parts = new ArrayList<Letter.Part>();
        parts.add(new Letter.Part("", openingOfError(report)));
        parts.add(new Letter.Part(words.t("notice.error.what"), mistake(report, classified)));
        parts.add(
                new Letter.Part(
                        words.t("notice.law"), List.of(words.t("notice.error.convention"))));
        parts.add(new Letter.Part(words.t("notice.contest"), contest()));
        parts.add(
                new Letter.Part(
                        words.t("notice.from"),
                        List.of(
                                words.stateName(state),
                                words.t("notice.number", docket.id().toString()))));
        return new Letter(language, words.t("notice.error.title"), parts);
    }

    private List<String> openingOfError(Optional<Entry> report) {
        var lines = new ArrayList<String>();
        report.flatMap(entry -> ((Act.ReportError) entry.act()).concerned())
                .filter(name -> !name.isBlank())
                .ifPresent(name -> lines.add(words.t("notice.to", name)));
        lines.add(words.t("notice.error.opening"));
        Secrecy.ends(docket)
                .ifPresent(end -> lines.add(filled("notice.error.secret", words.day(end))));
        return lines;
    }

    private List<String> mistake(Optional<Entry> report, Entry classified) {
        var lines = new ArrayList<String>();
        report.map(entry -> (Act.ReportError) entry.act())
                .ifPresent(
                        act -> {
                            act.kind()
                                    .ifPresent(
                                            kind ->
                                                    lines.add(
                                                            words.t(
                                                                    "notice.error.kind",
                                                                    words.worded(kind.name()))));
                            act.since()
                                    .ifPresent(
                                            since ->
                                                    lines.add(
                                                            filled(
                                                                    "notice.error.since",
                                                                    words.day(since))));
                        });
        report.ifPresent(entry -> lines.add(filled("notice.error.reported", day(entry))));
        lines.add(
                filled(
                        "notice.error.serious",
                        day(classified),
                        names.apply(classified.header().author().authority())));
        var said = (Act.ClassifyError) classified.act();
        said.decision()
                .ifPresent(
                        decision ->
                                lines.add(
                                        switch (decision) {
                                            case RELEASE -> words.t("notice.error.RELEASE");
                                            case DESTROY ->
                                                    filled(
                                                            "notice.error.DESTROY",
                                                            said.due().map(words::day).orElse("–"));
                                        }));
        return lines;
    }

    private String day(Entry entry) {
        return words.day(LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC));
    }

    private List<String> opening(Act.Told told) {
        var lines = new ArrayList<String>();
        if (told == Act.Told.PERSON)
            request()
                    .flatMap(request -> request.said().text("personName"))
                    .filter(name -> !name.isBlank())
                    .ifPresent(name -> lines.add(words.t("notice.to", name)));
        lines.add(
                Secrecy.orders(docket).isEmpty()
                        ? words.t("notice.opening.open")
                        : words.t("notice.opening." + told.name()));
        var from =
                Secrecy.orders(docket).stream()
                        .map(Secrecy.Order::from)
                        .min(Comparator.naturalOrder());
        var until = Secrecy.ends(docket);
        if (from.isPresent() && until.isPresent())
            lines.add(
                    filled(
                            "notice.secret-until",
                            words.day(from.get()),
                            words.day(
                                    until.get().isBefore(from.get()) ? from.get() : until.get())));
        return lines;
    }

    private List<String> what(String account) {
        var lines = new ArrayList<String>();
        if (!account.isEmpty()) lines.add(words.t("notice.account", account));
        request()
                .map(Act.Request::scope)
                .ifPresent(
                        scope -> {
                            if (!scope.categories().isEmpty())
                                lines.add(
                                        words.t(
                                                "notice.categories",
                                                words.worded(
                                                        scope.categories().stream()
                                                                .map(Enum::name)
                                                                .sorted()
                                                                .toList())));
                            if (scope.from().isPresent() && scope.to().isPresent())
                                lines.add(
                                        filled(
                                                "notice.period",
                                                words.day(scope.from().get()),
                                                words.day(scope.to().get())));
                        });
        return lines;
    }

    private List<String> done() {
        return docket.entries().stream()
                .filter(entry -> !entry.overridden())
                .flatMap(entry -> step(entry).stream())
                .distinct()
                .toList();
    }

    private Optional<String> step(Entry entry) {
        var author = entry.header().author();
        var day = words.day(LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC));
        var name =
                switch (entry.act()) {
                    case Act.Authorise _ -> "authorise";
                    case Act.Request _ -> "request";
                    case Act.Preserve _ -> "preserve";
                    case Act.AuthoriseExecution _ -> "authorise-execution";
                    case Act.Order _ -> "order";
                    case Act.Produce _ -> "produce";
                    case Act.Transmit _ -> "transmit";
                    default -> "";
                };
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        filled(
                                "notice.done." + name,
                                day,
                                names.apply(author.authority()),
                                words.stateName(author.state())));
    }

    private List<String> laws() {
        var lines = new ArrayList<String>();
        request()
                .ifPresent(
                        request -> {
                            if (!request.offence().title().isBlank())
                                lines.add(words.t("notice.offence", request.offence().title()));
                            request.said()
                                    .text("legalBasis")
                                    .filter(basis -> !basis.isBlank())
                                    .ifPresent(basis -> lines.add(words.t("notice.basis", basis)));
                        });
        lines.add(words.t("notice.convention"));
        return lines;
    }

    private List<String> contest() {
        var lines = new ArrayList<String>();
        var before = law.flatMap(Profile::remedyBefore);
        var source = law.flatMap(Profile::remedySource);
        if (before.isPresent())
            lines.add(filled("notice.before", before.get(), source.orElse("–")));
        else lines.add(words.t("notice.before.unsaid"));
        var days = law.map(Profile::remedyDays);
        lines.add(
                days.isPresent() && days.get().isPresent()
                        ? words.t("notice.days", Long.toString(days.get().getAsLong()))
                        : words.t("notice.days.unsaid"));
        lines.add(words.t("notice.complaint", origin + "/complaint"));
        return lines;
    }

    private Optional<Act.Request> request() {
        return docket.request().map(entry -> (Act.Request) entry.act());
    }

    private String filled(String key, String... facts) {
        var text = words.t(key);
        for (var i = 0; i < facts.length; i++) text = text.replace("{" + i + "}", facts[i]);
        return text;
    }
}

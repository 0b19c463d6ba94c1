package comity.node.law.profiles;

import comity.node.frame.Languages;
import comity.node.law.profiles.ProfilesView.Difference;
import comity.node.law.profiles.ProfilesView.Line;
import comity.node.law.profiles.ProfilesView.Part;
import comity.node.law.profiles.ProfilesView.Table;
import comity.record.act.Json;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileComparison;
import comity.treaty.law.ProfileTerms;
import comity.treaty.law.ProfileWords;
import comity.treaty.law.Shape;
import comity.treaty.law.Term;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A profile as people read it: every member under its title, every code worded. */
public final class Shown {
    private final Locale language;
    private final Map<String, Map<String, String>> authorities;

    /**
     * @param authorities names by language, by identifier
     */
    public Shown(Locale language, Map<String, Map<String, String>> authorities) {
        this.language = language;
        this.authorities = authorities;
    }

    List<Part> parts(Profile profile) {
        var whole = profile.whole();
        var parts = new ArrayList<Part>();
        var first = new ArrayList<Line>();
        for (var term : ProfileTerms.DOCUMENT.terms()) {
            var value = whole.get(term.name());
            if (value.isEmpty()) continue;
            switch (term.shape()) {
                case Shape.Group(var terms) -> {
                    if (value.get() instanceof Json.Obj group)
                        parts.add(part(term.name(), group, terms));
                }
                case Shape.Rows rows ->
                        parts.add(
                                new Part(
                                        term.name(),
                                        title(term.name()),
                                        List.of(),
                                        List.of(table(term.name(), value.get(), rows))));
                default -> first.add(line(term.name(), value.get(), term.shape()));
            }
        }
        parts.addFirst(new Part("document", "", first, List.of()));
        return parts;
    }

    private Part part(String path, Json.Obj group, List<Term> terms) {
        var lines = new ArrayList<Line>();
        var tables = new ArrayList<Table>();
        for (var term : terms) {
            var value = group.get(term.name());
            if (value.isEmpty()) continue;
            var place = path + "." + term.name();
            if (term.shape() instanceof Shape.Rows rows)
                tables.add(table(place, value.get(), rows));
            else lines.add(line(place, value.get(), term.shape()));
        }
        return new Part(path, title(path), lines, tables);
    }

    private String title(String path) {
        return ProfileWords.term(path, language);
    }

    private Line line(String path, Json value, Shape shape) {
        return new Line(title(path), values(value, shape));
    }

    private List<String> values(Json value, Shape shape) {
        if (shape instanceof Shape.Several(var each))
            return value instanceof Json.Arr(var items)
                    ? items.stream().map(item -> text(item, each)).toList()
                    : List.of();
        return List.of(text(value, shape));
    }

    private Table table(String path, Json value, Shape.Rows rows) {
        var items =
                value instanceof Json.Arr(var all)
                        ? all.stream()
                                .flatMap(
                                        item ->
                                                item instanceof Json.Obj row
                                                        ? Stream.of(row)
                                                        : Stream.empty())
                                .toList()
                        : List.<Json.Obj>of();
        // A column in which nobody says anything is no column.
        var terms =
                rows.terms().stream()
                        .filter(
                                term ->
                                        items.stream()
                                                .anyMatch(row -> row.get(term.name()).isPresent()))
                        .toList();
        return new Table(
                title(path),
                terms.stream().map(term -> title(path + "." + term.name())).toList(),
                items.stream()
                        .map(
                                row ->
                                        terms.stream()
                                                .map(
                                                        term ->
                                                                row.get(term.name())
                                                                        .map(
                                                                                cell ->
                                                                                        String.join(
                                                                                                ", ",
                                                                                                values(
                                                                                                        cell,
                                                                                                        term
                                                                                                                .shape())))
                                                                        .orElse(""))
                                                .toList())
                        .toList());
    }

    private String text(Json value, Shape shape) {
        return switch (value) {
            case Json.Bool(var truth) -> ProfileWords.code(Boolean.toString(truth), language);
            case Json.Int(var number) -> Long.toString(number);
            case Json.Str(var word) -> worded(word, shape);
            case Json.Obj object ->
                    object.members().entrySet().stream()
                            .map(member -> text(member.getValue(), within(shape, member.getKey())))
                            .collect(Collectors.joining(", "));
            case Json.Arr(var items) ->
                    items.stream().map(item -> text(item, shape)).collect(Collectors.joining(", "));
            case Json.Real _, Json.Null() -> "";
        };
    }

    private static Shape within(Shape shape, String name) {
        var terms =
                switch (shape) {
                    case Shape.Group(var within) -> within;
                    case Shape.Rows(_, var within) -> within;
                    default -> List.<Term>of();
                };
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .map(Term::shape)
                .findFirst()
                .orElse(new Shape.Text(0));
    }

    private String worded(String word, Shape shape) {
        return switch (shape) {
            case Shape.Day() -> day(word);
            case Shape.State() -> Languages.stateName(word, language) + " (" + word + ")";
            case Shape.StateOrAll() ->
                    word.equals("*")
                            ? "*"
                            : Languages.stateName(word, language) + " (" + word + ")";
            case Shape.Language() ->
                    Locale.forLanguageTag(word).getDisplayName(language) + " (" + word + ")";
            case Shape.Authority() -> authority(word);
            case Shape.Code _ -> code(word);
            case Shape.Several(var each) -> worded(word, each);
            default -> word;
        };
    }

    String authority(String id) {
        var names = authorities.getOrDefault(id, Map.of());
        return Optional.ofNullable(names.get(language.getLanguage()))
                .or(() -> Optional.ofNullable(names.get("en")))
                .map(name -> name + " (" + id + ")")
                .orElse(id);
    }

    String code(String code) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().equals(code))
                .map(day -> day.getDisplayName(TextStyle.FULL_STANDALONE, language))
                .findFirst()
                .orElseGet(() -> ProfileWords.code(code, language));
    }

    private String day(String word) {
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(language)
                    .format(LocalDate.parse(word));
        } catch (DateTimeException _) {
            return word;
        }
    }

    public List<Difference> differences(Profile before, Profile after) {
        return ProfileComparison.of(before, after).stream()
                .map(
                        change ->
                                new Difference(
                                        title(change.path()),
                                        row(change.row()),
                                        said(change.before(), change.path()),
                                        said(change.after(), change.path()),
                                        change.direction().name()))
                .toList();
    }

    /** What a row is told from others by: codes in words, everything else as it stands. */
    private String row(String key) {
        return Stream.of(key.split(", ")).map(this::code).collect(Collectors.joining(", "));
    }

    private String said(Optional<Json> value, String path) {
        return value.map(json -> text(json, shape(path))).orElse("");
    }

    /** The shape at a path of the catalogue. */
    private static Shape shape(String path) {
        Shape shape = ProfileTerms.DOCUMENT;
        for (var name : path.split("\\.")) shape = within(shape, name);
        return shape;
    }
}

package comity.node.law.profiles;

import comity.node.law.profiles.ProfilesView.Choice;
import comity.node.law.profiles.ProfilesView.Field;
import comity.node.law.profiles.ProfilesView.Row;
import comity.node.law.profiles.ProfilesView.Rows;
import comity.node.law.profiles.ProfilesView.Section;
import comity.record.act.Json;
import comity.treaty.law.Problem;
import comity.treaty.law.ProfileTerms;
import comity.treaty.law.ProfileWords;
import comity.treaty.law.Shape;
import comity.treaty.law.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * A profile's document as a form, and back. A field is named by its place ({@code
 * authorisations.0.side}). What was typed and is not what it should be stays in the document as
 * words, so that the reader refuses it at its place and the form shows it again.
 */
final class ProfileForm {
    /** Of a list: that it is whole, also if nothing is in it. */
    static final String SAID = ".said";

    private static final int MOST_ROWS = 2_000;

    private final Locale language;
    private final List<String> authorities;
    private final List<Problem> problems;
    private final Shown shown;

    ProfileForm(
            Locale language, Map<String, Map<String, String>> authorities, List<Problem> problems) {
        this.language = language;
        this.authorities = List.copyOf(authorities.keySet());
        this.problems = problems;
        this.shown = new Shown(language, authorities);
    }

    /**
     * @param more of which list further rows are wanted; empty for none
     */
    List<Section> sections(Json.Obj document, String more) {
        var sections = new ArrayList<Section>();
        var first = new ArrayList<Field>();
        for (var term : ProfileTerms.DOCUMENT.terms()) {
            var name = term.name();
            if (name.equals("format") || name.equals("state")) continue;
            switch (term.shape()) {
                case Shape.Group(var terms) ->
                        sections.add(
                                group(name, document.object(name).orElse(Json.EMPTY), terms, more));
                case Shape.Rows rows ->
                        sections.add(
                                new Section(
                                        name,
                                        title(name),
                                        List.of(),
                                        List.of(rows(name, rows, document, more))));
                case Shape.Several(Shape.Code _) ->
                        sections.add(
                                new Section(
                                        name,
                                        title(name),
                                        List.of(field(name, term, document)),
                                        List.of()));
                default -> first.add(field(name, term, document));
            }
        }
        sections.addFirst(new Section("document", "", first, List.of()));
        return sections;
    }

    private Section group(String path, Json.Obj group, List<Term> terms, String more) {
        var fields = new ArrayList<Field>();
        var tables = new ArrayList<Rows>();
        for (var term : terms) {
            var place = path + "." + term.name();
            if (term.shape() instanceof Shape.Rows rows) tables.add(rows(place, rows, group, more));
            else fields.add(field(place, term, group));
        }
        return new Section(path, title(path), fields, tables);
    }

    private Rows rows(String path, Shape.Rows rows, Json.Obj parent, String more) {
        var items = parent.items(last(path));
        var views = new ArrayList<Row>();
        var free = items.isEmpty() ? 1 : more.equals(path) ? 3 : 0;
        for (var i = 0; i < items.size() + free; i++) {
            var row =
                    i < items.size() && items.get(i) instanceof Json.Obj object
                            ? object
                            : Json.EMPTY;
            var place = path + "." + i;
            views.add(
                    new Row(
                            place,
                            rows.terms().stream()
                                    .map(term -> field(place + "." + term.name(), term, row))
                                    .toList(),
                            errors(place)));
        }
        return new Rows(path, title(path), parent.get(last(path)).isPresent(), views, errors(path));
    }

    private Field field(String name, Term term, Json.Obj parent) {
        var value = parent.get(term.name());
        var kind =
                switch (term.shape()) {
                    case Shape.Text(var most) -> most > 500 ? "area" : "text";
                    case Shape.Truth() -> "truth";
                    case Shape.Whole _ -> "number";
                    case Shape.Day() -> "day";
                    case Shape.Code _, Shape.Authority() -> "one";
                    case Shape.Several(Shape.Code _) -> "many";
                    case Shape.Several _,
                            Shape.State(),
                            Shape.StateOrAll(),
                            Shape.Language(),
                            Shape.Zone(),
                            Shape.Group _,
                            Shape.Rows _ ->
                            "text";
                };
        var chosen = value.map(ProfileForm::words).orElse(List.of());
        return new Field(
                name,
                title(plain(name)),
                kind,
                term.required(),
                String.join(" ", chosen),
                value.isPresent(),
                codes(term.shape())
                        .map(
                                code ->
                                        new Choice(
                                                code,
                                                term.shape() instanceof Shape.Authority
                                                        ? shown.authority(code)
                                                        : shown.code(code),
                                                chosen.contains(code)))
                        .toList(),
                kind.equals("many") ? under(name) : errors(name));
    }

    private Stream<String> codes(Shape shape) {
        return switch (shape) {
            case Shape.Code(var codes) -> codes.stream();
            case Shape.Several(var each) -> codes(each);
            case Shape.Authority() -> authorities.stream();
            case Shape.Truth() -> Stream.of("true", "false");
            default -> Stream.empty();
        };
    }

    private static List<String> words(Json value) {
        return switch (value) {
            case Json.Str(var text) -> List.of(text);
            case Json.Int(var number) -> List.of(Long.toString(number));
            case Json.Bool(var truth) -> List.of(Boolean.toString(truth));
            case Json.Arr(var items) ->
                    items.stream().flatMap(item -> words(item).stream()).toList();
            case Json.Obj _, Json.Real _, Json.Null() -> List.of();
        };
    }

    private List<String> errors(String name) {
        return problems.stream()
                .filter(problem -> place(problem).equals(name) || missing(problem).equals(name))
                .map(problem -> problem.reason(language))
                .toList();
    }

    /** Of a field that holds a list: what is wrong with it or with one of its items. */
    private List<String> under(String name) {
        return problems.stream()
                .filter(
                        problem ->
                                place(problem).equals(name)
                                        || place(problem).startsWith(name + ".")
                                        || missing(problem).equals(name))
                .map(problem -> problem.reason(language))
                .toList();
    }

    /** The field that a problem is about. */
    static String place(Problem problem) {
        return problem.pointer().isEmpty() ? "" : problem.pointer().substring(1).replace('/', '.');
    }

    private static String missing(Problem problem) {
        if (!problem.code().equals("member.missing")) return "";
        var place = place(problem);
        var member = problem.facts().getOrDefault("member", "");
        return place.isEmpty() ? member : place + "." + member;
    }

    private String title(String path) {
        return ProfileWords.term(path, language);
    }

    private static String plain(String name) {
        return name.replaceAll("\\.\\d+", "");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The document that a form's fields make. */
    static Json.Obj document(String state, MultiValueMap<String, String> typed) {
        return group("", ProfileTerms.DOCUMENT.terms(), typed)
                .with("format", ProfileTerms.FORMAT)
                .with("state", state);
    }

    private static Json.Obj group(
            String prefix, List<Term> terms, MultiValueMap<String, String> typed) {
        var members = new LinkedHashMap<String, Json>();
        for (var term : terms) {
            var name = prefix + term.name();
            switch (term.shape()) {
                case Shape.Group(var within) -> {
                    var inner = group(name + ".", within, typed);
                    if (!inner.members().isEmpty()) members.put(term.name(), inner);
                }
                case Shape.Rows rows -> {
                    var items = rows(name, rows, typed);
                    if (!items.isEmpty() || typed.containsKey(name + SAID))
                        members.put(term.name(), new Json.Arr(items));
                }
                case Shape.Several(var each) -> {
                    var items =
                            typed.getOrDefault(name, List.of()).stream()
                                    .flatMap(text -> Stream.of(text.split("[,;\\s]+")))
                                    .filter(word -> !word.isBlank())
                                    .map(word -> value(word, each))
                                    .toList();
                    if (!items.isEmpty() || typed.containsKey(name + SAID))
                        members.put(term.name(), new Json.Arr(items));
                }
                default -> {
                    var text = typed.getFirst(name);
                    if (text != null && !text.isBlank())
                        members.put(
                                term.name(),
                                value(text.strip().replace("\r\n", "\n"), term.shape()));
                }
            }
        }
        return new Json.Obj(members);
    }

    private static List<Json> rows(
            String name, Shape.Rows rows, MultiValueMap<String, String> typed) {
        var numbers = new TreeSet<Integer>();
        for (var key : typed.keySet()) {
            if (!key.startsWith(name + ".")) continue;
            var rest = key.substring(name.length() + 1);
            var number = rest.substring(0, Math.max(0, rest.indexOf('.')));
            if (number.matches("\\d{1,4}")) numbers.add(Integer.parseInt(number));
        }
        var items = new ArrayList<Json>();
        for (var number : numbers) {
            if (items.size() >= MOST_ROWS) break;
            var row = group(name + "." + number + ".", rows.terms(), typed);
            if (!row.members().isEmpty()) items.add(row);
        }
        return items;
    }

    private static Json value(String text, Shape shape) {
        if (shape instanceof Shape.Whole
                && text.matches("-?(0|[1-9]\\d{0,14})")
                && !text.equals("-0")) return new Json.Int(Long.parseLong(text));
        if (shape instanceof Shape.Truth && (text.equals("true") || text.equals("false")))
            return new Json.Bool(text.equals("true"));
        return new Json.Str(text);
    }
}

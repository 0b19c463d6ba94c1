package comity.node.law.route;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.treaty.assessment.Assessor;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.Fact;
import comity.treaty.facts.FactsReader.Problem;
import comity.treaty.rules.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A document as a form that is filled with it: what the chosen measure may turn on, grouped by who
 * says it, each question with what stands there and what is wrong with that.
 */
public final class RouteForm {
    /** Follow from the rows of identifiers and treaties and from the period. */
    private static final Set<Fact> DRAWN =
            EnumSet.of(Fact.MEASURE, Fact.ACCOUNTS, Fact.DAYS, Fact.IN_FORCE, Fact.OTHER_TREATY);

    private static final List<Fact.Owner> OWNERS =
            List.of(Fact.Owner.DRAFTER, Fact.Owner.REVIEWER, Fact.Owner.LAW, Fact.Owner.CLOCK);

    private final Json.Obj document;
    private final Locale language;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final int more;

    private RouteForm(Json.Obj document, Locale language, int more) {
        this.document = document;
        this.language = language;
        this.more = more;
        flatten("", document);
    }

    /**
     * @param more rows to offer beyond those that are filled
     */
    static RouteForm of(Json.Obj document, Locale language, int more) {
        return new RouteForm(document, language, more);
    }

    /** With what is wrong at its field, and on which line of a file it stood. */
    static RouteForm refused(Json.Obj document, MatterReader.Read read, Locale language) {
        var form = new RouteForm(document, language, 1);
        for (var problem : read.problems()) {
            form.wrong.putIfAbsent(problem.path(), kind(problem));
            form.lines.putIfAbsent(problem.path(), read.line(problem));
        }
        return form;
    }

    /** One question and what stands there. */
    public record Question(Fact fact, String meaning, List<String> values, Optional<String> wrong) {
        public String id() {
            return fact.path();
        }

        public String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }

        public boolean holds(String value) {
            return values.contains(value);
        }
    }

    /** Questions about one thing. */
    public record Group(String name, List<Question> questions) {}

    /** What one of those who say things is asked. */
    public record Section(Fact.Owner owner, boolean open, List<Group> groups) {}

    /** One of several: an identifier, a treaty. */
    public record Row(
            String name, int number, Map<String, String> cells, Map<String, String> wrong) {
        public String cell(String member) {
            return cells.getOrDefault(member, "");
        }

        public String id(String member) {
            return name + "." + number + "." + member;
        }

        public Optional<String> wrong(String member) {
            return Optional.ofNullable(wrong.get(member));
        }
    }

    public String value(String path) {
        var stands = values.getOrDefault(path, List.of());
        return stands.isEmpty() ? "" : stands.getFirst();
    }

    public Optional<String> wrong(String path) {
        return Optional.ofNullable(wrong.get(path));
    }

    /** Every problem by the field that it is at. */
    public Map<String, String> problems() {
        return wrong;
    }

    /** On which line of the file it stood; zero if it was typed. */
    public int line(String path) {
        return lines.getOrDefault(path, 0);
    }

    /** Where on the page the field of a problem is. */
    public String anchor(String path) {
        var anchor = path.replaceAll("\\[(\\d+)]", ".$1");
        return anchor.equals("period") ? "period.from" : anchor;
    }

    public String json() {
        return CanonicalJson.text(document);
    }

    public List<String> measures() {
        return Fact.MEASURE.codes();
    }

    public String code(String code) {
        return Wording.code(code, language);
    }

    /** In this order of who says it; what nobody but the State itself need say comes folded. */
    public List<Section> sections() {
        var asked = EnumSet.copyOf(Assessor.asked(value("measure")));
        asked.removeAll(DRAWN);
        for (var fact : Fact.values())
            if (values.containsKey(fact.path()) && fact != Fact.MEASURE) asked.add(fact);
        var sections = new ArrayList<Section>();
        for (var owner : OWNERS) {
            var groups = new LinkedHashMap<String, List<Question>>();
            for (var fact : asked) {
                if (fact.owner() != owner) continue;
                var dot = fact.path().indexOf('.');
                groups.computeIfAbsent(
                                dot < 0 ? "request" : fact.path().substring(0, dot),
                                _ -> new ArrayList<>())
                        .add(question(fact));
            }
            var said =
                    groups.values().stream()
                            .flatMap(List::stream)
                            .anyMatch(one -> !one.value().isEmpty() || one.wrong().isPresent());
            if (!groups.isEmpty())
                sections.add(
                        new Section(
                                owner,
                                owner == Fact.Owner.DRAFTER || said,
                                groups.entrySet().stream()
                                        .map(group -> new Group(group.getKey(), group.getValue()))
                                        .toList()));
        }
        return sections;
    }

    private Question question(Fact fact) {
        return new Question(
                fact,
                Wording.meaning(fact, language),
                values.getOrDefault(fact.path(), List.of()),
                wrong(fact.path()));
    }

    /** The rows that are filled, and some more. */
    public List<Row> rows(String list) {
        var rows = new ArrayList<Row>();
        for (var item : document.items(list)) {
            var cells = new LinkedHashMap<String, String>();
            if (item instanceof Json.Obj row)
                row.members().forEach((name, value) -> cells.put(name, shown(value)));
            rows.add(row(list, rows.size(), cells));
        }
        var wanted = Math.max(1, rows.size() + more);
        while (rows.size() < wanted) rows.add(row(list, rows.size(), Map.of()));
        return rows;
    }

    private Row row(String list, int number, Map<String, String> cells) {
        var here = new LinkedHashMap<String, String>();
        var prefix = list + "[" + number + "].";
        wrong.forEach(
                (path, kind) -> {
                    if (path.startsWith(prefix)) here.put(path.substring(prefix.length()), kind);
                });
        return new Row(list, number, cells, here);
    }

    private void flatten(String prefix, Json.Obj object) {
        object.members()
                .forEach(
                        (name, value) -> {
                            if (value instanceof Json.Obj inner)
                                flatten(prefix + name + ".", inner);
                            else if (value instanceof Json.Arr(var items))
                                values.put(
                                        prefix + name,
                                        items.stream().map(RouteForm::shown).toList());
                            else values.put(prefix + name, List.of(shown(value)));
                        });
    }

    private static String shown(Json value) {
        return switch (value) {
            case Json.Str(var text) -> text;
            case Json.Bool(var truth) -> Boolean.toString(truth);
            case Json.Int(var number) -> Long.toString(number);
            case Json.Real _, Json.Null _, Json.Arr _, Json.Obj _ -> CanonicalJson.text(value);
        };
    }

    /** What kind of thing is wrong, for the page to say in the reader's language. */
    private static String kind(Problem problem) {
        var path = problem.path();
        var member = path.substring(path.lastIndexOf('.') + 1);
        if (Fact.of(path).isPresent())
            return switch (Fact.of(path).get()) {
                case ACCOUNTS, DAYS -> "count";
                case Fact fact when fact.kind() == Fact.Kind.NUMBER -> "number";
                case Fact _ -> "choice";
            };
        if (path.startsWith("zones.")) return "zone";
        if (path.equals("requested") || path.equals("requesting")) return "state";
        if (path.equals("period")) return "period";
        return switch (member) {
            case "from", "to", "day", "asOf" -> "day";
            case "kind", "instrument", "inForce" ->
                    path.contains("inForce") ? "in-force" : "choice";
            case "value" -> "value";
            case "port" -> "port";
            case "at" -> "time";
            case "source" -> "source";
            default -> "unknown";
        };
    }
}

package comity.node.desk;

import comity.node.desk.DocketView.ActView;
import comity.node.desk.OptionView.FieldView;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Struck;
import comity.treaty.docket.Type;
import comity.treaty.rules.Openings;
import comity.treaty.rules.Retention;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Secrecy;
import comity.treaty.terms.Measure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/** An act's form: from what was typed to what the act says, and back. */
public final class Forms {
    /** Which act a field that holds a digest may name. */
    private static final Map<String, String> NAMED =
            Map.ofEntries(
                    Map.entry("request", "request"),
                    Map.entry("application", "apply"),
                    Map.entry("order", "order"),
                    Map.entry("transmission", "transmit"),
                    Map.entry("assessment", "assess"),
                    Map.entry("preservation", "preserve"),
                    Map.entry("renews", "preserve"),
                    Map.entry("consultation", "consult"),
                    Map.entry("consentSought", "ask-consent"),
                    Map.entry("consent", "consent"),
                    Map.entry("question", "ask-information"),
                    Map.entry("hold", "hold"),
                    Map.entry("erasure", "erase"),
                    Map.entry("comparison", "compare"),
                    Map.entry("errorReport", "report-error"),
                    Map.entry("ofError", "classify-error"),
                    Map.entry("mark", "mark"),
                    Map.entry("suspension", "remedy"),
                    Map.entry("ordered", "remedy"),
                    Map.entry("admission", "admit"),
                    Map.entry("seal", "seal-docket"),
                    Map.entry("handover", "hand-over"));

    /** Acts under which evidence may be touched (W-081). */
    private static final Set<String> PERMITTING =
            Set.of(
                    "order",
                    "authorise-execution",
                    "confirm-receipt",
                    "transmit",
                    "authorise",
                    "request",
                    "inform",
                    "decide-set-aside",
                    "rule-on-mark");

    /** Sections whose members are said again by later acts in the same words. */
    private static final Set<String> REPEATED = Set.of("terms", "subject");

    /** Fields that hold the hash of an exhibit, and not of an act. */
    private static final Set<String> NAMES_EXHIBIT =
            Set.of("exhibit", "narrowed", "handled", "openedExhibits");

    private static final Set<Type> ADMITS =
            Set.of(Type.ADMIT, Type.EXTEND_ADMISSION, Type.END_ADMISSION, Type.COUNT_OUTAGE);

    private static final Set<Type> SEALS = Set.of(Type.SEAL_DOCKET, Type.UNSEAL_DOCKET);

    private static final Set<Type> ERRORS = Set.of(Type.REPORT_ERROR, Type.CLASSIFY_ERROR);

    /** Acts in which something is asked, obtained or handed over. */
    private static final Set<String> MISTAKABLE =
            Set.of(
                    "request",
                    "inform",
                    "preserve",
                    "order",
                    "produce",
                    "transmit",
                    "confirm-receipt",
                    "transfer-onward",
                    "hand-over",
                    "derive",
                    "import-evidence",
                    "disclose",
                    "disclose-exculpatory");

    /** Who is admitted: chosen by name, and named on the docket by a pseudonym. */
    static final String COUNSEL = "counsel";

    private static final String MEASURE = Cooperation.TERMS + ".measure";

    private Forms() {}

    /**
     * A field with what stands in it. {@code choices} are values and what a reader sees of them.
     */
    public record Entry(FieldView field, List<String> values, Map<String, String> choices) {
        public String name() {
            return field.section() + "." + field.name();
        }

        public String value() {
            return String.join("\n", values);
        }

        /** Whether it has to be said and is asked in one place, and nothing stands there. */
        public boolean lacking() {
            return field.required() && !shape().equals("many") && value().isBlank();
        }

        public boolean holds(String value) {
            return values.contains(value);
        }

        /** A manifest in a line: how many files it names, and its digest. */
        public String manifest(String value) {
            var said = Forms.read(value) instanceof Json.Obj signed ? signed : Json.EMPTY;
            var manifest = said.object("manifest").orElse(Json.EMPTY);
            return manifest.text("tool").orElse("")
                    + " · "
                    + manifest.items("files").size()
                    + " · "
                    + Digest.of(manifest).hex();
        }

        /** How it is asked: line, text, number, date, one, many. */
        public String shape() {
            if (field.name().equals(COUNSEL)) return "one";
            return switch (field.kind()) {
                case "LONG_TEXT", "TEXTS" -> "text";
                case "NUMBER" -> "number";
                case "DATE" -> "date";
                case "DIGEST", "SAFEGUARD", "OUTCOME", "TRUTH", "CODE" -> "one";
                case "DIGESTS",
                        "SECTIONS",
                        "CATEGORIES",
                        "CONDUCT",
                        "GROUNDS",
                        "CODES",
                        "EXHIBITS",
                        "MANIFESTS" ->
                        "many";
                default -> "line";
            };
        }
    }

    /** The content by section, as a program would send it. */
    static Json.Obj content(Type type, MultiValueMap<String, String> typed) {
        var sections = new LinkedHashMap<String, Json>();
        for (var field : Options.fields(type)) {
            var values =
                    typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .toList();
            if (values.isEmpty()) continue;
            var section =
                    sections.getOrDefault(field.section(), Json.EMPTY) instanceof Json.Obj begun
                            ? begun
                            : Json.EMPTY;
            sections.put(field.section(), section.with(field.name(), json(field, values)));
        }
        return new Json.Obj(sections);
    }

    private static Json json(FieldView field, List<String> values) {
        return switch (field.kind()) {
            case "NUMBER" -> number(field, values.getFirst());
            case "TEXTS" -> texts(values.stream().flatMap(String::lines));
            case "DIGESTS", "SECTIONS", "CATEGORIES", "CONDUCT", "GROUNDS", "CODES" ->
                    texts(values.stream());
            case "EXHIBITS", "MANIFESTS" -> new Json.Arr(values.stream().map(Forms::read).toList());
            default -> new Json.Str(values.getFirst().replace("\r\n", "\n"));
        };
    }

    private static Json number(FieldView field, String value) {
        if (!value.matches("[0-9]{1,9}"))
            throw Refused.with(400, "field.misshapen", Map.of("field", field.name()));
        return new Json.Int(Long.parseLong(value));
    }

    private static Json texts(Stream<String> values) {
        return new Json.Arr(
                values.map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .<Json>map(Json.Str::new)
                        .toList());
    }

    private static Json read(String text) {
        try {
            return JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw Refused.with(400, "field.misshapen", Map.of("field", "exhibits"));
        }
    }

    /** The form of {@code type}: what was typed, else what the docket already says. */
    static List<Entry> entries(
            Type type, MultiValueMap<String, String> typed, Optional<DocketView> docket) {
        var acts = docket.map(DocketView::acts).orElse(List.of()).reversed();
        var unasked = unasked(type, typed, acts);
        return Options.fields(type).stream()
                .map(
                        field -> {
                            var choices = choices(type, field, acts, typed);
                            var said = typed.get(field.section() + "." + field.name());
                            var begun =
                                    said == null
                                            ? ConditionForms.begin(
                                                    type, field.name(), acts, choices)
                                            : Optional.<List<String>>empty();
                            if (begun.isPresent()) return new Entry(field, begun.get(), choices);
                            if (said == null && Openings.isOne(type))
                                return new Entry(field, awaited(field, choices), choices);
                            if (said == null && ADMITS.contains(type))
                                return new Entry(field, admission(field, choices), choices);
                            if (said == null && type == Type.CALL_BACK)
                                return new Entry(field, called(field, docket, choices), choices);
                            if (said == null && ERRORS.contains(type))
                                return new Entry(field, mistaken(field, choices), choices);
                            // How long and why a judge says each time anew.
                            if (said == null && SEALS.contains(type))
                                return new Entry(field, latest(field, "seal", choices), choices);
                            if (said == null && Secrecy.isOne(type))
                                return new Entry(field, secret(field, choices), choices);
                            if (said == null && Retention.tellsOfIt(type))
                                return new Entry(field, kept(field, docket, choices), choices);
                            return new Entry(field, values(field, typed, acts, choices), choices);
                        })
                .filter(entry -> !unasked.contains(entry.name()) || !entry.value().isBlank())
                .toList();
    }

    /**
     * Where a form on retention begins: with what was proposed, and with the other State. What
     * other acts say is nothing to it.
     */
    private static List<String> kept(
            FieldView field, Optional<DocketView> docket, Map<String, String> choices) {
        var proposed =
                docket.map(DocketView::acts).orElse(List.of()).reversed().stream()
                        .filter(act -> act.type().equals("propose-erasure"))
                        .map(act -> said(act, field))
                        .filter(said -> !said.isEmpty())
                        .findFirst();
        return switch (field.name()) {
            case "sections" -> proposed.orElse(List.copyOf(choices.keySet()));
            case "law" -> proposed.orElse(List.of());
            case "proposal", "hold", "erasure", "duty", "suspension", "ordered" ->
                    choices.keySet().stream().limit(1).toList();
            case "partner" -> docket.flatMap(Forms::partner).stream().toList();
            default -> List.of();
        };
    }

    /** An opening begins with nothing but what is answered: nobody opens what nobody chose. */
    private static List<String> awaited(FieldView field, Map<String, String> choices) {
        return field.name().equals("proposal")
                ? choices.keySet().stream().limit(1).toList()
                : List.of();
    }

    /** What is named is the latest of its type; nothing else is taken from earlier acts. */
    private static List<String> latest(FieldView field, String name, Map<String, String> choices) {
        return field.name().equals(name) ? choices.keySet().stream().limit(1).toList() : List.of();
    }

    /**
     * An admission begins with nothing but the one that it changes: a judge opens what they chose.
     */
    private static List<String> admission(FieldView field, Map<String, String> choices) {
        return field.name().equals("admission")
                ? choices.keySet().stream().limit(1).toList()
                : List.of();
    }

    /**
     * A call begins with the request and the number to call. What somebody heard in an earlier one
     * is nothing that the next hears.
     */
    private static List<String> called(
            FieldView field, Optional<DocketView> docket, Map<String, String> choices) {
        return switch (field.name()) {
            case "request" -> choices.keySet().stream().limit(1).toList();
            case "numberCalled" ->
                    docket
                            .map(view -> view.call().number())
                            .filter(number -> !number.isEmpty())
                            .stream()
                            .toList();
            default -> List.of();
        };
    }

    /** A report begins with nothing: whoever writes it says what it is about. */
    private static List<String> mistaken(FieldView field, Map<String, String> choices) {
        return field.name().equals("errorReport")
                ? choices.keySet().stream().limit(1).toList()
                : List.of();
    }

    /** Secrecy begins with the last order of one's own State, and with no day that others named. */
    private static List<String> secret(FieldView field, Map<String, String> choices) {
        return field.name().equals("secrecy")
                ? choices.keySet().stream().limit(1).toList()
                : List.of();
    }

    private static Optional<String> partner(DocketView docket) {
        var own =
                docket.acts().stream()
                        .filter(ActView::own)
                        .map(act -> act.author().state())
                        .findFirst();
        return Stream.of(docket.parties().requesting(), docket.parties().requested())
                .filter(state -> !state.isEmpty() && !own.filter(state::equals).isPresent())
                .findFirst();
    }

    /** The same form with those who can be admitted, by their pseudonyms here. */
    static List<Entry> withCounsel(List<Entry> entries, Map<String, String> counsel) {
        return entries.stream()
                .map(
                        entry -> {
                            if (!entry.field().name().equals(COUNSEL)) return entry;
                            var choices = new LinkedHashMap<String, String>();
                            counsel.forEach((key, name) -> choices.put(key, "@" + name));
                            entry.values().stream()
                                    .filter(value -> !value.isBlank())
                                    .forEach(value -> choices.putIfAbsent(value, "@"));
                            return new Entry(entry.field(), entry.values(), choices);
                        })
                .toList();
    }

    /** What the measure does not need; nothing, while no measure is known. */
    private static Set<String> unasked(
            Type type, MultiValueMap<String, String> typed, List<ActView> newestFirst) {
        if (type == Type.ASSESS) return notAssessed(newestFirst);
        var measure =
                Optional.ofNullable(typed.getFirst(MEASURE))
                        .flatMap(Measure::of)
                        .or(() -> permitted(newestFirst));
        if (type != Type.REQUEST || measure.isEmpty()) return Set.of();
        return Cooperation.fields(type).stream()
                .filter(field -> !field.askedFor(measure.get()))
                .map(field -> field.section() + "." + field.name())
                .collect(Collectors.toSet());
    }

    /** What no rule asks where the measure that was requested is executed. */
    private static Set<String> notAssessed(List<ActView> newestFirst) {
        return newestFirst.stream()
                .filter(act -> act.type().equals("request"))
                .findFirst()
                .map(act -> act.said(Cooperation.TERMS, "measure"))
                .map(String::valueOf)
                .flatMap(Measure::of)
                .map(measure -> Rulebook.current().toAssess(measure.name()))
                .map(
                        asked ->
                                Cooperation.fields(Type.ASSESS).stream()
                                        .filter(field -> field.fact().isPresent())
                                        .filter(field -> !asked.contains(field.fact().get()))
                                        .map(field -> field.section() + "." + field.name())
                                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** The measure that the court's authorisation speaks of: of its most intrusive category. */
    private static Optional<Measure> permitted(List<ActView> newestFirst) {
        return newestFirst.stream()
                .filter(act -> act.type().equals("authorise"))
                .findFirst()
                .map(act -> act.said(Cooperation.TERMS, "categories"))
                .flatMap(
                        said -> {
                            if (!(said instanceof Collection<?> categories))
                                return Optional.empty();
                            if (categories.contains("CONTENT"))
                                return Optional.of(Measure.PRODUCE_CONTENT);
                            return Optional.of(
                                    categories.contains("TRAFFIC")
                                            ? Measure.PRODUCE_TRAFFIC
                                            : Measure.PRODUCE_SUBSCRIBER);
                        });
    }

    private static List<String> values(
            FieldView field,
            MultiValueMap<String, String> typed,
            List<ActView> newestFirst,
            Map<String, String> choices) {
        var values = typed.get(field.section() + "." + field.name());
        if (values != null) return List.copyOf(values);
        if (field.name().equals("measure"))
            return permitted(newestFirst).map(Measure::name).stream().toList();
        if (field.kind().equals("DIGEST"))
            return field.required() ? choices.keySet().stream().limit(1).toList() : List.of();
        // Nobody touches everything because nothing was chosen.
        if (field.name().equals("handled") || field.name().equals("openedExhibits"))
            return List.of();
        if (field.kind().equals("DIGESTS")) return List.copyOf(choices.keySet());
        if (field.kind().equals("EXHIBITS")) {
            var derived = derived(newestFirst).keySet();
            return choices.keySet().stream().filter(key -> !derived.contains(key)).toList();
        }
        if (!REPEATED.contains(field.section())
                || field.kind().equals("SAFEGUARD")
                || field.kind().equals("OUTCOME")) return List.of();
        return newestFirst.stream()
                .map(act -> said(act, field))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> said(ActView act, FieldView field) {
        var said = act.said(field.section(), field.name());
        if (said == null) return List.of();
        return said instanceof Collection<?> all
                ? all.stream().map(Object::toString).toList()
                : List.of(said.toString());
    }

    private static Map<String, String> choices(
            Type type,
            FieldView field,
            List<ActView> newestFirst,
            MultiValueMap<String, String> typed) {
        var choices = new LinkedHashMap<String, String>();
        if (NAMES_EXHIBIT.contains(field.name()) || field.name().equals("setAside")) {
            hashes(newestFirst, field.name().equals("setAside")).forEach(choices::put);
            if (type == Type.DESTROY) condemned(newestFirst).forEach(choices::putIfAbsent);
            typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> choices.putIfAbsent(value, ""));
            return choices;
        }
        if (field.name().equals("quarantined") || field.name().equals("mistakenActs")) {
            choices.putAll(
                    field.name().equals("quarantined")
                            ? exhibitsByName(newestFirst)
                            : mistakable(newestFirst));
            typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> choices.putIfAbsent(value, ""));
            return choices;
        }
        if (field.name().equals("struck")) {
            choices.putAll(strikable(newestFirst));
            typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> choices.putIfAbsent(value, ""));
            return choices;
        }
        if (ConditionForms.namesExhibits(field.name())) {
            choices.putAll(ConditionForms.transmitted(newestFirst));
            typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> choices.putIfAbsent(value, ""));
            return choices;
        }
        switch (field.kind()) {
            case "DIGEST" ->
                    newestFirst.stream()
                            .filter(act -> names(type, field, act))
                            .forEach(act -> choices.put(act.digest(), act.type()));
            case "DIGESTS" ->
                    newestFirst.stream()
                            .filter(act -> act.internal() && act.own())
                            .forEach(act -> choices.put(act.digest(), act.type()));
            case "SECTIONS" -> newestFirst.reversed().forEach(act -> sections(type, act, choices));
            case "EXHIBITS" -> exhibits(type, newestFirst).forEach(choices::put);
            default -> field.choices().forEach(choice -> choices.put(choice, "word"));
        }
        if (List.of("DIGEST", "EXHIBITS", "MANIFESTS").contains(field.kind()))
            typed.getOrDefault(field.section() + "." + field.name(), List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> choices.putIfAbsent(value, ""));
        return choices;
    }

    /** What of an act is here and may be erased; or all that oversight may open, used or not. */
    private static void sections(Type form, ActView act, Map<String, String> choices) {
        if (form == Type.PROPOSE_OPENING) {
            if (Type.of(act.type()).filter(Openings::isOne).isEmpty())
                act.sections()
                        .keySet()
                        .forEach(name -> choices.put(act.digest() + "/" + name, act.type()));
            return;
        }
        if (Type.of(act.type()).filter(Retention::tellsOfIt).isPresent()) return;
        act.sections()
                .forEach(
                        (name, section) -> {
                            if (!section.withheld()
                                    && Type.of(act.type())
                                            .filter(type -> Retention.tellsOfIt(type, name))
                                            .isEmpty())
                                choices.put(act.digest() + "/" + name, act.type());
                        });
    }

    private static boolean names(Type type, FieldView field, ActView act) {
        return switch (field.name()) {
            case "duty" -> act.type().equals("erase") && !act.own();
            case "about" -> true;
            case "secrecy" -> act.own() && keepsSecret(act);
            case "proposal" ->
                    act.type()
                            .equals(
                                    type == Type.ANSWER_OPENING
                                            ? "propose-opening"
                                            : "propose-erasure");
            case "decided" ->
                    act.type().equals("decide-set-aside") || act.type().equals("classify-error");
            case "declined" -> act.type().equals("request") || act.type().equals("apply");
            case "under" -> PERMITTING.contains(act.type());
            case "authorisation" ->
                    act.type().equals(type == Type.REQUEST ? "authorise" : "authorise-execution");
            default ->
                    act.type().equals(NAMED.get(field.name()))
                            || act.type().equals(ConditionForms.NAMED.get(field.name()));
        };
    }

    private static boolean keepsSecret(ActView act) {
        return act.type().equals("delay-notice")
                || Stream.of("confidential", "doNotNotify")
                        .anyMatch(asked -> "TRUE".equals(act.said(Cooperation.TERMS, asked)));
    }

    /** Every exhibit that an act here names, by its hash; or those alone that were set aside. */
    private static Map<String, String> hashes(List<ActView> newestFirst, boolean setAside) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst) {
            if (!(act.said("exhibits", "exhibits") instanceof List<?> all)) continue;
            for (var exhibit : all)
                if (exhibit instanceof Map<?, ?> one
                        && (!setAside || "SET_ASIDE".equals(one.get("standing"))))
                    found.putIfAbsent(String.valueOf(one.get("sha256")), "");
        }
        return found;
    }

    /**
     * What a judge may strike: this State's decisions that stand, and every exhibit, after an @ by
     * name.
     */
    private static Map<String, String> strikable(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst.reversed())
            if (act.own()
                    && !act.overridden()
                    && Type.of(act.type()).filter(Struck::isStrikable).isPresent())
                found.put(act.digest(), act.type());
        exhibitsByName(newestFirst).forEach(found::putIfAbsent);
        return found;
    }

    /** Every exhibit that an act here names, after an @ by name. */
    private static Map<String, String> exhibitsByName(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst.reversed())
            if (act.said("exhibits", "exhibits") instanceof List<?> all)
                for (var exhibit : all)
                    if (exhibit instanceof Map<?, ?> one)
                        found.putIfAbsent(String.valueOf(one.get("sha256")), "@" + one.get("name"));
        return found;
    }

    /** What an oversight body has had destroyed as a mistake, as the reports name it. */
    private static Map<String, String> condemned(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst) {
            if (!act.type().equals("classify-error")
                    || !"DESTROY".equals(act.said(Cooperation.TERMS, "decision"))) continue;
            var report = String.valueOf(act.said(Cooperation.TERMS, "errorReport"));
            for (var reported : newestFirst)
                if (reported.digest().equals(report)) named(reported, newestFirst, found);
        }
        return found;
    }

    private static void named(
            ActView report, List<ActView> newestFirst, Map<String, String> found) {
        if (report.said(Cooperation.TERMS, "quarantined") instanceof List<?> all)
            all.forEach(exhibit -> found.put(String.valueOf(exhibit), ""));
        if (report.said(Cooperation.TERMS, "mistakenActs") instanceof List<?> acts)
            found.putAll(
                    exhibitsByName(
                            newestFirst.stream()
                                    .filter(act -> acts.contains(act.digest()))
                                    .toList()));
    }

    private static Map<String, String> mistakable(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst)
            if (MISTAKABLE.contains(act.type())) found.put(act.digest(), act.type());
        return found;
    }

    private static Map<String, String> exhibits(Type type, List<ActView> newestFirst) {
        var source = type == Type.CONFIRM_RECEIPT ? "transmit" : "produce";
        var found = new LinkedHashMap<String, String>();
        if (type == Type.PRODUCE) return found;
        if (type == Type.TRANSMIT) {
            var compared = compared(newestFirst);
            if (!compared.isEmpty()) {
                compared.putAll(derived(newestFirst));
                return compared;
            }
            found.putAll(derived(newestFirst));
        }
        for (var act : newestFirst) {
            if (act.type().equals(source)
                    && act.said("exhibits", "exhibits") instanceof List<?> all)
                for (var exhibit : all)
                    if (exhibit instanceof Map<?, ?> one)
                        found.put(text(one), String.valueOf(one.get("name")));
        }
        return found;
    }

    /** Once it was compared, what lies within, or was not read, may be transmitted. */
    private static Map<String, String> compared(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst) {
            if (!act.type().equals("compare")
                    || !(act.said("exhibits", "exhibits") instanceof List<?> all)) continue;
            for (var exhibit : all) {
                if (!(exhibit instanceof Map<?, ?> one) || "SET_ASIDE".equals(one.get("standing")))
                    continue;
                var named = new LinkedHashMap<Object, Object>(one);
                named.remove("standing");
                named.remove("why");
                found.put(text(named), String.valueOf(one.get("name")));
            }
        }
        return found;
    }

    /** What was made of exhibits here: offered, and chosen by nobody but whoever transmits. */
    private static Map<String, String> derived(List<ActView> newestFirst) {
        var found = new LinkedHashMap<String, String>();
        for (var act : newestFirst)
            if (act.type().equals("derive")
                    && act.own()
                    && act.said("exhibits", "exhibits") instanceof List<?> all)
                for (var exhibit : all)
                    if (exhibit instanceof Map<?, ?> one)
                        found.put(text(one), String.valueOf(one.get("name")));
        return found;
    }

    private static String text(Map<?, ?> exhibit) {
        return new String(CanonicalJson.bytes(json(exhibit)), StandardCharsets.UTF_8);
    }

    private static Json json(Object plain) {
        return switch (plain) {
            case Long number -> new Json.Int(number);
            case Boolean truth -> new Json.Bool(truth);
            case Collection<?> all -> new Json.Arr(all.stream().map(Forms::json).toList());
            case Map<?, ?> members -> {
                var json = new LinkedHashMap<String, Json>();
                members.forEach((name, value) -> json.put(name.toString(), json(value)));
                yield new Json.Obj(json);
            }
            default -> new Json.Str(plain.toString());
        };
    }

    /** A draft's content as the form would have sent it. */
    static void fill(Json.Obj content, MultiValueMap<String, String> typed) {
        Plain.of(content)
                .forEach(
                        (section, said) -> {
                            if (!(said instanceof Map<?, ?> members)) return;
                            members.forEach(
                                    (name, value) -> {
                                        var all = new ArrayList<String>();
                                        if (value instanceof Collection<?> many)
                                            for (var one : many)
                                                all.add(
                                                        one instanceof Map<?, ?> exhibit
                                                                ? text(exhibit)
                                                                : one.toString());
                                        else all.add(value.toString());
                                        typed.putIfAbsent(section + "." + name, all);
                                    });
                        });
    }
}

package comity.node.desk;

import comity.node.desk.WriterView.Asked;
import comity.node.desk.WriterView.Locked;
import comity.node.desk.WriterView.Step;
import comity.record.act.Json;
import comity.treaty.docket.Field;
import comity.treaty.docket.Form;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.forms.Guide;
import comity.treaty.forms.RequestDocument;
import comity.treaty.rules.Wording;
import comity.treaty.terms.Measure;
import comity.treaty.translation.AuthenticTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * One draft under the guided writer's hand: its form and measure, what stands in it, and what has
 * been translated. The translation is the draft's alone: an act says each thing once.
 */
record Writing(Drafts.Draft draft, Type type, Form form, Optional<Measure> measure) {
    private static final String TRANSLATION = "translation";
    private static final String LANGUAGE = "language";

    /** The draft as the writer's; empty if its form is none of the fourteen. */
    static Optional<Writing> of(Drafts.Draft draft) {
        var measure =
                draft.content()
                        .object("terms")
                        .flatMap(terms -> terms.text("measure"))
                        .flatMap(Measure::of);
        return Type.of(draft.type())
                .flatMap(
                        type ->
                                Guide.form(type, measure)
                                        .map(
                                                form ->
                                                        new Writing(
                                                                draft,
                                                                type,
                                                                form,
                                                                sought(form, measure))));
    }

    private static Optional<Measure> sought(Form form, Optional<Measure> stated) {
        return stated.filter(form.measures()::contains)
                .or(() -> form.measures().stream().sorted().findFirst());
    }

    List<Field> fields() {
        return measure.map(form::fields).orElseGet(form::fields);
    }

    /** What an act would say: what the form asks, and nothing that another measure had asked. */
    Json.Obj said() {
        return RequestDocument.of(form, measure, draft.content()).said();
    }

    /**
     * What is to be kept: what was typed, and what stands in fields that this measure does not ask,
     * so that a change of mind loses nothing.
     */
    Json.Obj with(MultiValueMap<String, String> typed) {
        var all = new LinkedMultiValueMap<String, String>();
        Forms.fill(draft.content(), all);
        // An unchecked box sends nothing; every other field that was shown sends what stands in it.
        for (var field : fields())
            if (many(field)) all.remove(field.section() + "." + field.name());
        typed.forEach(all::put);
        var content = Forms.content(type, all);
        var translation = new LinkedHashMap<String, Json>();
        draft.content().object(TRANSLATION).ifPresent(kept -> translation.putAll(kept.members()));
        typed.forEach(
                (name, values) -> {
                    if (!name.startsWith(TRANSLATION + ".")) return;
                    var key = name.substring(TRANSLATION.length() + 1);
                    var text = String.join("\n", values).replace("\r\n", "\n").strip();
                    if (text.isEmpty()) translation.remove(key);
                    else if (key.length() <= 100) translation.put(key, new Json.Str(text));
                });
        return translation.isEmpty()
                ? content
                : content.with(TRANSLATION, new Json.Obj(translation));
    }

    private static boolean many(Field field) {
        return switch (field.kind()) {
            case DIGESTS, SECTIONS, CATEGORIES, CONDUCT, GROUNDS, CODES, EXHIBITS, MANIFESTS ->
                    true;
            case TEXT,
                    LONG_TEXT,
                    NUMBER,
                    DATE,
                    DIGEST,
                    TEXTS,
                    SAFEGUARD,
                    OUTCOME,
                    STATE,
                    TRUTH,
                    CODE,
                    NAMED_TEXTS ->
                    false;
        };
    }

    Json.Obj translation() {
        return draft.content().object(TRANSLATION).orElse(Json.EMPTY);
    }

    Optional<Locale> translated() {
        return translation().text(LANGUAGE).map(Locale::forLanguageTag).flatMap(Writing::known);
    }

    /** The language that the request says it is written in; else the reader's. */
    Locale written(Locale reader) {
        return draft.content()
                .object("terms")
                .flatMap(terms -> terms.text("language"))
                .map(Locale::forLanguageTag)
                .filter(language -> !language.getLanguage().isEmpty())
                .orElse(reader);
    }

    /** The form in parts, each thing with its article, its hint and its locked terms. */
    List<Step> steps(Optional<DocketView> docket, Locale reader) {
        var typed = new LinkedMultiValueMap<String, String>();
        Forms.fill(draft.content(), typed);
        var entries = new LinkedHashMap<String, Forms.Entry>();
        for (var entry : Forms.entries(type, typed, docket)) entries.put(entry.name(), entry);
        var steps = new ArrayList<Step>();
        Guide.parts(form, measure)
                .forEach(
                        (part, fields) -> {
                            var asked =
                                    fields.stream()
                                            .map(field -> asked(field, entries, reader))
                                            .toList();
                            steps.add(
                                    new Step(
                                            part.name(),
                                            asked,
                                            asked.stream()
                                                    .filter(a -> a.entry().lacking())
                                                    .count()));
                        });
        return List.copyOf(steps);
    }

    private Asked asked(Field field, Map<String, Forms.Entry> entries, Locale reader) {
        var name = field.section() + "." + field.name();
        var found = entries.get(name);
        if (found == null) throw new IllegalStateException("no entry for " + name);
        var entry = field.name().equals("measure") ? ofForm(found) : found;
        var free = field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.LONG_TEXT;
        return new Asked(
                entry,
                Guide.place(field).article(),
                field.fact().map(Fact::path).filter(path -> !field.name().equals(path)).orElse(""),
                free && translated().isPresent() && !entry.value().isBlank(),
                translation().text(name).orElse(""),
                free ? locked(entry.value(), translation().text(name), reader) : List.of());
    }

    /** Only the form's own measures may be chosen. */
    private Forms.Entry ofForm(Forms.Entry entry) {
        var choices = new LinkedHashMap<>(entry.choices());
        choices.keySet()
                .removeIf(word -> Measure.of(word).filter(form.measures()::contains).isEmpty());
        return new Forms.Entry(entry.field(), List.of(measure.map(Enum::name).orElse("")), choices);
    }

    /** The Convention's terms in a text, and what the translation has to call them. */
    private List<Locked> locked(String text, Optional<String> translation, Locale reader) {
        var into = translated();
        var from = known(written(reader));
        if (into.isEmpty() || from.isEmpty()) return List.of();
        var said = AuthenticTerms.in(translation.orElse(""), into.get());
        var seen = new LinkedHashSet<String>();
        var locked = new ArrayList<Locked>();
        for (var one : AuthenticTerms.in(text, from.get())) {
            if (!seen.add(one.term().key())) continue;
            var term = AuthenticTerms.term(one.term().key(), into.get()).orElseThrow();
            locked.add(
                    new Locked(
                            text.substring(one.start(), one.end()),
                            term.word(),
                            term.certainty() == AuthenticTerms.Certainty.SEEN,
                            said.stream().anyMatch(held -> held.term().key().equals(term.key()))));
        }
        return List.copyOf(locked);
    }

    private static Optional<Locale> known(Locale language) {
        return Wording.LANGUAGES.stream()
                .filter(one -> one.getLanguage().equals(language.getLanguage()))
                .findFirst();
    }

    /** The period's first and last moment, in the zone that was named; universal time without. */
    List<Instant> period() {
        var terms = draft.content().object("terms").orElse(Json.EMPTY);
        try {
            var zone = terms.text("timeZone").map(ZoneId::of).orElse(ZoneOffset.UTC);
            var from = terms.text("from").map(LocalDate::parse);
            var to = terms.text("to").map(LocalDate::parse);
            if (from.isEmpty() || to.isEmpty()) return List.of();
            return List.of(
                    from.get().atStartOfDay(zone).toInstant(),
                    to.get().plusDays(1).atStartOfDay(zone).toInstant());
        } catch (DateTimeException _) {
            return List.of();
        }
    }
}

package comity.treaty.translation;

import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An act as a translator has it before them: each of its texts. Lists (of accounts, of names) and
 * codes need no translation: papers and pages say codes in every language.
 *
 * @param texts of the sections that are here
 * @param absent sections that may hold texts and are not here: withheld, or erased
 * @param accounts and other names of the act's lists, which stand in every translation as written
 */
public record Original(
        Type type,
        Optional<String> language,
        List<Text> texts,
        Set<String> absent,
        Set<String> accounts) {
    /** They are codes, though they are typed as text. */
    private static final Set<String> CODES = Set.of("language", "timeZone");

    private static final Set<String> NAMES =
            Set.of("accounts", "transactions", "evidenceHashes", "chain", "virtualAddress");

    public Original {
        texts = List.copyOf(texts);
        absent = Set.copyOf(absent);
        accounts = Set.copyOf(accounts);
    }

    /** One field's text. */
    public record Text(String section, String field, boolean isLong, String words) {
        /** Whether it has words beside its identifiers: what has none stands as it is. */
        public boolean asksForTranslation() {
            return Identifiers.hasWords(words);
        }
    }

    /** Empty for an act of a type that this version does not know, and for a translation. */
    public static Optional<Original> of(Envelope act) {
        return Type.of(act.header().type())
                .filter(type -> type != Type.TRANSLATE)
                .map(type -> of(act, type));
    }

    private static Original of(Envelope act, Type type) {
        var texts = new ArrayList<Text>();
        var absent = new TreeSet<String>();
        var names = new TreeSet<String>();
        for (var field : Cooperation.fields(type)) {
            var content = act.content(field.section());
            if (NAMES.contains(field.name()))
                content.ifPresent(said -> names.addAll(all(said, field.name())));
            if (!isFree(field)) continue;
            if (content.isEmpty()) absent.add(field.section());
            content.flatMap(said -> said.text(field.name()))
                    .filter(words -> !words.isBlank())
                    .ifPresent(
                            words ->
                                    texts.add(
                                            new Text(
                                                    field.section(),
                                                    field.name(),
                                                    field.kind() == Field.Kind.LONG_TEXT,
                                                    words)));
        }
        return new Original(
                type,
                act.content(Cooperation.TERMS)
                        .flatMap(terms -> terms.text("language"))
                        .filter(tag -> !tag.isBlank()),
                texts,
                absent,
                names);
    }

    private static List<String> all(Json.Obj said, String name) {
        return said.text(name).map(List::of).orElseGet(() -> said.texts(name));
    }

    private static boolean isFree(Field field) {
        return (field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.LONG_TEXT)
                && !CODES.contains(field.name());
    }

    /** A term of the Convention in a text, and what it is called in the other language. */
    public record Locked(String written, AuthenticTerms.Term term, boolean held) {}

    /**
     * The Convention's terms in a text, each once, and whether its translation uses them. None for
     * languages that are not the Convention's: it has no authentic terms in them.
     */
    public static List<Locked> locked(String words, String from, String translation, String into) {
        var source = known(from);
        var target = known(into);
        if (source.isEmpty() || target.isEmpty()) return List.of();
        var said = AuthenticTerms.in(translation, target.get());
        var seen = new TreeSet<String>();
        var locked = new ArrayList<Locked>();
        for (var one : AuthenticTerms.in(words, source.get())) {
            if (!seen.add(one.term().key())) continue;
            var term = AuthenticTerms.term(one.term().key(), target.get()).orElseThrow();
            locked.add(
                    new Locked(
                            words.substring(one.start(), one.end()),
                            term,
                            said.stream().anyMatch(held -> held.term().key().equals(term.key()))));
        }
        return List.copyOf(locked);
    }

    /** One of the Convention's languages, by its tag: the language alone counts, not the region. */
    public static Optional<Locale> known(String tag) {
        var dash = tag.indexOf('-');
        var language = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
        return AuthenticTerms.LANGUAGES.contains(language)
                ? Optional.of(Locale.of(language))
                : Optional.empty();
    }
}

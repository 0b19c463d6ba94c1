package comity.node.desk.paper;

import comity.node.frame.Page;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One language's side of a sheet: its labels, its coded words, and its text where it has one. */
final class Column {
    private final Page words;
    private final Locale language;
    private final Sheet sheet;
    private final Terms terms;

    Column(Sheet sheet, Locale language, Terms terms) {
        this.words = new Page(language, "", "", "", List.of(), Set.of(), "", "", false);
        this.language = language;
        this.sheet = sheet;
        this.terms = terms;
    }

    String tag() {
        return language.getLanguage();
    }

    String direction() {
        return words.rightToLeft() ? "rtl" : "ltr";
    }

    String t(String key) {
        return printed(words.t(key));
    }

    String t(String key, Object fact) {
        return printed(words.t(key, fact));
    }

    String label(Field field) {
        return printed(words.label(field.name()));
    }

    /** The six words of the act's digest, which other readers see as well. */
    String checkWords() {
        return printed(CheckWords.of(new Digest(sheet.digest())).line(language));
    }

    /** Our own Arabic is printed without vowel signs, which the printer would set apart. */
    private static String printed(String text) {
        return Html.text(text.replaceAll("[\u064B-\u0652]", ""));
    }

    /** The value of {@code field} as it stands in this language. */
    String value(Field field, Json value) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, TEXTS ->
                    field.name().equals("language") && value instanceof Json.Str(var tag)
                            ? Html.text(languageName(Locale.forLanguageTag(tag)))
                            : free(field, value);
            case STATE ->
                    value instanceof Json.Str(var state)
                            ? Html.text(words.stateName(state)) + " (" + Html.text(state) + ")"
                            : "";
            case DATE -> value instanceof Json.Str(var day) ? day(day) : "";
            case NUMBER ->
                    value instanceof Json.Int(var number) ? Html.text(Long.toString(number)) : "";
            case SAFEGUARD -> value instanceof Json.Str(var word) ? Html.text(word) : "";
            case OUTCOME, TRUTH, CODE -> value instanceof Json.Str(var word) ? word(word) : "";
            case CATEGORIES, CONDUCT, GROUNDS, CODES ->
                    texts(value).stream().map(this::word).collect(Collectors.joining("<br/>"));
            case DIGEST, DIGESTS, SECTIONS ->
                    texts(value).stream()
                            .map(
                                    digest ->
                                            "<span class=\"digest\" dir=\"ltr\">"
                                                    + Html.text(Page.grouped(digest))
                                                    + "</span>")
                            .collect(Collectors.joining("<br/>"));
            case MANIFESTS ->
                    value instanceof Json.Arr(var items)
                            ? items.stream()
                                    .map(Digest::of)
                                    .map(Digest::hex)
                                    .map(
                                            digest ->
                                                    "<span class=\"digest\" dir=\"ltr\">"
                                                            + Html.text(Page.grouped(digest))
                                                            + "</span>")
                                    .collect(Collectors.joining("<br/>"))
                            : "";
            // No form asks for them: a translation is no form.
            case NAMED_TEXTS -> "";
            case EXHIBITS ->
                    value instanceof Json.Arr(var items)
                            ? items.stream()
                                    .map(
                                            item ->
                                                    item instanceof Json.Obj exhibit
                                                            ? exhibit.text("name").orElse("")
                                                            : "")
                                    .map(Html::text)
                                    .collect(Collectors.joining("<br/>"))
                            : "";
        };
    }

    /**
     * Free text is never translated by a program: it is shown as it was written, in the column of
     * its own language if there is one; the other shows the translation that a person entered, or
     * says that there is none.
     */
    private String free(Field field, Json value) {
        var path = field.section() + "." + field.name();
        var written = String.join("\n", texts(value));
        var beside = Optional.ofNullable(sheet.translations().get(tag()));
        var translation = beside.flatMap(one -> one.texts().text(path));
        if (tag().equals(sheet.written().getLanguage())) return text(written, sheet.written());
        if (translation.isPresent())
            return text(translation.get(), language) + note(translatedBy(beside.orElseThrow()));
        // What carries no words of a language (an address, a file number) needs no translation.
        if (field.kind() == Field.Kind.TEXTS) return text(written, sheet.written());
        return text(written, sheet.written())
                + note(words.t("writer.paper.as-written", languageName(sheet.written())));
    }

    private String translatedBy(Sheet.Translation beside) {
        if (beside.on().isEmpty())
            return words.t("writer.paper.translated", languageName(sheet.written()));
        return words.t("translation.paper", beside.by() + ", " + words.day(beside.on().get()));
    }

    private String text(String text, Locale of) {
        var direction = of.getLanguage().equals("ar") ? "rtl" : "ltr";
        return "<div class=\"free\" lang=\"%s\" dir=\"%s\">%s</div>"
                .formatted(of.toLanguageTag(), direction, terms.marked(text, of));
    }

    private static String note(String text) {
        return "<div class=\"note\">" + printed(text) + "</div>";
    }

    String languageName(Locale of) {
        return of.getDisplayLanguage(language);
    }

    private String word(String word) {
        return terms.label("word." + word, t("word." + word));
    }

    private String day(String day) {
        try {
            return Html.text(
                            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                    .withLocale(language)
                                    .format(LocalDate.parse(day)))
                    + " <span class=\"digest\" dir=\"ltr\">"
                    + Html.text(day)
                    + "</span>";
        } catch (DateTimeException _) {
            return Html.text(day);
        }
    }

    private static List<String> texts(Json value) {
        return switch (value) {
            case Json.Str(var text) -> List.of(text);
            case Json.Arr(var items) ->
                    items.stream().flatMap(item -> texts(item).stream()).toList();
            default -> Optional.of(value).map(Object::toString).stream().toList();
        };
    }
}

package comity.node.desk;

import comity.treaty.translation.AuthenticTerms;
import comity.treaty.translation.Identifiers;
import comity.treaty.translation.Original;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text that somebody else wrote, cut so that a page can show what it is made of: terms of the
 * Convention, identifiers, and characters that are not seen but turn the direction of what follows
 * (T22). Each stands isolated, so that nothing in one text reorders another.
 */
public final class Pieces {
    /** What turns directions, joins nothing, or is not seen; joiners of scripts are left alone. */
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "[\\u061C\\u200B\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF\\u00AD&&[^\\n\\t]]|[\\p{Cc}&&[^\\n\\t\\r]]");

    private static final List<Character.UnicodeScript> ALPHABETS =
            List.of(
                    Character.UnicodeScript.LATIN,
                    Character.UnicodeScript.CYRILLIC,
                    Character.UnicodeScript.GREEK,
                    Character.UnicodeScript.ARABIC);

    private Pieces() {}

    /**
     * A part of a text.
     *
     * @param kind {@code text}, {@code term}, {@code identifier}, or {@code hidden}: then the text
     *     is the character's number
     */
    public record Piece(String kind, String text) {}

    /** The whole text, in order. */
    static List<Piece> of(String text, String language) {
        var marks = new ArrayList<Mark>();
        Original.known(language)
                .ifPresent(
                        known ->
                                AuthenticTerms.in(text, known)
                                        .forEach(
                                                term ->
                                                        marks.add(
                                                                new Mark(
                                                                        "term",
                                                                        term.start(),
                                                                        term.end()))));
        Identifiers.places(text)
                .forEach(place -> marks.add(new Mark("identifier", place.start(), place.end())));
        marks.sort(java.util.Comparator.comparingInt(Mark::start));
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (var mark : marks) {
            if (mark.start() < at) continue;
            add(pieces, "text", text.substring(at, mark.start()));
            add(pieces, mark.kind(), text.substring(mark.start(), mark.end()));
            at = mark.end();
        }
        add(pieces, "text", text.substring(at));
        return List.copyOf(pieces);
    }

    private record Mark(String kind, int start, int end) {}

    private static void add(List<Piece> pieces, String kind, String text) {
        var at = 0;
        var hidden = HIDDEN.matcher(text);
        while (hidden.find()) {
            if (hidden.start() > at)
                pieces.add(new Piece(kind, text.substring(at, hidden.start())));
            pieces.add(new Piece("hidden", number(hidden.group().codePointAt(0))));
            at = hidden.end();
        }
        if (at < text.length()) pieces.add(new Piece(kind, text.substring(at)));
    }

    private static String number(int point) {
        return "U+%04X".formatted(point);
    }

    /**
     * What in a text may not be what it looks like: hidden characters, and identifiers that mix
     * alphabets or are written in decomposed letters, with the numbers of those characters.
     */
    static Set<String> strange(String text) {
        var found = new LinkedHashSet<String>();
        HIDDEN.matcher(text)
                .results()
                .forEach(hidden -> found.add(number(hidden.group().codePointAt(0))));
        for (var place : Identifiers.places(text)) {
            var identifier = text.substring(place.start(), place.end());
            var mixed =
                    identifier
                                    .codePoints()
                                    .mapToObj(Character.UnicodeScript::of)
                                    .filter(ALPHABETS::contains)
                                    .distinct()
                                    .count()
                            > 1;
            if (mixed || !Normalizer.isNormalized(identifier, Normalizer.Form.NFC))
                identifier
                        .codePoints()
                        .filter(point -> point > 0x7f)
                        .forEach(
                                point ->
                                        found.add(Character.toString(point) + " " + number(point)));
        }
        return found;
    }
}

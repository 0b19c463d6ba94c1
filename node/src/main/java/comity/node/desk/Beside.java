package comity.node.desk;

import comity.node.desk.DocketView.ActView;
import comity.node.desk.Pieces.Piece;
import comity.treaty.docket.Cooperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A translation as a reader of the docket sees it, beside its original: nothing that the reader
 * would not be shown of either.
 *
 * @param act the translation's digest
 * @param by the translator's name; empty where it stays in the other State
 * @param tool the program that helped; empty if none did
 */
public record Beside(
        String act,
        String from,
        String into,
        String by,
        String state,
        String authority,
        Instant at,
        String tool,
        List<Row> rows) {

    /**
     * @param original empty where it is withheld or erased
     * @param translation empty where the text is left as it is
     * @param overruled why a term is called otherwise
     */
    public record Row(
            String field, List<Piece> original, List<Piece> translation, List<String> overruled) {}

    /** The translations of an act that stand, the last one into each language. */
    static List<Beside> of(DocketView docket, ActView original) {
        var all =
                docket.acts().stream()
                        .filter(act -> act.type().equals("translate") && !act.overridden())
                        .filter(act -> original.digest().equals(act.said("terms", "translates")))
                        .toList();
        var replaced =
                all.stream()
                        .flatMap(act -> Stream.ofNullable(act.said("terms", "replaces")))
                        .collect(Collectors.toSet());
        return all.stream()
                .filter(act -> !replaced.contains(act.digest()))
                .map(act -> of(act, original))
                .toList();
    }

    private static Beside of(ActView act, ActView original) {
        var from = text(act.said("terms", "writtenIn"));
        var into = text(act.said("terms", "translatedInto"));
        var rows = new ArrayList<Row>();
        for (var section : Cooperation.TRANSLATABLE) {
            words(act, section, Cooperation.TRANSLATED)
                    .forEach(
                            (field, words) ->
                                    rows.add(
                                            new Row(
                                                    field,
                                                    Pieces.of(
                                                            text(original.said(section, field)),
                                                            from),
                                                    Pieces.of(words, into),
                                                    overruled(act, section, field))));
            if (act.said(section, Cooperation.LEFT) instanceof List<?> left)
                for (var field : left)
                    rows.add(
                            new Row(
                                    field.toString(),
                                    Pieces.of(text(original.said(section, field.toString())), from),
                                    List.of(),
                                    List.of()));
        }
        return new Beside(
                act.digest(),
                from,
                into,
                act.author().name(),
                act.author().state(),
                act.author().authority(),
                act.at(),
                text(act.said("terms", "tool")),
                List.copyOf(rows));
    }

    private static List<String> overruled(ActView act, String section, String field) {
        return words(act, section, Cooperation.OVERRULED).entrySet().stream()
                .filter(why -> why.getKey().startsWith(field + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, String> words(ActView act, String section, String member) {
        var words = new java.util.LinkedHashMap<String, String>();
        if (act.said(section, member) instanceof Map<?, ?> said)
            said.forEach((name, value) -> words.put(name.toString(), value.toString()));
        return words;
    }

    private static String text(@org.jspecify.annotations.Nullable Object said) {
        return said instanceof String text ? text : "";
    }
}

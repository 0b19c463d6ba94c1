package comity.verifier;

import comity.record.act.Checked;
import comity.record.act.Json;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** A bundle's sentences about what a check came to, for people; and the same for programs. */
final class Sentences {
    private final ResourceBundle words;

    private Sentences(ResourceBundle words) {
        this.words = words;
    }

    static Sentences of(String bundle, Locale language) {
        return new Sentences(
                ResourceBundle.getBundle(
                        "comity.verifier." + bundle,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    String word(String key) {
        return words.getString(key);
    }

    /** The verdict, what is to be said with it, and each line. */
    void print(Checked checked, String verdict, Optional<String> beside, PrintStream out) {
        var facts = new TreeMap<>(checked.facts());
        facts.put("at", checked.at().map(Object::toString).orElse("-"));
        out.println(filled(verdict, facts));
        beside.ifPresent(key -> out.println(filled(key, facts)));
        out.println();
        for (var line : checked.lines()) {
            var unchecked = line.status() == Checked.Status.UNCHECKED ? ".UNCHECKED" : "";
            out.println(
                    words.getString("status." + line.status())
                            + "  "
                            + filled("line." + line.code() + unchecked, facts));
        }
    }

    private String filled(String key, Map<String, String> facts) {
        var text = words.getString(key);
        for (var fact : facts.entrySet())
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        return text;
    }

    static Json.Obj json(Checked checked) {
        var facts = Json.object();
        for (var fact : new TreeMap<>(checked.facts()).entrySet())
            facts = facts.with(fact.getKey(), fact.getValue());
        var said =
                Json.object()
                        .with("exit", checked.exit())
                        .with("facts", facts)
                        .with(
                                "lines",
                                new Json.Arr(
                                        checked.lines().stream()
                                                .<Json>map(
                                                        line ->
                                                                Json.object()
                                                                        .with("code", line.code())
                                                                        .with(
                                                                                "status",
                                                                                line.status()
                                                                                        .name()))
                                                .toList()));
        return checked.at().isPresent() ? said.with("at", checked.at().get().toString()) : said;
    }
}

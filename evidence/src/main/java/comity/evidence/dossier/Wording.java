package comity.evidence.dossier;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The report's sentences in one language; English where that language is not one of the six. */
record Wording(Properties sentences) {

    static Wording in(Locale language) {
        var sentences = new Properties();
        load(sentences, "en");
        load(sentences, language.getLanguage());
        return new Wording(sentences);
    }

    private static void load(Properties into, String language) {
        if (!language.matches("[a-z]{2}")) return;
        try (var in = Wording.class.getResourceAsStream("report_" + language + ".properties")) {
            if (in != null) into.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the report's sentences could not be read", e);
        }
    }

    /**
     * The sentence that {@code code} names, its facts filled in; the code itself if it has none.
     */
    String sentence(String code, Map<String, String> facts) {
        var sentence = sentences.getProperty(code, code);
        for (var fact : facts.entrySet())
            sentence = sentence.replace("{" + fact.getKey() + "}", fact.getValue());
        return sentence;
    }
}

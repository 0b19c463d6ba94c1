package comity.node.desk;

import comity.treaty.text.Terms;
import comity.treaty.text.Titles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * A text numbered like the Convention, of words that are nobody's: each cited paragraph holds the
 * words that are looked for there, and no sentence of the treaty.
 */
final class Specimen {
    private Specimen() {}

    static String text() {
        return String.join("\n", lines());
    }

    static List<String> lines() {
        var lines = new ArrayList<String>();
        for (var article = 1; article <= 68; article++) {
            lines.add("Article " + article);
            lines.add(Titles.of(article, Locale.ENGLISH));
            lines.add("");
            var wanted = wanted(article);
            lines.add("Opening words of the specimen" + wanted.getOrDefault("", "") + ".");
            for (var at = 1; at <= last(wanted, "\\((\\d+)\\)", 10); at++)
                lines.add(at + ". Words of it" + wanted.getOrDefault("(" + at + ")", "") + ".");
            for (var at = 1; at <= last(wanted, "\\(([a-z])\\)", 36); at++) {
                var letter = Character.toString((char) ('a' + at - 1));
                lines.add(
                        "("
                                + letter
                                + ") Words"
                                + wanted.getOrDefault("(" + letter + ")", "")
                                + ";");
            }
        }
        return lines;
    }

    private static int last(Map<String, String> wanted, String shape, int radix) {
        return wanted.keySet().stream()
                .filter(path -> path.matches(shape))
                .mapToInt(
                        path -> {
                            var label = path.substring(1, path.length() - 1);
                            return radix == 10
                                    ? Integer.parseInt(label)
                                    : label.charAt(0) - 'a' + 1;
                        })
                .max()
                .orElse(radix == 10 ? 1 : 0);
    }

    private static Map<String, String> wanted(int article) {
        var wanted = new TreeMap<String, String>();
        for (var citation : Terms.citations()) {
            if (!citation.matches(article + "(\\(.*)?")) continue;
            var path = citation.replaceFirst("^\\d+", "");
            var words =
                    Terms.wanted(article, path, "en").orElseThrow().stream()
                            .map(List::getFirst)
                            .toList();
            wanted.put(path, " " + String.join(" ", words));
        }
        return wanted;
    }

    /** The same as a PDF, with a head and a number on each page. */
    static byte[] pdf() throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            var lines = lines();
            for (var from = 0; from < lines.size(); from += 40) {
                var page = new PDPage();
                document.addPage(page);
                try (var words = new PDPageContentStream(document, page)) {
                    line(words, font, 760, "A/RES/79/243");
                    var height = 730;
                    for (var line : lines.subList(from, Math.min(from + 40, lines.size()))) {
                        line(words, font, height, line);
                        height -= 16;
                    }
                    line(words, font, 30, (from / 40 + 1) + "/" + (lines.size() / 40 + 1));
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void line(PDPageContentStream words, PDType1Font font, int height, String line)
            throws IOException {
        words.beginText();
        words.setFont(font, 10);
        words.newLineAtOffset(50, height);
        words.showText(line);
        words.endText();
    }
}

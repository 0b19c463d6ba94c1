package comity.node.desk.paper;

import comity.paper.Printer;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A letter in one of the six languages: for the page, for the printer, and as the text whose hash
 * proves which one was served. It holds no day of printing: the same docket gives the same letter.
 */
public record Letter(Locale language, String title, List<Part> parts) {
    private static final String STYLE =
            """
            @page { size: A4; margin: 24mm 22mm 24mm 22mm;
              @bottom-left { content: "%s"; font-family: Sans; font-size: 7pt; color: #444; }
              @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
            body { font-family: Sans, Arabic, Han; font-size: 11pt; line-height: 1.5; color: #111; text-align: left; }
            body[dir=rtl] { font-family: Arabic, Sans, Han; text-align: right; }
            h1 { font-size: 17pt; } h2 { font-size: 12.5pt; margin-top: 14pt; }
            p { margin: 4pt 0; }
            """;

    public Letter {
        parts = List.copyOf(parts);
    }

    /** A heading with what stands under it. */
    public record Part(String heading, List<String> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /** Its direction, as a document says it. */
    public String direction() {
        return language.getLanguage().equals("ar") ? "rtl" : "ltr";
    }

    public String tag() {
        return language.getLanguage();
    }

    /** Its whole text, a line each, as it is hashed. */
    public String text() {
        return title
                + "\n"
                + parts.stream()
                        .map(part -> part.heading() + "\n" + String.join("\n", part.lines()))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /** SHA-256 of {@link #text} in UTF-8. */
    public Digest hash() {
        return Digest.of(text().getBytes(StandardCharsets.UTF_8));
    }

    public byte[] pdf() {
        return Printer.pdf(html(), "a letter");
    }

    private String html() {
        var body = new StringBuilder("<h1>" + printed(title) + "</h1>");
        for (var part : parts) {
            if (!part.heading().isEmpty())
                body.append("<h2>").append(printed(part.heading())).append("</h2>");
            for (var line : part.lines()) body.append("<p>").append(printed(line)).append("</p>");
        }
        return """
        <!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><title>%s</title>
        <meta name="subject" content="%s"/><meta name="description" content="%s"/><style>%s</style></head>
        <body dir="%s">%s</body></html>
        """
                .formatted(
                        tag(),
                        printed(title),
                        printed(title),
                        printed(title),
                        STYLE.formatted("SHA-256 " + hash().hex()),
                        direction(),
                        body);
    }

    /** Our own Arabic is printed without vowel signs, which the printer would set apart. */
    private static String printed(String text) {
        return Html.text(text.replaceAll("[\u064B-\u0652]", ""));
    }
}

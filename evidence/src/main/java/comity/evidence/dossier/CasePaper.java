package comity.evidence.dossier;

import java.util.Locale;
import java.util.Map;

/**
 * The report that lies in a case file for whoever reads paper: what was done by whom, every hash,
 * and where the page is that checks the file. XHTML, for a printer of PDF/A; it says of itself that
 * it proves nothing.
 */
public final class CasePaper {
    private static final String STYLE =
            """
            @page { size: A4; margin: 18mm 16mm 20mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
            body { font-family: Sans, Arabic, Han; font-size: 9.5pt; line-height: 1.35; color: #0b0c0c; }
            body.rtl { font-family: Arabic, Sans, Han; } body.han { font-family: Han, Sans, Arabic; }
            h1 { font-size: 15pt; margin: 0 0 6pt 0; }
            h2 { font-size: 11.5pt; margin: 12pt 0 3pt 0; border-top: 1pt solid #444; padding-top: 4pt; }
            p { margin: 2pt 0 4pt 0; }
            ul { margin: 2pt 0; padding: 0; }
            li { display: block; margin: 3pt 0; word-wrap: break-word; }
            .check { page-break-inside: avoid; }
            code { font-family: Sans, Arabic, Han; font-size: 6.5pt; }
            img { width: 36mm; height: 36mm; }
            """;

    private final Contents contents;
    private final Wording words;
    private final Locale language;

    private CasePaper(Contents contents, Wording words, Locale language) {
        this.contents = contents;
        this.words = words;
        this.language = language;
    }

    /**
     * @param names of States and authorities by language
     * @param address of the page that checks case files
     * @param code the same as a picture, as a {@code data:} address
     */
    public static String document(
            Contents contents,
            Map<String, Map<String, String>> names,
            Locale language,
            String address,
            String code) {
        var paper = new CasePaper(contents, Wording.in(language, names), language);
        return paper.document(names, address, code);
    }

    private String document(Map<String, Map<String, String>> names, String address, String code) {
        // A title stands in attributes too, where nothing can be set apart.
        var title =
                said("casepaper.title", Map.of("docket", contents.docket().toString()))
                        .replaceAll("[\u2068\u2069]", "");
        var direction = language.getLanguage().equals("ar") ? "rtl" : "ltr";
        var script = language.getLanguage().equals("zh") ? "han" : direction;
        return plain(
                """
                <!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><title>%s</title>
                <meta name="subject" content="%s"/><meta name="description" content="%s"/><style>%s</style></head>
                <body class="%s" dir="%s"><h1>%s</h1><p>%s</p>%s%s%s</body></html>
                """
                        .formatted(
                                language.getLanguage(),
                                title,
                                title,
                                title,
                                STYLE,
                                script,
                                direction,
                                title,
                                about(),
                                acts(),
                                Custody.html(contents.acts(), names, language, false),
                                check(address, code)));
    }

    private String about() {
        return said(
                "casepaper.about",
                Map.of(
                        "exporter", contents.exporter(),
                        "acts", Integer.toString(contents.acts().size()),
                        "exhibits", Integer.toString(contents.exhibits().size())));
    }

    private String acts() {
        var html = new StringBuilder("<h2>").append(said("casepaper.acts")).append("</h2><p>");
        html.append(said("casepaper.digest")).append("</p><ul>");
        var number = 0;
        for (var step : Trail.of(contents.acts()).steps()) {
            var header = step.act().header();
            html.append("<li><b>").append(++number).append(". ");
            html.append(said("type." + step.type())).append("</b> <span dir=\"ltr\">");
            html.append(header.at()).append("</span> · ");
            html.append(ReportHtml.escaped(words.name(step.authority()))).append(" · ");
            html.append(said("office." + header.author().office()));
            html.append("<br/><code dir=\"ltr\">").append(step.act().digest().hex());
            html.append("</code></li>");
        }
        return html.append("</ul>").toString();
    }

    private String check(String address, String code) {
        return "<div class=\"check\"><h2>"
                + said("casepaper.check")
                + "</h2><p>"
                + said("casepaper.proves")
                + "</p><p dir=\"ltr\"><code>"
                + ReportHtml.escaped(address)
                + "</code></p><p><img src=\""
                + code
                + "\" alt=\""
                + said("casepaper.code", Map.of("address", address))
                        .replaceAll("[\u2068\u2069]", "")
                + "\"/></p></div>";
    }

    private String said(String key) {
        return said(key, Map.of());
    }

    private String said(String key, Map<String, String> facts) {
        return ReportHtml.escaped(words.sentence(key, facts));
    }

    /**
     * What a screen knows by invisible signs, and a vowel sign, no font of paper has a shape for.
     */
    private static String plain(String html) {
        return html.replace("\u2068", "<span dir=\"ltr\">")
                .replace("\u2069", "</span>")
                .replaceAll("[\u064B-\u0652]", "");
    }
}

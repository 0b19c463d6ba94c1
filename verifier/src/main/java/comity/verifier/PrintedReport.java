package comity.verifier;

import comity.evidence.dossier.Report;
import comity.paper.Printer;
import java.util.Locale;

/**
 * A report as PDF/A-2u, with the same lines in the same order as on the screen. The printer and its
 * fonts lie in a jar of their own; only here is it asked for.
 */
final class PrintedReport {
    private static final String STYLE =
            """
            @page { size: A4; margin: 18mm 16mm 20mm 16mm;
              @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
            body { font-family: Sans, Arabic, Han; font-size: 9.5pt; line-height: 1.4; color: #111; }
            body.rtl { font-family: Arabic, Sans, Han; direction: rtl; text-align: right; }
            section, details, summary, article { display: block; }
            h1 { font-size: 15pt; border-bottom: 2pt solid #16324f; margin: 0 0 8pt 0; }
            h2 { font-size: 12pt; margin: 14pt 0 4pt 0; border-top: 1pt solid #444; padding-top: 4pt; }
            h3 { font-size: 10.5pt; margin: 8pt 0 1pt 0; color: #16324f; }
            p { margin: 1pt 0 3pt 0; }
            ul { margin: 2pt 0 2pt 0; padding: 0; }
            li { display: block; margin: 2pt 0 3pt 0; word-wrap: break-word; }
            .summary { border: 1pt solid #444; padding: 6pt 8pt; word-wrap: break-word; }
            .mark { font-weight: bold; }
            .failed .mark, h2.failed { color: #8f1115; }
            .unchecked .mark, h2.unchecked { color: #6b4200; }
            .passed .mark, h2.passed { color: #0f4d22; }
            .means { font-size: 8.5pt; color: #333; }
            summary { font-size: 7.5pt; color: #16324f; }
            details p { font-size: 7.5pt; color: #333; }
            pre { direction: ltr; text-align: left; font-family: Sans, Arabic, Han; font-size: 6.5pt; line-height: 1.25;
              white-space: pre-wrap; word-wrap: break-word; background: #f1f3f5; padding: 2pt 4pt; margin: 1pt 0 2pt 0; }
            code { font-family: Sans, Arabic, Han; font-size: 8pt; }
            .result { font-weight: bold; margin-top: 10pt; }
            """;

    private PrintedReport() {}

    static byte[] of(Report report, Locale language) {
        return Printer.pdf(document(report, language), "the report");
    }

    private static String document(Report report, Locale language) {
        var mirrored = language.getLanguage().equals("ar");
        var title = report.title(language);
        return """
               <!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><title>%s</title>
               <meta name="subject" content="%s"/><meta name="description" content="%s"/><style>%s</style></head>
               <body class="%s" dir="%s"><h1>%s</h1>%s</body></html>
               """
                .formatted(
                        language.getLanguage(),
                        title,
                        title,
                        title,
                        STYLE,
                        mirrored ? "rtl" : "ltr",
                        mirrored ? "rtl" : "ltr",
                        title,
                        isolated(printed(report.paper(language))));
    }

    /**
     * What stands by itself in a mirrored sentence: a screen knows it by invisible signs, for which
     * no font has a shape.
     */
    private static String isolated(String html) {
        return html.replace("\u2068", "<span dir=\"ltr\">").replace("\u2069", "</span>");
    }

    /** Our own Arabic is printed without vowel signs, which the printer would set apart. */
    private static String printed(String html) {
        return html.replaceAll("[\u064B-\u0652]", "");
    }
}

package comity.node.desk.paper;

import comity.paper.Printer;
import comity.treaty.docket.Field;
import comity.treaty.forms.Guide;
import comity.treaty.translation.AuthenticTerms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints a sheet: PDF/A-2u, tagged for screen readers (PDF/UA), two languages side by side. Fonts
 * lie in the program; a paper looks alike wherever it is printed.
 */
public final class Paper {
    private static final String STYLE =
            """
            @page { size: A4; margin: 18mm 14mm 22mm 14mm;
              @bottom-left { content: "%s"; font-family: Sans, Arabic, Han; font-size: 7pt; color: #444; }
              @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
            body { font-family: Sans, Arabic, Han; font-size: 9.5pt; line-height: 1.4; color: #111; }
            table { width: 100%%; border-collapse: collapse; table-layout: fixed; -fs-table-paginate: paginate; }
            td, th { width: 50%%; vertical-align: top; padding: 5pt 7pt; border-bottom: 0.5pt solid #999; text-align: left; }
            td[dir=rtl], th[dir=rtl] { text-align: right; font-family: Arabic, Sans, Han; }
            th.title { font-size: 14pt; border-bottom: 2pt solid #16324f; }
            th.part { background: #e9edf2; font-size: 10.5pt; }
            tr { page-break-inside: avoid; }
            .label { font-weight: bold; font-size: 8.5pt; color: #16324f; }
            .article { font-weight: normal; color: #555; font-size: 7.5pt; }
            .note { font-size: 7.5pt; color: #555; margin-top: 2pt; }
            .term { color: #7a1f06; }
            .digest { font-size: 7.5pt; color: #444; }
            .free[dir=rtl] { text-align: right; font-family: Arabic, Sans, Han; }
            .free[dir=ltr] { text-align: left; }
            sup { font-size: 6pt; vertical-align: super; line-height: 1; }
            """;

    private Paper() {}

    /** The sheet as a PDF, with {@code left} and {@code right} as its columns. */
    public static byte[] pdf(Sheet sheet, Locale left, Locale right) {
        return Printer.pdf(html(sheet, left, right), "act " + sheet.digest());
    }

    static String html(Sheet sheet, Locale left, Locale right) {
        var terms = new Terms();
        var first = new Column(sheet, left, terms);
        var second = new Column(sheet, right, terms);
        var columns = List.of(first, second);
        var rows = new StringBuilder();
        rows.append("<thead><tr>");
        for (var column : columns)
            rows.append(cell("th", column, "title", column.t("writer.form." + sheet.form())));
        rows.append("</tr></thead><tbody>");
        rows.append(row("td", columns, "", column -> about(sheet, column)));
        Guide.parts(sheet.form(), sheet.measure())
                .forEach(
                        (part, fields) -> {
                            var said = fields.stream().filter(f -> value(sheet, f).isPresent());
                            var present = said.toList();
                            if (present.isEmpty()) return;
                            rows.append(
                                    row("th", columns, "part", c -> c.t("writer.part." + part)));
                            for (var field : present) {
                                var value = value(sheet, field).orElseThrow();
                                rows.append(
                                        row(
                                                "td",
                                                columns,
                                                "",
                                                c -> label(c, field) + c.value(field, value)));
                            }
                        });
        if (!terms.used().isEmpty()) footnotes(rows, columns, terms, left, right);
        rows.append("</tbody>");
        var title = first.t("writer.form." + sheet.form()) + " – " + Html.text(sheet.docket());
        return """
               <!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><title>%s</title>
               <meta name="subject" content="%s"/><meta name="description" content="%s"/><style>%s</style></head>
               <body><table>%s</table></body></html>
               """
                .formatted(
                        left.getLanguage(),
                        title,
                        title,
                        title,
                        STYLE.formatted(sheet.docket() + " \\A sha256:" + sheet.digest()),
                        rows);
    }

    private static String about(Sheet sheet, Column column) {
        var lines = new StringBuilder();
        lines.append("<div>").append(column.t("docket")).append(" ");
        lines.append("<span class=\"digest\" dir=\"ltr\">");
        lines.append(Html.text(sheet.docket())).append("</span></div>");
        if (!sheet.author().isEmpty())
            lines.append("<div>").append(Html.text(sheet.author())).append("</div>");
        if (sheet.filed())
            lines.append("<div>")
                    .append(column.t("signing.check-words"))
                    .append(": ")
                    .append(column.checkWords())
                    .append("</div>");
        if (!sheet.filed())
            lines.append("<div class=\"label\">")
                    .append(column.t("writer.paper.draft"))
                    .append("</div>");
        return lines.append("<div class=\"note\">")
                .append(column.t("writer.paper.language", column.languageName(sheet.written())))
                .append("</div>")
                .toString();
    }

    private static String label(Column column, Field field) {
        return "<div class=\"label\">%s <span class=\"article\">%s</span></div>"
                .formatted(column.label(field), column.t("article", Guide.place(field).article()));
    }

    private static void footnotes(
            StringBuilder rows, List<Column> columns, Terms terms, Locale left, Locale right) {
        rows.append(row("th", columns, "part", c -> c.t("writer.paper.terms")));
        var number = 0;
        for (var key : terms.used()) {
            number++;
            var sides = List.of(left, right);
            rows.append("<tr>");
            for (var i = 0; i < 2; i++) {
                var column = columns.get(i);
                var term = AuthenticTerms.term(key, sides.get(i)).orElseThrow();
                rows.append(
                        cell(
                                "td",
                                column,
                                "",
                                "<sup>%d</sup> %s <span class=\"article\">%s · %s</span>"
                                        .formatted(
                                                number,
                                                Html.text(term.word()),
                                                column.t("article", term.article()),
                                                column.t("writer.term." + term.certainty()))));
            }
            rows.append("</tr>");
        }
    }

    private static Optional<comity.record.act.Json> value(Sheet sheet, Field field) {
        return sheet.said().object(field.section()).flatMap(s -> s.get(field.name()));
    }

    private static String row(
            String tag,
            List<Column> columns,
            String style,
            java.util.function.Function<Column, String> content) {
        var row = new StringBuilder("<tr class=\"" + style + "\">");
        for (var column : columns) row.append(cell(tag, column, style, content.apply(column)));
        return row.append("</tr>").toString();
    }

    private static String cell(String tag, Column column, String style, String content) {
        return "<%s class=\"%s\" lang=\"%s\" dir=\"%s\">%s</%s>"
                .formatted(tag, style, column.tag(), column.direction(), content, tag);
    }
}

package comity.evidence.dossier;

import comity.evidence.dossier.Report.Group;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import java.util.Map;

/**
 * A report as XHTML without any style of its own, for paper and for browsers: the same lines in the
 * same order as the text. Everything that comes from the case file is escaped.
 */
final class ReportHtml {
    private final Report report;
    private final Wording words;

    ReportHtml(Report report, Wording words) {
        this.report = report;
        this.words = words;
    }

    /**
     * @param custody who held what, as XHTML
     */
    String body(String custody) {
        var html = new StringBuilder();
        html.append("<p class=\"summary ")
                .append(word(report.result()))
                .append("\">")
                .append(escaped(words.summary(report)))
                .append("</p>");
        for (var status : Status.values()) {
            var groups = report.groups(status);
            if (groups.isEmpty()) continue;
            html.append("<h2 class=\"").append(word(status)).append("\">");
            html.append(escaped(words.heading(status, report.lines(status).size())));
            html.append("</h2>");
            groups.forEach(group -> group(html, group));
        }
        html.append(custody);
        html.append("<p class=\"result\">")
                .append(escaped(words.sentence("result." + report.exit(), Map.of())))
                .append("</p>");
        return html.toString();
    }

    private void group(StringBuilder html, Group group) {
        html.append("<section class=\"").append(word(group.status())).append("\"><h3>");
        html.append(escaped(words.title(group.id()))).append("</h3><p class=\"asked\">");
        html.append(escaped(words.checked(group.id()))).append("</p><ul>");
        for (var line : group.lines()) line(html, line);
        html.append("</ul>");
        labelled(html, "label.means", words.meaning(group.id(), group.status()));
        labelled(html, "label.basis", words.basis(group.id()));
        html.append("</section>");
    }

    private void line(StringBuilder html, Line line) {
        html.append("<li data-code=\"")
                .append(escaped(line.code()))
                .append("\"><span class=\"mark\">");
        html.append(escaped(words.status(line.status()))).append("</span> ");
        html.append(escaped(words.sentence(line.code(), line.facts())));
        line.act()
                .ifPresent(
                        act ->
                                html.append(" <code dir=\"ltr\">")
                                        .append(act.brief())
                                        .append("</code>"));
        if (!line.byHand().isEmpty()) {
            html.append("<details><summary>")
                    .append(escaped(words.sentence("label.hand", Map.of())))
                    .append("</summary>");
            line.byHand().forEach(step -> step(html, step));
            html.append("</details>");
        }
        html.append("</li>");
    }

    private void step(StringBuilder html, Step step) {
        html.append("<p>");
        html.append(escaped(words.sentence("hand.with", Map.of("tool", step.tool()))));
        html.append("</p><pre dir=\"ltr\" tabindex=\"0\">").append(escaped(step.command()));
        html.append("</pre>");
        step.prints()
                .ifPresent(
                        answer ->
                                html.append("<p>")
                                        .append(escaped(words.sentence("hand.prints", Map.of())))
                                        .append("</p><pre dir=\"ltr\" tabindex=\"0\">")
                                        .append(escaped(answer))
                                        .append("</pre>"));
    }

    private void labelled(StringBuilder html, String label, String said) {
        if (said.isEmpty()) return;
        html.append("<p class=\"means\"><b>")
                .append(escaped(words.sentence(label, Map.of())))
                .append("</b> ")
                .append(escaped(said))
                .append("</p>");
    }

    private static String word(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * What XML does not hold is left out; it was made visible before, where it came from a file.
     */
    static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '&' -> safe.append("&amp;");
                                case '"' -> safe.append("&quot;");
                                default -> {
                                    if (point >= 0x20 && point != 0x7f && point < 0xD800
                                            || point == '\n'
                                            || point > 0xDFFF && point < 0xFFFE
                                            || point > 0xFFFF) safe.appendCodePoint(point);
                                }
                            }
                        });
        return safe.toString();
    }
}

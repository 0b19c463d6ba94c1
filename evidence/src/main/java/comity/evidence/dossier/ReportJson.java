package comity.evidence.dossier;

import comity.record.act.Json;
import java.util.ArrayList;

/**
 * A report for programs (docs/formats/report.schema.json). A member is never renamed or taken out
 * without another format.
 */
final class ReportJson {
    private ReportJson() {}

    static Json.Obj of(Report report, Wording words) {
        var lines = new ArrayList<Json>();
        report.lines().forEach(line -> lines.add(line(line, words)));
        var json =
                Json.object()
                        .with("format", Report.FORMAT)
                        .with("language", words.language().getLanguage())
                        .with("exit", report.exit())
                        .with("result", report.result().name())
                        .with("summary", words.summary(report))
                        .with("lines", new Json.Arr(lines));
        return report.subject().map(subject -> json.with("subject", subject(subject))).orElse(json);
    }

    private static Json.Obj subject(Report.Subject subject) {
        return Json.object()
                .with("name", subject.name())
                .with("docket", subject.docket())
                .with("exporter", subject.exporter())
                .with("acts", subject.acts())
                .with("exhibits", subject.exhibits())
                .with("contents", subject.contents().hex());
    }

    private static Json.Obj line(Report.Line line, Wording words) {
        var facts = Json.object();
        for (var fact : line.facts().entrySet()) facts = facts.with(fact.getKey(), fact.getValue());
        var byHand = new ArrayList<Json>();
        line.byHand().forEach(step -> byHand.add(step.json()));
        var json =
                Json.object()
                        .with("id", line.id())
                        .with("status", line.status().name())
                        .with("code", line.code())
                        .with("facts", facts)
                        .with("checked", words.checked(line.id()))
                        .with("basis", words.basis(line.id()))
                        .with("sentence", words.sentence(line.code(), line.facts()))
                        .with("meaning", words.meaning(line.id(), line.status()))
                        .with("byHand", new Json.Arr(byHand));
        return line.act().map(act -> json.with("act", act.hex())).orElse(json);
    }
}

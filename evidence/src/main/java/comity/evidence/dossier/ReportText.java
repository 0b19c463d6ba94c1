package comity.evidence.dossier;

import comity.evidence.dossier.Report.Group;
import comity.evidence.dossier.Report.Line;
import comity.evidence.dossier.Report.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report as text, in the order in which a clerk needs it: what came of it in one paragraph, what
 * failed, what could not be checked, what holds.
 */
final class ReportText {
    private static final String INDENT = " ".repeat(11);
    private final Report report;
    private final Wording words;

    ReportText(Report report, Wording words) {
        this.report = report;
        this.words = words;
    }

    String whole(boolean byHand) {
        var text = new ArrayList<String>();
        text.add(words.summary(report));
        for (var status : Status.values()) {
            var groups = report.groups(status);
            if (groups.isEmpty()) continue;
            text.add("");
            text.add("== " + words.heading(status, report.lines(status).size()) + " ==");
            for (var group : groups) group(text, group, byHand);
        }
        text.add("");
        if (!byHand) text.add(words.sentence("hand.ask", Map.of()));
        text.add(words.sentence("result." + report.exit(), Map.of()));
        return String.join("\n", text) + "\n";
    }

    String inShort() {
        var text = new ArrayList<String>();
        for (var status : List.of(Status.FAILED, Status.UNCHECKED))
            report.groups(status).forEach(group -> group.lines().forEach(line -> add(text, line)));
        text.add(words.sentence("result." + report.exit(), Map.of()));
        return String.join("\n", text) + "\n";
    }

    private void group(List<String> text, Group group, boolean byHand) {
        text.add("");
        text.add(words.title(group.id()) + ": " + words.checked(group.id()));
        for (var line : group.lines()) {
            add(text, line);
            if (byHand) line.byHand().forEach(step -> step(text, step));
        }
        labelled(text, "label.means", words.meaning(group.id(), group.status()));
        labelled(text, "label.basis", words.basis(group.id()));
    }

    private void add(List<String> text, Line line) {
        var act = line.act().map(digest -> " [" + digest.brief() + "]").orElse("");
        text.add(
                pad(words.status(line.status())) + words.sentence(line.code(), line.facts()) + act);
    }

    private void labelled(List<String> text, String label, String said) {
        if (!said.isEmpty()) text.add(INDENT + words.sentence(label, Map.of()) + " " + said);
    }

    /** A command stands at the beginning of its lines, so that it can be copied as it is. */
    private void step(List<String> text, Step step) {
        text.add("");
        text.add("# " + words.sentence("hand.with", Map.of("tool", step.tool())));
        text.add(step.command());
        step.prints()
                .ifPresent(
                        answer -> {
                            text.add("# " + words.sentence("hand.prints", Map.of()));
                            answer.lines().forEach(line -> text.add("#   " + line));
                        });
        text.add("");
    }

    private static String pad(String status) {
        return status + " ".repeat(Math.max(0, 9 - status.length())) + "  ";
    }
}

package comity.node.oversight;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import comity.record.finding.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whoever reminds people by letter is told which reported errors await their body. */
final class ErrorAwaiting implements Awaiting {
    /** So many days before the last one a report is near. */
    private static final int NEAR_DAYS = 3;

    private final ReportedErrors errors;

    ErrorAwaiting(ReportedErrors errors) {
        this.errors = errors;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        return held.stream()
                .filter(officer -> officer.office().equals(Finding.OVERSIGHT))
                .limit(1)
                .flatMap(officer -> errors.of(officer).errors().stream())
                .filter(ErrorsView.ReportedError::yours)
                .limit(MOST)
                .map(
                        row ->
                                new Matter(
                                        kind(row),
                                        "/oversight/errors#" + row.report(),
                                        "error due " + row.due(),
                                        false,
                                        Optional.ofNullable(row.due())))
                .toList();
    }

    private Matter.Kind kind(ErrorsView.ReportedError row) {
        if (row.late()) return Matter.Kind.PASSED;
        LocalDate due = row.due();
        return due != null && errors.today().plusDays(NEAR_DAYS).isAfter(due)
                ? Matter.Kind.NEAR
                : Matter.Kind.TURN;
    }

    /** Candidates are those of the reader's own body already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

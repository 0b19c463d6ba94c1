package comity.node.recourse;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Complaints that await the oversight body, for the letters that remind its inspectors. */
final class ComplaintAwaiting implements Awaiting {
    private static final int NEAR_DAYS = 3;

    private final ComplaintDesk desk;

    ComplaintAwaiting(ComplaintDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        return desk.awaiting(held, MOST).stream().map(this::matter).toList();
    }

    private Matter matter(Index.Row row) {
        var due = desk.due(row);
        var today = desk.today();
        var kind =
                today.isAfter(due)
                        ? Matter.Kind.PASSED
                        : today.plusDays(NEAR_DAYS).isAfter(due)
                                ? Matter.Kind.NEAR
                                : Matter.Kind.TURN;
        var detail =
                kind == Matter.Kind.TURN ? "complaint " + row.latest() : "complaint due " + due;
        return new Matter(kind, row.docket().toString(), detail, false, Optional.of(due));
    }

    /** Candidates are those of the reader's own body already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

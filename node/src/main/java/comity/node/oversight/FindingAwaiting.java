package comity.node.oversight;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whoever reminds people by letter is told which findings await their authority. */
final class FindingAwaiting implements Awaiting {
    /** So many days before the last one a finding is near. */
    private static final int NEAR_DAYS = 3;

    private final Findings findings;

    FindingAwaiting(Findings findings) {
        this.findings = findings;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        return findings.of(held).stream()
                .limit(MOST)
                .map(
                        call ->
                                new Matter(
                                        kind(call.by()),
                                        call.path(),
                                        "finding due " + call.by(),
                                        false,
                                        Optional.of(call.by())))
                .toList();
    }

    private Matter.Kind kind(LocalDate by) {
        var today = findings.today();
        if (today.isAfter(by)) return Matter.Kind.PASSED;
        return today.plusDays(NEAR_DAYS).isAfter(by) ? Matter.Kind.NEAR : Matter.Kind.TURN;
    }

    /** Candidates are those of the reader's own authority already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

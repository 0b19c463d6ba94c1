package comity.node.desk;

import comity.node.frame.Calls;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That counsel's access ends: fourteen, seven and one days before, to counsel themselves and to the
 * judges of the court that sat on the docket.
 */
final class AdmissionAwaiting implements Awaiting, Calls {
    private final Defending defending;

    AdmissionAwaiting(Defending defending) {
        this.defending = defending;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        return defending.near(held).stream()
                .filter(near -> !near.passed())
                .limit(MOST)
                .map(
                        near ->
                                new Matter(
                                        Matter.Kind.NEAR,
                                        near.docket().toString(),
                                        "admission %s %d"
                                                .formatted(near.admission(), near.warned()),
                                        false,
                                        Optional.of(near.until())))
                .toList();
    }

    /** Candidates are seen already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }

    /** Counsel have a page of their own; a judge hears of it until it is too late to extend. */
    @Override
    public List<Call> of(List<Officer> held) {
        return defending
                .near(held.stream().filter(officer -> officer.office().equals("JUD")).toList())
                .stream()
                .map(
                        near ->
                                new Call(
                                        "/dockets/" + near.docket(),
                                        "defence.runs-out",
                                        near.until(),
                                        near.passed()))
                .toList();
    }
}

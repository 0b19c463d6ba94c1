package comity.node.desk;

import comity.node.frame.Calls;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** That a seal ends within seven days: to the judges who see the docket, and to nobody else. */
final class SealAwaiting implements Awaiting, Calls {
    private final SealedDockets sealed;

    SealAwaiting(SealedDockets sealed) {
        this.sealed = sealed;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        return sealed.near(held).stream()
                .limit(MOST)
                .map(
                        near ->
                                new Matter(
                                        Matter.Kind.NEAR,
                                        near.docket().toString(),
                                        "seal " + near.act().hex(),
                                        false,
                                        Optional.of(near.until())))
                .toList();
    }

    /** Candidates are seen already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }

    @Override
    public List<Call> of(List<Officer> held) {
        return sealed.near(held).stream()
                .map(
                        near ->
                                new Call(
                                        "/dockets/" + near.docket(),
                                        "seals.runs-out",
                                        near.until(),
                                        false))
                .toList();
    }
}

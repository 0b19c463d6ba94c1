package comity.node.desk;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A proposal to open awaits the other inspectors of its body: no turn of the docket's, which goes
 * on meanwhile (docs/decisions/0105).
 */
final class InspectionAwaiting implements Awaiting {
    private final Inspections inspections;

    InspectionAwaiting(Inspections inspections) {
        this.inspections = inspections;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        if (held.stream().noneMatch(officer -> officer.office().equals("OVS"))) return List.of();
        return inspections.toAnswer(person, held).stream()
                .limit(MOST)
                .map(
                        row ->
                                new Matter(
                                        Matter.Kind.TURN,
                                        row.docket().toString(),
                                        "answer-opening " + row.proposal(),
                                        false,
                                        Optional.ofNullable(row.until())))
                .toList();
    }

    /** Candidates are those of the reader's own body already. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

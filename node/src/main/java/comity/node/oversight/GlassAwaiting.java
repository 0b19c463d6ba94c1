package comity.node.oversight;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import comity.record.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** That somebody reads under broken glass: to every inspector at once, by a letter of its own. */
final class GlassAwaiting implements Awaiting {
    private final GlassAlerts glass;

    GlassAwaiting(GlassAlerts glass) {
        this.glass = glass;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        if (held.stream().noneMatch(officer -> officer.office().equals(Finding.OVERSIGHT)))
            return List.of();
        return glass.since(since).stream()
                .limit(MOST)
                .map(
                        row ->
                                new Matter(
                                        Matter.Kind.TURN,
                                        "/oversight/alerts#glass-" + row.act(),
                                        "broken glass",
                                        true,
                                        Optional.empty()))
                .toList();
    }

    /** Candidates are what every inspector is told. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

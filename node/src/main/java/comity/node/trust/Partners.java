package comity.node.trust;

import comity.node.identity.Chancery;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads from this State's own directory docket who is heard and what waits for a second person. */
@Component
class Partners {
    private final Registry registry;
    private final Chancery chancery;

    Partners(Registry registry, Chancery chancery) {
        this.registry = registry;
        this.chancery = chancery;
    }

    List<PartnerView> all() {
        var own = chancery.published().map(Directory::state).orElse("");
        var said = registry.docketOf(Directory.KIND, own).map(registry::docket).orElse(List.of());
        return registry.directories().byState().keySet().stream()
                .filter(state -> !state.equals(own))
                .sorted()
                .map(state -> view(state, said))
                .toList();
    }

    private PartnerView view(String state, List<Stored> said) {
        var suspended = registry.suspended(state);
        var next = suspended.isPresent() ? Directory.READMIT : Directory.SUSPEND;
        var confirmed =
                said.stream()
                        .flatMap(act -> Statement.of(act.envelope()).stream())
                        .flatMap(statement -> statement.confirms().stream())
                        .collect(Collectors.<Digest>toSet());
        var waiting =
                said.stream()
                        .filter(act -> act.envelope().header().type().equals(next))
                        .filter(act -> !confirmed.contains(act.digest()))
                        .flatMap(act -> waiting(act, state).stream())
                        .toList();
        return new PartnerView(state, suspended, waiting);
    }

    private static Optional<PartnerView.WaitingView> waiting(Stored act, String state) {
        var envelope = act.envelope();
        return Statement.of(envelope)
                .filter(statement -> statement.state().equals(state))
                .filter(statement -> statement.confirms().isEmpty())
                .map(
                        statement ->
                                new PartnerView.WaitingView(
                                        act.digest().hex(),
                                        envelope.header().type(),
                                        statement.reason(),
                                        envelope.content(Directory.OFFICER)
                                                .flatMap(officer -> officer.text("name"))
                                                .orElse(""),
                                        envelope.header().at()));
    }
}

package comity.node.transparency;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.figures.Publication;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the State to what it published, by an act in its own log: from then on nobody can give out
 * other numbers for that quarter, or another tree beneath them.
 */
final class Binding {
    private static final Logger LOG = LoggerFactory.getLogger(Binding.class);

    private final Registry registry;
    private final Acts acts;
    private final Proofs proofs;

    /** Why it was not taken, said once each. */
    private final Set<String> told = new HashSet<>();

    Binding(Registry registry, Acts acts, Proofs proofs) {
        this.registry = registry;
        this.acts = acts;
        this.proofs = proofs;
    }

    /** Files what the State says in its own name. */
    interface Acts {
        UUID newDocket();

        Filing file(UUID docket, Publication said);
    }

    UUID newDocket() {
        return acts.newDocket();
    }

    /** Files the act, unless it is there; false if it is not taken now. */
    boolean bind(Proofs.Kept kept, Statement statement) {
        var said = Publication.of(statement.totals(), proofs.root(kept.quarter()));
        var filed = filed(kept.docket(), said).or(() -> file(kept, said));
        filed.ifPresent(act -> proofs.bound(kept, act));
        return filed.isPresent();
    }

    /** A process that ended between the filing and its mark left the act behind. */
    private Optional<Digest> filed(UUID docket, Publication said) {
        return registry.docket(docket).stream()
                .filter(act -> Publication.of(act.envelope()).filter(said::equals).isPresent())
                .map(Stored::digest)
                .findFirst();
    }

    private Optional<Digest> file(Proofs.Kept kept, Publication said) {
        return switch (acts.file(kept.docket(), said)) {
            case Filing.Filed(var digest, _) -> Optional.of(digest);
            case Filing.Rejected(var code, _, _) -> {
                // Such as a directory that does not list the kind yet: an approved one is needed.
                if (told.add(code))
                    LOG.warn("the figures of {} wait for an act: {}", said.period(), code);
                yield Optional.empty();
            }
            case Filing.Overtaken _, Filing.Denied _, Filing.Parked _ -> Optional.empty();
        };
    }
}

package comity.node.completeness.presence;

import comity.node.frame.Refused;
import comity.node.identity.StateActs;
import comity.node.registry.Filing;
import comity.record.map.MapCommitment;
import java.util.UUID;

/** Files the acts by which this State commits the root of its map. */
final class Committing {
    private final StateActs acts;

    Committing(StateActs acts) {
        this.acts = acts;
    }

    /** A docket for such acts; each holds some hundreds, for each act names the one before. */
    UUID newDocket() {
        return acts.newDocket();
    }

    /** Files what {@code said} commits; its position in the log. */
    Filing.Filed file(MapCommitment said, UUID docket) {
        var filing =
                acts.file(
                        docket,
                        MapCommitment.KIND,
                        MapCommitment.TYPE,
                        MapCommitment.SECTION,
                        said.json());
        return switch (filing) {
            case Filing.Filed filed -> filed;
            case Filing.Overtaken _, Filing.Denied _, Filing.Parked _ ->
                    throw new IllegalStateException("the map's commitment was not taken");
            // Such as a node behind its own log, which files nothing: whoever asked hears why.
            case Filing.Rejected rejected -> throw Refused.because(rejected);
        };
    }
}

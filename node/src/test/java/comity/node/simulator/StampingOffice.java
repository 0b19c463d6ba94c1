package comity.node.simulator;

import comity.node.timestamps.SimulatedStamps;
import comity.node.timestamps.TrialAuthority;
import java.util.Optional;

/** A timestamp authority; its own clock stands still, and nothing depends on it. */
final class StampingOffice extends Machine {
    private final Optional<TrialAuthority> authority;

    StampingOffice(World world, String name, Optional<TrialAuthority> authority) {
        super(world, name);
        this.authority = authority;
    }

    @Override
    void boot() {}

    @Override
    Answer answer(String from, String method, String path, byte[] body) {
        return new Answer(200, SimulatedStamps.answer(authority.orElseThrow(), body));
    }
}

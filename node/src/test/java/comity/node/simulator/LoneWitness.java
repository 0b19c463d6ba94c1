package comity.node.simulator;

import comity.node.publication.SimulatedLog;
import comity.node.publication.Witnessing;
import comity.record.act.Digest;
import comity.record.tlog.NoteKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A witness that is no State's: one small file for each log, and nothing else. */
final class LoneWitness extends Machine {
    final OneKey keys;
    private @Nullable Witnessing witnessing;

    LoneWitness(World world, String name) {
        super(world, name);
        this.keys =
                OneKey.of(
                        name + ".example",
                        Digest.of(name.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    @Override
    void boot() {
        witnessing =
                SimulatedLog.witnessing(
                        keys::sign,
                        disk(),
                        world.mutants(),
                        clock(),
                        (origin, note) -> world.watch().cosigned(this, origin, note));
        world.watch().remembers(this);
    }

    @Override
    Answer answer(String from, String method, String path, byte[] body) {
        var log = world.node(from).map(node -> node.logKey.keys());
        var asked = java.util.Objects.requireNonNull(witnessing);
        try {
            var said =
                    method.equals("POST")
                            ? asked.add(body, log)
                            : asked.show(log.map(NoteKeys::name).orElse(""));
            return new Answer(
                    said.getStatusCode().value(),
                    Optional.ofNullable(said.getBody()).orElse(new byte[0]));
        } catch (RuntimeException e) {
            // What it must not forget could not be written: it ends, and is started again.
            end();
            throw e;
        }
    }
}

package comity.node.simulator;

import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.timestamps.TrialAuthority;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How every world begins: each node holds the directories and profiles of all three States, in its
 * log. Made once through the real door, and shared by all worlds.
 */
final class Beginning {
    private final Map<String, Disk> disks = new TreeMap<>();
    private final TrialAuthority authority;

    Beginning() {
        authority = office();
        var world = new World(0, Set.of(), Optional.empty());
        world.nodes().forEach(Machine::start);
        for (var node : world.nodes())
            for (var act : List.of(directory(node), node.nation.profile()))
                for (var at : world.nodes())
                    require(
                            at == node
                                    ? at.registry().file(act)
                                    : at.registry().receive(act, Set.of()));
        for (var node : world.nodes()) {
            while (node.publishesOnce()) world.say(node, "publishes");
            disks.put(node.name(), node.disk());
        }
        world.watch().broken().ifPresent(Beginning::fail);
    }

    /** A timestamp authority with a key of its own; its file is not needed any more. */
    private static TrialAuthority office() {
        try {
            var folder = Files.createTempDirectory("authority");
            var file = folder.resolve("authority.p12");
            var made =
                    TrialAuthority.open(file, "a test's secret", Nation.CLOCK, new SecureRandom());
            Files.delete(file);
            Files.delete(folder);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TrialAuthority authority() {
        return authority;
    }

    /** The directory that {@link Nation} makes, but with one key for each use of the log. */
    private static Envelope directory(Node node) {
        node.nation.directory();
        var made = node.nation.document(1);
        var log =
                new Directory.Log(
                        node.logKey.keys().texts(), node.witnessKey.keys().texts(), List.of());
        return node.nation.published(
                new Directory(
                        made.state(),
                        made.name(),
                        made.version(),
                        Optional.empty(),
                        made.root(),
                        made.authorities(),
                        made.keys(),
                        made.passkeys(),
                        made.sealing(),
                        log,
                        made.node()),
                node.nation.holders.subList(0, 2),
                Set.of());
    }

    private static void require(Filing filing) {
        if (!(filing instanceof Filing.Filed)) fail("the world did not begin: " + filing);
    }

    private static void fail(String why) {
        throw new IllegalStateException(why);
    }

    Disk disk(String node) {
        return java.util.Objects.requireNonNull(disks.get(node));
    }
}

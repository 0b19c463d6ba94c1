package comity.node.simulator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lines between machines. A request is lost, arrives late or twice, or its answer is lost; while it
 * is under way other things happen; and a line may be cut for a while.
 */
final class Network {
    private final World world;
    private final Map<String, Machine> machines = new TreeMap<>();
    private final Set<String> cut = new HashSet<>();

    Network(World world) {
        this.world = world;
    }

    void join(Machine machine) {
        machines.put(machine.name(), machine);
    }

    private static String line(String one, String other) {
        return one.compareTo(other) < 0 ? one + other : other + one;
    }

    void cut(String one, String other) {
        cut.add(line(one, other));
    }

    void heal(String one, String other) {
        cut.remove(line(one, other));
    }

    void healAll() {
        cut.clear();
    }

    boolean reaches(Machine from, String to) {
        var target = machines.get(to);
        return target != null && target.isUp() && !cut.contains(line(from.name(), to));
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param life of the caller: if it has ended meanwhile, nothing goes on
     * @param alone nothing else happens meanwhile
     */
    Machine.Answer exchange(
            Machine from, int life, String method, URI place, byte[] body, boolean alone)
            throws IOException {
        from.mustLive(life);
        var to = place.getHost().substring(0, place.getHost().indexOf('.'));
        var request = new Request(from.name(), to, method, place.getPath(), body);
        if (!reaches(from, to)) throw new ConnectException(to + " is not reached");
        var faults = world.faults();
        if (world.happens(faults.late())) {
            world.later(world.random().nextLong(60_000), to, () -> arriveForNobody(request));
            throw new HttpTimeoutException("late");
        }
        if (world.happens(faults.twice()))
            world.later(world.random().nextLong(60_000), to, () -> arriveForNobody(request));
        if (world.happens(faults.lost())) throw new HttpTimeoutException("lost");
        if (!alone && world.happens(faults.meanwhile())) meanwhile(from, life);
        if (!reaches(from, to)) throw new ConnectException(to + " is gone");
        var answer = arrive(request);
        if (!alone && world.happens(faults.meanwhile())) meanwhile(from, life);
        from.mustLive(life);
        if (world.happens(faults.lost())) throw new HttpTimeoutException("answer lost");
        return answer;
    }

    private void meanwhile(Machine from, int life) {
        world.meanwhile(world.random().nextLong(1, 3_000));
        from.mustLive(life);
    }

    private record Request(String from, String to, String method, String path, byte[] body) {}

    private Machine.Answer arrive(Request request) throws IOException {
        var target = machines.get(request.to());
        try {
            var answer =
                    target.answer(request.from(), request.method(), request.path(), request.body());
            world.say(
                    target,
                    "answers "
                            + request.from()
                            + " "
                            + answer.status()
                            + " to "
                            + request.method()
                            + " "
                            + request.path());
            return answer;
        } catch (Died died) {
            if (died.machine() != target) throw died;
            throw new IOException("the connection broke", died);
        }
    }

    private void arriveForNobody(Request request) {
        var target = machines.get(request.to());
        if (!target.isUp()) return;
        try {
            world.say(target, "is reached late");
            arrive(request);
        } catch (IOException _) {
            // Whoever asked has long gone.
        }
    }
}

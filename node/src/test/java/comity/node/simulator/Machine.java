package comity.node.simulator;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A computer with a disk, a clock of its own and a process that dies and is started again. */
public abstract class Machine {
    final World world;
    private final String name;
    private final Disk disk = new Disk(this);
    private Duration wrong = Duration.ZERO;
    private boolean up;
    private int life;

    Machine(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** How a request is answered. */
    record Answer(int status, byte[] body) {}

    /** Starts what runs on it. */
    abstract void boot();

    abstract Answer answer(String from, String method, String path, byte[] body);

    final String name() {
        return name;
    }

    final Disk disk() {
        return disk;
    }

    final boolean isUp() {
        return up;
    }

    final int life() {
        return life;
    }

    /** What its clock says: wrong, where clocks are. */
    final InstantSource clock() {
        return () -> world.now().plus(wrong);
    }

    final Instant now() {
        return clock().instant();
    }

    final void setClock(Duration wrong) {
        this.wrong = wrong;
    }

    final void start() {
        life++;
        up = true;
        world.say(this, "starts");
        boot();
    }

    /** The process is gone; the machine comes back after a while. */
    final void fall(boolean power, String why) {
        if (!up) return;
        up = false;
        world.say(this, why);
        if (power) disk.powerFailed(world.random());
        else disk.processDied(world.random());
        world.startLater(this);
    }

    /** A frame of life {@code then} goes on only while that life lasts. */
    final void mustLive(int then) {
        if (!up || life != then) throw new Died(this, then, "long ago");
    }

    final void mayDie(String at) {
        if (!up) throw new Died(this, life, at);
        if (!world.happens(world.faults().dies())) return;
        fall(true, "loses power " + at);
        throw new Died(this, life, at);
    }

    /** The process ends itself because it may write no more. */
    final void end() {
        fall(false, "ends itself");
        throw new Died(this, life, "by itself");
    }

    /** Whoever minds its database notices that it has stopped. */
    final void endSoon() {
        var then = life;
        world.later(
                500,
                name + " mind",
                () -> {
                    if (up && life == then) fall(false, "has lost its database and ends itself");
                });
    }

    final void syncMayFail() {
        if (!world.happens(world.faults().syncFails())) return;
        world.say(this, "has a disk error at a sync");
        disk.syncFailed(world.random());
        throw new UncheckedIOException(new java.io.IOException("Input/output error"));
    }

    final boolean connectionFails() {
        return world.happens(world.faults().unreached());
    }

    final Database.Outcome commitOutcome() {
        if (world.happens(world.faults().diskFails())) return Database.Outcome.DISK_FAILED;
        if (!world.happens(world.faults().doubtful())) return Database.Outcome.DONE;
        return switch (world.random().nextInt(4)) {
            case 0 -> Database.Outcome.REFUSED;
            case 1 -> Database.Outcome.ANSWER_LOST_BEFORE;
            case 2 -> Database.Outcome.ANSWER_LOST_AFTER;
            default -> Database.Outcome.UNDER_WAY;
        };
    }

    final boolean coin() {
        return world.random().nextBoolean();
    }
}

package comity.node.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One machine's disk: a journal of records, and files. What was written is read back at once and is
 * durable only after a sync. When the power fails, each write that was not synced is there, is not
 * there, or is there in part; of the journal's unsynced end a beginning is left.
 */
public final class Disk {
    private final Machine machine;
    private final List<Object> journal = new ArrayList<>();
    private final Map<String, byte[]> platter = new TreeMap<>();
    private final Map<String, byte[]> cache = new TreeMap<>();
    private final List<Write> unsynced = new ArrayList<>();
    private int synced;

    /**
     * @param whole it took the place of another file by being renamed: it is never there in part
     */
    private record Write(String path, byte[] bytes, boolean whole) {}

    /** What the disk held at some moment. */
    record Copy(int journal, Map<String, byte[]> files) {}

    Disk(Machine machine) {
        this.machine = machine;
    }

    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(cache.get(path)).map(byte[]::clone);
    }

    public void write(String path, byte[] bytes) {
        put(new Write(path, bytes.clone(), false));
    }

    /** Takes the place of the file at {@code path}: it, or the former, is there whole. */
    public void replace(String path, byte[] bytes) {
        put(new Write(path, bytes.clone(), true));
    }

    private void put(Write write) {
        machine.mayDie("at a write");
        cache.put(write.path(), write.bytes());
        unsynced.add(write);
    }

    /** Makes these files durable. */
    public void sync(Collection<String> paths) {
        machine.mayDie("before a sync");
        machine.syncMayFail();
        unsynced.removeIf(
                write -> {
                    if (!paths.contains(write.path())) return false;
                    platter.put(write.path(), write.bytes());
                    return true;
                });
        machine.mayDie("after a sync");
    }

    void append(Object record) {
        machine.mayDie("at a write of the journal");
        journal.add(record);
    }

    void syncJournal() {
        machine.mayDie("before the journal's sync");
        synced = journal.size();
        machine.mayDie("after the journal's sync");
    }

    List<Object> journal() {
        return Collections.unmodifiableList(journal);
    }

    /** The process is gone, the machine is not: what it wrote is still written. */
    void processDied(RandomGenerator random) {
        settleJournal(random);
    }

    /**
     * What should have been synced is taken for written from now on, and some of it is not: so an
     * operating system forgets what it could not write.
     */
    void syncFailed(RandomGenerator random) {
        for (var write : unsynced)
            if (random.nextBoolean()) platter.put(write.path(), write.bytes());
        unsynced.clear();
    }

    /** Decides what is left of everything that was not synced. */
    void powerFailed(RandomGenerator random) {
        settleJournal(random);
        for (var write : unsynced) {
            switch (random.nextInt(3)) {
                case 0 -> platter.put(write.path(), write.bytes());
                case 1 -> {
                    if (!write.whole()) platter.put(write.path(), torn(write.bytes(), random));
                }
                default -> {}
            }
        }
        unsynced.clear();
        cache.clear();
        cache.putAll(platter);
    }

    private void settleJournal(RandomGenerator random) {
        var left = synced + random.nextInt(journal.size() - synced + 1);
        while (journal.size() > left) journal.removeLast();
        synced = left;
    }

    /** A beginning of it, and now and then blocks that were allocated and never written. */
    private static byte[] torn(byte[] bytes, RandomGenerator random) {
        var left = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        var kept = Arrays.copyOf(bytes, left);
        return random.nextBoolean() ? kept : Arrays.copyOf(kept, bytes.length);
    }

    Copy copy() {
        return new Copy(synced, Map.copyOf(platter));
    }

    /** An older state of the disk is in its place: what it had acknowledged since is gone. */
    void putBack(Copy older, boolean itsJournal, boolean itsFiles) {
        if (itsJournal) {
            while (journal.size() > older.journal()) journal.removeLast();
            synced = journal.size();
        }
        if (itsFiles) {
            platter.clear();
            platter.putAll(older.files());
            unsynced.clear();
            cache.clear();
            cache.putAll(platter);
        }
    }

    /** Begins as another machine's disk stands: how every world begins. */
    void begin(Disk like) {
        journal.addAll(like.journal.subList(0, like.synced));
        synced = journal.size();
        platter.putAll(like.platter);
        cache.putAll(platter);
    }
}

package comity.node.simulator;

import java.util.random.RandomGenerator;

/**
 * How often what goes wrong in one world; each seed has its own mixture, so that a fault is also
 * seen alone. Chances are in a hundred thousand.
 *
 * @param dies at each write and sync: the power fails
 * @param syncFails at each sync of files: the disk gives an error
 * @param unreached at each reading of the database
 * @param doubtful at each commit: its outcome is not told
 * @param diskFails at each commit: the database's disk gives an error
 * @param lost at each crossing of a line, one way
 * @param late at each request: it arrives long after who sent it gave up
 * @param twice at each request: it arrives again later
 * @param meanwhile at each request: other things happen while it is under way
 * @param cut now and then: a line is cut for a while
 * @param crash now and then: a machine is switched off
 * @param wrongClocks whether clocks are wrong, and are set
 * @param olderDisk whether a machine may come back with an older disk
 */
record Faults(
        int dies,
        int syncFails,
        int unreached,
        int doubtful,
        int diskFails,
        int lost,
        int late,
        int twice,
        int meanwhile,
        int cut,
        int crash,
        boolean wrongClocks,
        boolean olderDisk) {
    static final int ALWAYS = 100_000;
    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);

    static Faults of(RandomGenerator random) {
        return new Faults(
                some(random, 100, 1_500),
                some(random, 300, 2_000),
                some(random, 50, 400),
                some(random, 2_000, 15_000),
                some(random, 200, 1_500),
                some(random, 2_000, 20_000),
                some(random, 2_000, 15_000),
                some(random, 2_000, 20_000),
                some(random, 10_000, 60_000),
                some(random, 10_000, 60_000),
                some(random, 10_000, 60_000),
                random.nextInt(3) == 0,
                random.nextInt(5) == 0);
    }

    private static int some(RandomGenerator random, int least, int most) {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(least, most);
    }
}

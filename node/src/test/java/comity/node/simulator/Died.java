package comity.node.simulator;

/**
 * A machine's process is no more. An error, so that nothing which handles failures handles this
 * one: it leaves every frame of the dead process on its way to whoever runs the world.
 */
public final class Died extends Error {
    private static final long serialVersionUID = 1L;
    private final transient Machine machine;
    private final int life;

    Died(Machine machine, int life, String at) {
        super(machine.name() + " died " + at, null, false, false);
        this.machine = machine;
        this.life = life;
    }

    Machine machine() {
        return machine;
    }

    /** Which of the machine's lives ended. */
    int life() {
        return life;
    }
}

package comity.sender;

import java.util.List;

/** The command ends, and says why: a key of the words, what fills it, and the exit code. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    /** The node refused, or what arrived is not what was meant. */
    static final int REFUSED = 1;

    /** The command was asked wrongly, or cannot read what it was given. */
    static final int WRONG_QUESTION = 3;

    /** The node has no room. */
    static final int NO_ROOM = 4;

    /** The node was away for longer than it was to be waited for. */
    static final int AWAY = 5;

    private final int exit;
    private final String key;
    private final transient List<String> facts;

    private Stopped(int exit, String key, List<String> facts) {
        super(key + " " + facts, null, false, false);
        this.exit = exit;
        this.key = key;
        this.facts = facts;
    }

    static Stopped wrong(String key, String... facts) {
        return new Stopped(WRONG_QUESTION, key, List.of(facts));
    }

    static Stopped refused(String key, String... facts) {
        return new Stopped(REFUSED, key, List.of(facts));
    }

    static Stopped full(String... facts) {
        return new Stopped(NO_ROOM, "no-room", List.of(facts));
    }

    static Stopped away(String... facts) {
        return new Stopped(AWAY, "away", List.of(facts));
    }

    int exit() {
        return exit;
    }

    String key() {
        return key;
    }

    List<String> facts() {
        return facts;
    }
}

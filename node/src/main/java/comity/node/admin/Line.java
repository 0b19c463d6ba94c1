package comity.node.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing about the node.
 *
 * @param code its sentence is {@code admin.line.<code>}, and what to do {@code admin.do.<code>}
 * @param about a partner's code, an authority, a key; empty where there is one such line
 * @param since when it began to be so, or when it was so last; empty if the facts do not say
 * @param said what fills the sentence's gaps
 */
record Line(
        Area area,
        String code,
        String about,
        State state,
        Optional<Instant> since,
        List<String> said) {

    /** What a line is about, in the order in which lines of the same gravity stand. */
    enum Area {
        HEALTH,
        PEERS,
        KEYS,
        CERTIFICATES,
        STORAGE,
        BACKUPS,
        UPGRADES,
        MAIL
    }

    /** The gravest first. */
    enum State {
        NOW,
        LOOK,
        WELL;

        State or(State other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }

    Line {
        said = List.copyOf(said);
    }

    static Line of(Area area, String code, State state, Optional<Instant> since, Object... said) {
        return new Line(area, code, "", state, since, strings(said));
    }

    Line on(String what) {
        return new Line(area, code, what, state, since, said);
    }

    private static List<String> strings(Object... said) {
        return java.util.stream.Stream.of(said).map(Object::toString).toList();
    }
}

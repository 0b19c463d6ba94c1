package comity.record.draw;

import comity.record.act.Envelope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands on the docket of a draw: the body commits to what it draws from and to a secret of
 * its own, a witness's signature that nobody had then decides with that secret, and the body opens
 * it.
 */
public final class Draw {
    /** The kind of the dockets on which such acts stand: one for each draw. */
    public static final String KIND = "draw";

    /** What everybody may read. */
    public static final String DRAW = "draw";

    /** What is drawn from: for whoever may know which dockets there are. */
    public static final String FRAME = "frame";

    /** Who acts for the oversight body. */
    public static final String OFFICER = "officer";

    public static final Set<String> SECTIONS = Set.of(DRAW, FRAME, OFFICER);

    /** In which office a sample is drawn. */
    public static final String OVERSIGHT = "OVS";

    /** So many dockets are drawn from at most: their numbers fit into one act. */
    public static final int MOST_CANDIDATES = 10_000;

    public static final int MOST_DRAWN = 200;

    /** Why a draw was given up takes no more signs. */
    public static final int MOST_REASON = 2_000;

    /**
     * Within which the witness has to sign: whoever could wait longer could pick among more
     * signatures.
     */
    public static final Duration LATEST = Duration.ofHours(1);

    /** How far two clocks may lie apart. */
    public static final Duration CLOCKS = Duration.ofMinutes(5);

    private Draw() {}

    /** Every type of act of this kind. */
    public enum Type {
        /** The body commits itself: the first act. */
        COMMIT("commit"),
        /** It opens its secret, and what follows from it is drawn. */
        SETTLE("settle"),
        /** It gives the draw up, with reasons: that stays to be seen. */
        ABANDON("abandon");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Optional<Type> of(String word) {
            return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
        }
    }

    /** The type of an act of this kind; empty if it is another kind of act, or of no such type. */
    public static Optional<Type> type(Envelope act) {
        return act.header().kind().equals(KIND) ? Type.of(act.header().type()) : Optional.empty();
    }
}

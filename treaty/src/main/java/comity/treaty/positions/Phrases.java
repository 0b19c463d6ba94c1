package comity.treaty.positions;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences in which positions and motions say more, in the six languages. */
public final class Phrases {
    private static final String BUNDLE = "comity.treaty.positions.phrases";

    private final ResourceBundle bundle;

    public Phrases(Locale language) {
        this.bundle = ResourceBundle.getBundle(BUNDLE, language, Phrases.class.getModule());
    }

    /** What a position says more; empty if it says no more. */
    public String of(Position position) {
        return position.phrase().isEmpty() ? "" : bundle.getString(position.phrase());
    }

    /** What was moved. */
    public String of(Motion motion) {
        return bundle.getString("motion-" + motion.id());
    }
}

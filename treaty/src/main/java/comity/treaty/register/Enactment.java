package comity.treaty.register;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one act adds to a State's register, in one step: provisions that are new, and the new state
 * of provisions that stood already (docs/formats/provision.md).
 *
 * @param reason why, in the registrar's words
 * @param complete articles for which the State says that its register now holds every provision of
 *     its law; empty if it says nothing of that, and what it said before stands
 */
public record Enactment(
        String reason, Optional<Set<Integer>> complete, List<Provision> provisions) {
    public static final String FORMAT = "comity-provisions/1";

    public Enactment {
        complete = complete.map(all -> Collections.unmodifiableSet(new TreeSet<>(all)));
        provisions = List.copyOf(provisions);
    }
}

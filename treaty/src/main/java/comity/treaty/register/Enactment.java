package comity.treaty.register;

import comity.record.act.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

    private static final Pattern LATER =
            Pattern.compile("comity-provisions/([2-9]|[1-9][0-9]{1,3})");

    /** Whether a later release than this one has written {@code document}. */
    public static boolean isOfALaterRelease(Json.Obj document) {
        return document.text("format").filter(said -> LATER.matcher(said).matches()).isPresent();
    }

    public Enactment {
        complete = complete.map(all -> Collections.unmodifiableSet(new TreeSet<>(all)));
        provisions = List.copyOf(provisions);
    }
}

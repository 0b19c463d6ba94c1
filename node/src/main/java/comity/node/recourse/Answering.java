package comity.node.recourse;

import comity.record.act.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides what each of those is told whose night it is. */
interface Answering {

    /**
     * Somebody who waits.
     *
     * @param first whether they were told nothing yet: then they are told something
     * @param accounts those that an inspector said were shown to be theirs; none if none were
     * @param told dockets of which they know already
     */
    record Asker(
            UUID docket, boolean first, Locale language, List<String> accounts, Set<UUID> told) {}

    /** What the reply says, by the asker's docket; whoever is not among them is told nothing. */
    Map<UUID, Json.Obj> replies(LocalDate night, List<Asker> askers);
}

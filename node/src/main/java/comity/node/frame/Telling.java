package comity.node.frame;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What may be told to whoever holds an account (docs/decisions/0123). The desk opens the dockets;
 * who may be told it, and when, is another room's.
 */
public interface Telling {

    /**
     * Somebody who asks.
     *
     * @param language in which they are told
     */
    record Asked(String account, Locale language) {}

    /** What they are told of one docket. */
    record Letter(UUID docket, String text) {}

    /**
     * The letters that may be given on {@code day}, to all who ask at once: whoever has none is not
     * among the keys. A docket that anything keeps secret on that day is passed over as if it were
     * not there.
     */
    Map<Asked, List<Letter>> letters(Collection<Asked> asked, LocalDate day);

    /**
     * Where a docket stands that names an account; nothing of what it says.
     *
     * @param done whether anything was done that could be told
     * @param secret whether that is secret on the day
     * @param until the last day of it, if it ever was
     */
    record Standing(UUID docket, boolean done, boolean secret, Optional<LocalDate> until) {}

    /**
     * Every docket that names one of these accounts, secret or not, but none that a judge sealed:
     * for oversight alone.
     */
    List<Standing> standing(Collection<String> accounts, LocalDate day);
}

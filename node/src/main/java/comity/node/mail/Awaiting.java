package comity.node.mail;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import java.time.Instant;
import java.util.List;

/** What awaits a person, as a room knows it. Every bean of this type is asked. */
public interface Awaiting {
    /** More than so many at once are counted as so many. */
    int MOST = 200;

    /**
     * What may await {@code person} now, at most {@link #MOST}, the newest first. Cheap: it is
     * asked again and again.
     *
     * @param since of what merely happened, only what happened after
     */
    List<Matter> candidates(Person person, List<Officer> held, Instant since);

    /** Of these, what the person may hear of. Asked only of what was never told. */
    List<Matter> allowed(List<Officer> held, List<Matter> matters);
}

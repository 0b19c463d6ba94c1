package comity.node.desk.work;

import comity.node.identity.Officer;
import comity.record.act.Digest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Until when counsel read what judges opened to them. It is one person's and no authority's: so no
 * table of authorities tells it, and a calendar asks here.
 */
public interface Endings {
    /**
     * A last day.
     *
     * @param act that admitted
     * @param timer the clock's number
     */
    record Ending(UUID docket, Digest act, String timer, LocalDate due) {}

    /** The last days of whoever holds these offices. */
    List<Ending> of(List<Officer> held);
}

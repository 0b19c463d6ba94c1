package comity.node.frame;

import comity.node.identity.Officer;
import java.time.LocalDate;
import java.util.List;

/**
 * What a room asks of people whose pages are in another: shown at the head of their worklist. Every
 * bean of this type is asked.
 */
public interface Calls {
    /** What is asked of whoever holds these offices, the most pressing first. */
    List<Call> of(List<Officer> held);

    /**
     * One thing that is asked.
     *
     * @param path where it is answered
     * @param words the key of what it is called
     * @param by its last day
     * @param passed whether that day has passed
     */
    record Call(String path, String words, LocalDate by, boolean passed) {}
}

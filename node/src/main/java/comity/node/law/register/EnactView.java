package comity.node.law.register;

import comity.treaty.register.Preview;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registrar's page holds.
 *
 * @param fields of the form for one provision
 * @param file what is to be published, or was pasted
 * @param complete articles for which the register is said to be complete, as typed
 * @param preview what publishing would do; null while it was not looked at or is refused
 */
public record EnactView(
        Map<String, String> fields,
        String file,
        String reason,
        String complete,
        List<Told> problems,
        @Nullable Preview preview) {

    /**
     * A problem as the page shows it.
     *
     * @param line from 1; 0 where there are none
     */
    public record Told(int line, String field, String sentence) {}
}

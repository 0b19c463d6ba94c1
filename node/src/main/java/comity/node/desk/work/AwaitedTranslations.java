package comity.node.desk.work;

import java.time.Instant;
import java.util.List;

/**
 * What was given to translators and is not translated. No act says so, for being given something is
 * none: so no table tells it, and whoever counts what waits asks here.
 */
public interface AwaitedTranslations {
    /** Since when each waits, the longest first. */
    List<Instant> pending();
}

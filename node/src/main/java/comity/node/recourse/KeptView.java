package comity.node.recourse;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is on the record.
 *
 * @param code leads back to the complaint
 * @param act its digest
 * @param replyOn of an inquiry, from which day the reply stands at the code
 * @param held whether the log holds it already: then there is a receipt
 */
public record KeptView(String code, String act, boolean held, @Nullable LocalDate replyOn) {}

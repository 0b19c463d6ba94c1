package comity.node.completeness.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question that was asked.
 *
 * @param asker the person's name; none where a partner's node asked
 * @param partner the partner that asked, or that was asked
 * @param answer {@code present}, {@code absent}, or {@code none} where none came
 * @param act the first act that names the file
 * @param upTo every act below this position of the log was in the map
 */
public record QuestionView(
        String question,
        Instant at,
        @Nullable String asker,
        String office,
        @Nullable String partner,
        String sha256,
        @Nullable String docket,
        String reason,
        String answer,
        @Nullable String act,
        @Nullable Long upTo) {}

package comity.node.provider;

import java.util.List;
import java.util.UUID;

/**
 * An order as the provider that it names reads it.
 *
 * @param order the order's digest
 * @param authorisation the digest of the judge's authorisation that it rests on
 * @param standing OPEN, OBJECTED, PRODUCED, or OVERRIDDEN by a withdrawal or refusal
 */
public record OrderView(
        String order,
        UUID docket,
        String authority,
        List<String> accounts,
        List<String> categories,
        String from,
        String to,
        String due,
        String authorisation,
        String standing) {}

package comity.node.offices;

import java.time.Instant;
import java.util.List;

/**
 * Whose account at the State's OpenID provider is whose, and what waits for a second registrar.
 *
 * @param set whether this node has such a provider
 */
public record AccountsView(boolean set, List<Account> accounts, List<Account> open) {

    /**
     * @param subject what the provider calls the account
     * @param called what it calls whoever it is; no proof of anything
     */
    public record Account(
            long number,
            String issuer,
            String subject,
            String called,
            String person,
            String name,
            String reason,
            String proposedBy,
            Instant proposedAt) {}

    /** What was proposed, confirmed, refused or ended. */
    public record Done(long number) {}
}

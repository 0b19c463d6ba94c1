package comity.node.notices;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.UUID;

/**
 * An act that bears a person's assertion.
 *
 * @param person whose passkey it was, by this State's own list; empty for another State's
 * @param credential of the passkey, in base64url
 * @param contested whether somebody said that the person did not take it
 */
record Signature(
        Digest act,
        UUID docket,
        String type,
        Instant at,
        String authority,
        String office,
        String person,
        String credential,
        boolean contested) {}

package comity.treaty.docket;

import comity.record.act.Digest;
import comity.record.act.Header;

/**
 * An act in its place on a docket.
 *
 * @param overridden true if a concurrent restriction took away what it permits
 */
public record Entry(Digest digest, Header header, Act act, boolean overridden) {}

/**
 * Whether a file is known, with a proof that tells nothing of others: a verifiable random function
 * (RFC 9381) gives each file its place, an authenticated map says what is there, and the map's root
 * is committed in the State's log. Imports {@code record.act} and {@code record.tlog}. Open {@link
 * comity.record.map.PresenceAnswer} first, which judges an answer offline; the format is
 * docs/formats/presence.md.
 */
@NullMarked
package comity.record.map;

import org.jspecify.annotations.NullMarked;

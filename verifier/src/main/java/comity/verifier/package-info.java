/**
 * The court's command line over {@code evidence.dossier}: a case file in, a report out, nothing
 * else. No server, no network, no state. Open {@link comity.verifier.Verify}.
 */
@NullMarked
package comity.verifier;

import org.jspecify.annotations.NullMarked;

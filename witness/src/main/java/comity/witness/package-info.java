/**
 * A witness of States' logs that runs alone: the JDK's own HTTP server before {@link
 * comity.record.tlog.Witness}, with its memory in a folder. It may import record and the JDK. Open
 * {@link comity.witness.Attend}.
 */
@NullMarked
package comity.witness;

import org.jspecify.annotations.NullMarked;

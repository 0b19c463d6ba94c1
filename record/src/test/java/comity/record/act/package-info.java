/**
 * The act's tests: vectors of others, properties, and our own golden vectors, which a stranger's
 * implementation can be held to. Open {@link comity.record.act.GoldenVectorsTest} first.
 */
@NullMarked
package comity.record.act;

import org.jspecify.annotations.NullMarked;

/**
 * An exhibit's bytes: hashed and sealed while they stream, opened in any range, and filtered to the
 * ordered period. Each exhibit has a key of its own; what is written is a header and segments of 64
 * KiB under AES-256-GCM, so that memory stays constant and damage is found where it is.
 *
 * <p>May import record and treaty. No file and no socket except through parameters; {@code
 * ScopeFilter} also has a main method, for the confined process that reads mail. Open {@code
 * Sealer} first.
 */
@NullMarked
package comity.evidence.exhibit;

import org.jspecify.annotations.NullMarked;

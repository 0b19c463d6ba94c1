/** Tests of the witness, on the real process. */
@NullMarked
package comity.witness;

import org.jspecify.annotations.NullMarked;

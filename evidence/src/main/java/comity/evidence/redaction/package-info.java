/**
 * A copy of an exhibit from which pieces were removed, and the proof that it was made of the
 * original: docs/formats/redaction.md. It promises that everything streams and that a removed piece
 * cannot be guessed from its proof. May import record. Open {@link
 * comity.evidence.redaction.Redaction} first.
 */
@NullMarked
package comity.evidence.redaction;

import org.jspecify.annotations.NullMarked;

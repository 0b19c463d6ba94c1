/**
 * Samples that an oversight body draws, as acts that prove that nobody steered them, and the file
 * by which anybody recomputes one. Imports {@code record.act} and {@code record.tlog}. Open {@link
 * comity.record.draw.DrawFile} first, which judges a draw offline; the format is
 * docs/formats/draw.md.
 */
@NullMarked
package comity.record.draw;

import org.jspecify.annotations.NullMarked;

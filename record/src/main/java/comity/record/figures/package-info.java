/**
 * Published totals and the proof that they are the sums of what was committed to for each act,
 * while no single act's part can be seen. Imports {@code record.act} and {@code record.tlog}. Open
 * {@link comity.record.figures.FiguresFile} first, which judges a publication offline; the format
 * is docs/formats/figures.md.
 */
@NullMarked
package comity.record.figures;

import org.jspecify.annotations.NullMarked;

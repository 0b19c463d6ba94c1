/**
 * The bytes of evidence: sealed while they stream, opened at any place, handed to another authority
 * by its keys, and narrowed to the period that was authorised. Streams and channels come from the
 * caller; nothing here is held in memory whole. Open {@link comity.evidence.exhibit.Sealer}; the
 * format is docs/formats/exhibit.md.
 */
@NullMarked
package comity.evidence.exhibit;

import org.jspecify.annotations.NullMarked;

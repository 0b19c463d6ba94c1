/**
 * What a translation of an act has to keep: the Convention's own terms in its six languages,
 * identifiers letter for letter, every text of the original. It imports the docket's acts and the
 * Convention's words. Open {@link comity.treaty.translation.Original} first.
 */
@NullMarked
package comity.treaty.translation;

import org.jspecify.annotations.NullMarked;

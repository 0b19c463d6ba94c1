/**
 * What a request is about, as facts that may be true, false or unknown: the only thing that a rule
 * is asked of. It imports terms and record. Open {@link comity.treaty.facts.Fact}, the catalogue.
 */
@NullMarked
package comity.treaty.facts;

import org.jspecify.annotations.NullMarked;

/**
 * The words of the Convention and of its rulebook: data categories, grounds of refusal, citations,
 * three-valued truth. It imports record only. Open {@link comity.treaty.terms.Scope} for an
 * example.
 */
@NullMarked
package comity.treaty.terms;

import org.jspecify.annotations.NullMarked;

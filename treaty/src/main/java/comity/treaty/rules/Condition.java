package comity.treaty.rules;

import comity.treaty.facts.Facts;
import comity.treaty.terms.Truth;

/**
 * When a rule speaks. It joins questions to the facts by and, or and not alone, never by an if: so
 * that what it asks can be listed, and that the unknown goes through to the answer.
 */
@FunctionalInterface
public interface Condition {
    /** True: the rule speaks. Unknown: it cannot be told whether it would. */
    Truth of(Facts facts);
}

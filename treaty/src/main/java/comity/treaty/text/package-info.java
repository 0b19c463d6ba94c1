/**
 * The Convention's own text beside the rules. It reads a certified text that a State loaded into
 * articles and paragraphs, compares what a citation names with what stands there, and holds the
 * list of all paragraphs with what answers each. No text of the treaty is in it. It imports terms,
 * facts, docket and rules. Open {@link comity.treaty.text.ConventionReader} first.
 */
@NullMarked
package comity.treaty.text;

import org.jspecify.annotations.NullMarked;

/**
 * Findings of an oversight body as acts, and what the authority concerned answers. Imports {@code
 * record.act}. Open {@link comity.record.finding.Finding}; the format is docs/formats/finding.md.
 */
@NullMarked
package comity.record.finding;

import org.jspecify.annotations.NullMarked;

/**
 * Whether nothing is missing: this node and each partner compare which of their shared acts either
 * holds, and name what one of them lacks. It may import record, treaty, registry, publication,
 * identity, courier and the frame. Open {@link comity.node.completeness.Comparison} first, then
 * {@link comity.node.completeness.ComparisonPort} for the partner's side of it.
 */
@NullMarked
package comity.node.completeness;

import org.jspecify.annotations.NullMarked;

/**
 * Evidence within the order: what was produced is compared with what was ordered, what lies outside
 * is set aside for a judge, what is marked as protected is frozen until a judge has ruled, and what
 * is known as abuse of children opens for nobody. It may import evidence, the treaty, and of the
 * node registry, identity, vault, reading and frame. Open {@link comity.node.within.Comparing}.
 */
@NullMarked
package comity.node.within;

import org.jspecify.annotations.NullMarked;

/**
 * One State's server: the door and what stands around it. This package wires the rooms together by
 * hand, and is the only place that sees all of them. Open {@link comity.node.Wiring}.
 */
@NullMarked
package comity.node;

import org.jspecify.annotations.NullMarked;

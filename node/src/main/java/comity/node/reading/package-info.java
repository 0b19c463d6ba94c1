/**
 * Has exhibits read in a process of its own: without keys, without network, as another user where
 * the node is root, with bounds on memory, time, depth and what it answers. Whatever a parser does
 * there, the node hears either an answer or that there is none. It may import evidence and what
 * that imports. Open {@link comity.node.reading.ConfinedReader}.
 */
@NullMarked
package comity.node.reading;

import org.jspecify.annotations.NullMarked;

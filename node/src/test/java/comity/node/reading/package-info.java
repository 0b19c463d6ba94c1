/** Tests of the room {@code comity.node.reading}: confined processes that misbehave. */
@NullMarked
package comity.node.reading;

import org.jspecify.annotations.NullMarked;

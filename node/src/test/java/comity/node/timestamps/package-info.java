/** Timestamps on checkpoints: asked for, refused, kept; with openssl on the other side. */
@NullMarked
package comity.node.timestamps;

import org.jspecify.annotations.NullMarked;

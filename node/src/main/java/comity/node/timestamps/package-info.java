/**
 * Timestamps (RFC 3161) on the log's checkpoints: asked for in the background, one for all acts
 * that a checkpoint holds, from authorities that the State's directory names. No act ever waits for
 * one. A demo brings a trial authority that says of itself that it proves nothing.
 *
 * <p>May import record, registry, publication and identity. Open {@link
 * comity.node.timestamps.Stamping} first.
 */
@NullMarked
package comity.node.timestamps;

import org.jspecify.annotations.NullMarked;

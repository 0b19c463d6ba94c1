/**
 * Public statistics: how many requests, of whom, for what, with what result, for everybody and
 * without sign-in. Counters follow the acts table and can be dropped; once a quarter has ended,
 * what they say of it is published once, with small numbers withheld, and never again, and proven
 * to be the sum of what was committed to for each act.
 *
 * <p>May import record, treaty, registry, identity, publication, mail and frame. Open {@link
 * comity.node.transparency.Counted} first (what counts), then {@link
 * comity.node.transparency.Withholding} (what is not shown), then {@link
 * comity.node.transparency.Counts}; {@link comity.node.transparency.Proven} for the proofs.
 */
@NullMarked
package comity.node.transparency;

import org.jspecify.annotations.NullMarked;

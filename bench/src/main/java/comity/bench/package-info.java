/**
 * Measurements, each beside its reference in the same run: only the ratio of interleaved rounds
 * counts on a machine that others share. Nothing imports this room; it may import every other. Open
 * {@link comity.bench.Bench} first, then {@link comity.bench.Duel}.
 */
@NullMarked
package comity.bench;

import org.jspecify.annotations.NullMarked;

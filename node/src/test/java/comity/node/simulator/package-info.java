/**
 * Three nodes, two witnesses, a provider and a timestamp authority in one JVM, on disks, lines and
 * clocks that fail as a seed says. What decides is the production code of the door, the log and the
 * courier; only storage, transport, clocks and scheduling are this package's. It may import record,
 * treaty, registry, publication, courier and timestamps; what of them is package-private is reached
 * through the {@code Simulated} classes beside them. Open {@link comity.node.simulator.World}
 * first; docs/simulator.md says what is simulated and what is not.
 */
@NullMarked
package comity.node.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * The demo and the small world that it happens in: Arcadia, Borduria, their offices and people, a
 * provider, a hospital that was attacked. Everything here uses the nodes as a stranger would, over
 * HTTP; what is started here is what an operator starts.
 *
 * <p>It promises that the walk from draft to verified evidence runs through the real thing. It may
 * import anything, and nothing imports it but tests. Open {@link comity.e2e.Demo} first, then
 * {@link comity.e2e.Walk}.
 */
@NullMarked
package comity.e2e;

import org.jspecify.annotations.NullMarked;

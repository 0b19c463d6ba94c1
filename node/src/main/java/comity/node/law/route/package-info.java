/**
 * "Can this State obtain that from that State, how, and what must be shown?": the form, the answer
 * and the same for programs. Nothing that is asked is kept.
 *
 * <p>May import frame, identity, registry, record and treaty. Open {@link
 * comity.node.law.route.RoutePages} first.
 */
@NullMarked
package comity.node.law.route;

import org.jspecify.annotations.NullMarked;

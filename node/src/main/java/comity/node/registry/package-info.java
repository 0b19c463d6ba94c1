/**
 * The one door. Every act, own or foreign, from a page, a program, a peer or the demo, is verified,
 * ruled on and inserted here, in one transaction; the insert is the commit point. This room holds
 * no private key and makes no act.
 *
 * <p>It promises: what it calls filed is durable; positions are dense and are the leaf numbers of
 * the State's log; an act is never changed and never removed. It may import record and treaty. Open
 * {@link comity.node.registry.Registry} first.
 */
@NullMarked
package comity.node.registry;

import org.jspecify.annotations.NullMarked;

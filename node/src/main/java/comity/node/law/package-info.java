/**
 * The law desk: what the rulebook and the States' published law answer, for anybody who asks before
 * anything is drafted.
 *
 * <p>May import frame, identity, registry and treaty; never another capability. Open {@link
 * comity.node.law.LawPages} first.
 */
@NullMarked
package comity.node.law;

import org.jspecify.annotations.NullMarked;

/**
 * What lies where: worklist, search, duty desk, backlog and the feed of deadlines, from tables that
 * follow the acts table and that can be dropped and made anew while the node serves. Nothing that
 * an act says in words lies in them.
 *
 * <p>May import record, treaty, registry, identity, frame and mail. Open {@link
 * comity.node.desk.work.Projection} first, then {@link comity.node.desk.work.Line}, which is what a
 * docket leaves in the tables.
 */
@NullMarked
package comity.node.desk.work;

import org.jspecify.annotations.NullMarked;

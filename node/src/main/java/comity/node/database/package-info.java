/**
 * PostgreSQL, the node's only database: our own launcher for the binaries that come with the node,
 * or any server from version 15 on by setting.
 *
 * <p>It promises that whoever gets a connection from {@link comity.node.database.Database} speaks
 * as a role that cannot change or remove an act, to a server that was asked whether its commits are
 * durable and said yes. It imports no other room. Open {@link comity.node.database.Database} first.
 */
@NullMarked
package comity.node.database;

import org.jspecify.annotations.NullMarked;

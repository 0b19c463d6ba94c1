/** Letters, on real sockets and a real database. */
@NullMarked
package comity.node.mail;

import org.jspecify.annotations.NullMarked;

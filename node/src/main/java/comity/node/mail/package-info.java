/**
 * Notices by e-mail: that something awaits a person, how much, of which kind and by when, and never
 * about whom or what. Rooms that know what awaits somebody say so by {@link
 * comity.node.mail.Awaiting}; this room writes the letters, keeps them in a queue until a mail
 * server has taken them, and shows what became of them.
 *
 * <p>May import record, identity and frame. Open {@link comity.node.mail.Looking} first, then
 * {@link comity.node.mail.Delivery}.
 */
@NullMarked
package comity.node.mail;

import org.jspecify.annotations.NullMarked;

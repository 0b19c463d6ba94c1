/**
 * What persons hear about their own signatures, by another path than the page on which they signed:
 * a letter for each act that bears one, a list of everything ever signed with their passkeys, and
 * the one click that says "I did not sign this" and stays whatever rests on it.
 *
 * <p>May import {@code node.mail}, {@code node.frame}, {@code node.identity}, {@code node.registry}
 * and downward. Open {@link comity.node.notices.Signatures} first.
 */
@NullMarked
package comity.node.notices;

import org.jspecify.annotations.NullMarked;

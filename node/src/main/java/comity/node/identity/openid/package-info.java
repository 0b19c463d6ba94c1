/**
 * Signing in through the State's own OpenID provider, where an administrator sets one: it says who
 * somebody is, and nothing else. It makes no person, grants no office and signs no act; whose an
 * account is, two registrars say (docs/decisions/0102).
 *
 * <p>May import {@code node.identity} and downward, and Spring Security's OAuth2 client. Open
 * {@link comity.node.identity.openid.OpenIdSignIn} first.
 */
@NullMarked
package comity.node.identity.openid;

import org.jspecify.annotations.NullMarked;

/**
 * An OpenID provider of somebody else's for the tests, which can be made to lie. Open {@link
 * comity.openid.Provider} first.
 */
@NullMarked
package comity.openid;

import org.jspecify.annotations.NullMarked;

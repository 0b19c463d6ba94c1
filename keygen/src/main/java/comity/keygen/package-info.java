/**
 * The holders' command: keys of a State's root are made with it, versions of a directory approved,
 * and put together, on a clean machine without a network. Imports {@code record} alone. Open {@link
 * comity.keygen.Keygen}.
 */
@NullMarked
package comity.keygen;

import org.jspecify.annotations.NullMarked;

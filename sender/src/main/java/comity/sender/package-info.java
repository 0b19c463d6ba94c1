/**
 * The provider's command: files are hashed where they lie, named in a signed manifest, and sent to
 * a node so that a break at any byte costs nothing. Imports {@code record} and {@code
 * evidence.exhibit}. Open {@link comity.sender.Send}.
 */
@NullMarked
package comity.sender;

import org.jspecify.annotations.NullMarked;

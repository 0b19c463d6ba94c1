/**
 * How private keys rest on a disk: encrypted, under a passphrase or under a key that lies
 * elsewhere. Imports {@code record.act} for JSON. Open {@link comity.record.keys.LockedBox}.
 */
@NullMarked
package comity.record.keys;

import org.jspecify.annotations.NullMarked;

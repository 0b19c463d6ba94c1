/**
 * How long content is kept, and how it goes: the keys of the epochs under which sections rest, and
 * the erasure that ends them. The keys lie outside the database, so that what is erased opens from
 * no copy of it. It may import record, treaty and registry. Open {@link
 * comity.node.retention.Keyring} first.
 */
@NullMarked
package comity.node.retention;

import org.jspecify.annotations.NullMarked;

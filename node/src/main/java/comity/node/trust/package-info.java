/**
 * Who speaks for this State, as people see and change it: the directory with its root and keys, new
 * versions that the holders approved, the uses of a key, partners suspended. Imports registry,
 * identity, publication and frame. Open {@link comity.node.trust.DirectoryPages}.
 */
@NullMarked
package comity.node.trust;

import org.jspecify.annotations.NullMarked;

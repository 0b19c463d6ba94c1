/**
 * What one registrar of laws entered and another activates: shown with what it would change, and
 * published only then.
 *
 * <p>May import frame, identity, registry, treaty, and what the rooms of profiles and of the
 * register make of a document. Open {@link comity.node.law.entries.Entries} first.
 */
@NullMarked
package comity.node.law.entries;

import org.jspecify.annotations.NullMarked;

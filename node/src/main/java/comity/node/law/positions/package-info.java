/**
 * Where States stand on the Convention, for people (a map and a table that say the same) and for
 * programs (JSON, CSV). It only shows what the release was shipped with; nobody edits it here.
 *
 * <p>May import treaty, registry, identity and frame. Open {@link
 * comity.node.law.positions.Listing} first.
 */
@NullMarked
package comity.node.law.positions;

import org.jspecify.annotations.NullMarked;

/**
 * Offices and people beside the dockets: who read what, who signed in, who holds which office and
 * until when. Imports the rooms of identity and frame. Open {@link
 * comity.node.offices.ReadingsView} first.
 */
@NullMarked
package comity.node.offices;

import org.jspecify.annotations.NullMarked;

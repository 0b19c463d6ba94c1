/** How a State's profile is shown to people. */
@NullMarked
package comity.node.law.profiles;

import org.jspecify.annotations.NullMarked;

/**
 * A State's law as data: its profile, and the dockets on which a State publishes its law. A profile
 * may be stricter than the Convention, never looser. It imports terms and facts. Open {@link
 * comity.treaty.law.Profile} first.
 */
@NullMarked
package comity.treaty.law;

import org.jspecify.annotations.NullMarked;

/**
 * The register of laws: provisions of States beside Articles 7 to 17 of the Convention, what stood
 * on which day, how two of them differ, and whether conduct is criminal in both States (35(3)). It
 * imports terms, facts and the record's JSON. Open {@link comity.treaty.register.Provision} first.
 */
@NullMarked
package comity.treaty.register;

import org.jspecify.annotations.NullMarked;

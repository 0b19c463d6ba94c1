/**
 * The States' profiles: what each published of its law, read by anybody, compared, and published
 * anew by this State's registrar of laws. It knows no member of a profile by name: form, page and
 * comparison are made from the treaty's catalogue of terms.
 *
 * <p>May import frame, identity, registry and treaty; never another room of the law desk. Open
 * {@link comity.node.law.profiles.Shelf} first.
 */
@NullMarked
package comity.node.law.profiles;

import org.jspecify.annotations.NullMarked;

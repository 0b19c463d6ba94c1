/**
 * The register of laws: States' provisions beside the Convention's articles, side by side, asked
 * for conduct, and enacted by the State's registrar.
 *
 * <p>May import frame, identity, registry and treaty; never another capability. Open {@link
 * comity.node.law.register.RegisterPages} first.
 */
@NullMarked
package comity.node.law.register;

import org.jspecify.annotations.NullMarked;

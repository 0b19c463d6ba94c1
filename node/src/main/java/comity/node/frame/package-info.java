/**
 * The frame that every page and every JSON resource stands in: who is let in and in which office,
 * what each answer's headers say, how an error is answered, and in which language.
 *
 * <p>May import {@code node.identity} and downward. Open {@link comity.node.frame.Guard} and {@link
 * comity.node.frame.Problem} first.
 */
@NullMarked
package comity.node.frame;

import org.jspecify.annotations.NullMarked;

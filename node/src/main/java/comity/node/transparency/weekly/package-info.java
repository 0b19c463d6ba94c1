/**
 * The weekly digest: what was published, by e-mail, to whoever asked for it and showed that the
 * address is theirs. An address is sealed, serves for nothing else, and goes with one click. Open
 * {@link comity.node.transparency.weekly.Readers} first (who), then {@link
 * comity.node.transparency.weekly.Editions} (when, and once), then {@link
 * comity.node.transparency.weekly.Delivery}.
 */
@NullMarked
package comity.node.transparency.weekly;

import org.jspecify.annotations.NullMarked;

/**
 * The officers' desk: worklist, dockets, what may be done next, drafts, proposals, filing, and the
 * case file for a court. Each resource is a view, which a page and a JSON answer share.
 *
 * <p>May import frame, identity, registry, publication, vault, treaty and evidence; never another
 * capability. Open {@link comity.node.desk.DocketViews} and {@link comity.node.desk.Proposals}
 * first.
 */
@NullMarked
package comity.node.desk;

import org.jspecify.annotations.NullMarked;

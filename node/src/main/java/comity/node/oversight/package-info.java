/**
 * What the oversight body is told beside what it finds itself: patterns over many dockets that no
 * docket shows, as suspicions with their numbers and their method; and samples of dockets that
 * nobody steers. It reads codes, times and who acted, and nothing that an act says in words. It may
 * import record, treaty, registry, publication, identity and the frame. Open {@link
 * comity.node.oversight.Trials} first, then {@link comity.node.oversight.Suspicions}; for samples
 * {@link comity.node.oversight.Draws}.
 */
@NullMarked
package comity.node.oversight;

import org.jspecify.annotations.NullMarked;

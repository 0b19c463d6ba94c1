/**
 * What the oversight body is told beside what it finds itself: patterns over many dockets that no
 * docket shows, as suspicions with their numbers and their method. It reads codes, times and who
 * acted, and nothing that an act says in words. It may import record, treaty, registry, identity
 * and the frame. Open {@link comity.node.oversight.Trials} first, then {@link
 * comity.node.oversight.Suspicions}.
 */
@NullMarked
package comity.node.oversight;

import org.jspecify.annotations.NullMarked;

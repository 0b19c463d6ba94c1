/**
 * What the oversight body is told beside what it finds itself: patterns over many dockets that no
 * docket shows, as suspicions with their numbers and their method; and samples of dockets that
 * nobody steers; what the body demands of an authority, by which day; and what was reported to it
 * as a mistake. It reads codes, times and who acted, and nothing that an act on a proceeding says
 * in words. It may import record, treaty, registry, publication, identity, mail and the frame. Open
 * {@link comity.node.oversight.Trials} first, then {@link comity.node.oversight.Suspicions}; for
 * samples {@link comity.node.oversight.Draws}, for demands {@link comity.node.oversight.Findings}.
 */
@NullMarked
package comity.node.oversight;

import org.jspecify.annotations.NullMarked;

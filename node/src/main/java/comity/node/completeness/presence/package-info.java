/**
 * Whether an act names a file: present or absent, with a proof that anybody can check offline and
 * that tells nothing of other files; to the authorised alone, each question with its reason,
 * counted and kept for oversight. Open {@link comity.node.completeness.presence.FileMap} first,
 * then {@link comity.node.completeness.presence.Asking}.
 */
@NullMarked
package comity.node.completeness.presence;

import org.jspecify.annotations.NullMarked;

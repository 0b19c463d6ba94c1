/**
 * The cooperation docket: its acts, how each stands in the sections of an envelope, and the fold
 * that makes a docket of them. Open {@link comity.treaty.docket.Act}, then {@link
 * comity.treaty.docket.Docket}.
 */
@NullMarked
package comity.treaty.docket;

import org.jspecify.annotations.NullMarked;

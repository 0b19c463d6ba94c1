/**
 * The rehearsal after a State was founded: one real request to the counterpart that answers by
 * itself, step by step, each by the office whose step it is. Nothing is kept of it but the docket;
 * the page is read off its acts. May import what the desk may. Open {@link
 * comity.node.desk.rehearsal.RehearsalView} first.
 */
@NullMarked
package comity.node.desk.rehearsal;

import org.jspecify.annotations.NullMarked;

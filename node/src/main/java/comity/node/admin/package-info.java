/**
 * The administrator's desk: how the node is, and what to do about each warning. Facts are measured
 * ({@link comity.node.admin.Measure}), a pure function makes lines of them ({@link
 * comity.node.admin.Lines}, by {@link comity.node.admin.Thresholds}), and no line names a docket, a
 * person, or a secret.
 *
 * <p>It looks into the rooms that run the node and none looks into it. May import record, registry,
 * retention, publication, timestamps, courier, vault, identity, mail and frame. Open {@link
 * comity.node.admin.Lines} first.
 */
@NullMarked
package comity.node.admin;

import org.jspecify.annotations.NullMarked;

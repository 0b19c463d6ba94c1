package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.util.Set;

/**
 * An act at the door, its signatures checked.
 *
 * @param internal which digests in {@code seen} its sender keeps to itself
 * @param own whether it is this State's act
 * @param trust by which directories its signatures were checked
 */
record Presented(Envelope act, Set<Digest> internal, boolean own, Trust trust) {}

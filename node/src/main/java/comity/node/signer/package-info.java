/**
 * The process that signs. It alone holds the private keys of authorities, log and witness; the node
 * asks it over a Unix domain socket and never sees one. It signs what it can read and what is in a
 * key's scope, and nothing else. Imports {@code record} alone. Open {@link
 * comity.node.signer.SignerDesk} first: what it signs and what it refuses.
 */
@NullMarked
package comity.node.signer;

import org.jspecify.annotations.NullMarked;

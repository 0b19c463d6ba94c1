/**
 * The Merkle log in the C2SP formats: tree hashing (RFC 6962), tiles, signed-note checkpoints,
 * cosignatures, inclusion and consistency proofs. It knows no act; a leaf is 32 bytes.
 */
@NullMarked
package comity.record.tlog;

import org.jspecify.annotations.NullMarked;

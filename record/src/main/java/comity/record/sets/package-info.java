/**
 * What two holders of large sets of digests have that the other lacks, at a cost in proportion to
 * the difference and not to the sets: rateless invertible Bloom lookup tables (Yang, Gilad,
 * Alizadeh, "Practical Rateless Set Reconciliation", 2024), keyed for each session. Imports {@code
 * record.act}'s digest. Open {@link comity.record.sets.Decoder}, then {@link
 * comity.record.sets.Encoder}; the format is docs/formats/completeness.md.
 */
@NullMarked
package comity.record.sets;

import org.jspecify.annotations.NullMarked;

/**
 * Complaints to a State's oversight body as acts, and the receipt that proves one. Imports {@code
 * record.act} and {@code record.tlog}. Open {@link comity.record.complaint.ComplaintReceipt} first,
 * which judges a receipt offline; the format is docs/formats/complaint.md.
 */
@NullMarked
package comity.record.complaint;

import org.jspecify.annotations.NullMarked;

/**
 * The act: one legal step, said once, signed, never changed. This room holds its exact form
 * (header, salted sections, canonical JSON, digest), its signatures (the authority's JWS, a
 * person's passkey assertion), the directory that says which key speaks for whom, and the causal
 * order in which a docket's acts are read.
 *
 * <p>It knows no treaty and no server; a cryptographer can audit it alone. Open {@link
 * comity.record.act.Header} first, then {@link comity.record.act.Envelope}.
 */
@NullMarked
package comity.record.act;

import org.jspecify.annotations.NullMarked;

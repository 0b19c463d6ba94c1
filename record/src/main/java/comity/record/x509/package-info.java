/**
 * X.509 certificates (RFC 5280) and timestamps (RFC 3161), as far as a directory and a verifier ask
 * them: whose key is it, does a chain lead to an anchor that a State named, and since when was
 * something there. Pure, and small enough to run in a court's browser. It may import only the JDK
 * and BouncyCastle's arithmetic. Open {@link comity.record.x509.Timestamp}.
 */
@NullMarked
package comity.record.x509;

import org.jspecify.annotations.NullMarked;

/** Certificates and timestamps against the real openssl, which makes and judges them too. */
@NullMarked
package comity.record.x509;

import org.jspecify.annotations.NullMarked;

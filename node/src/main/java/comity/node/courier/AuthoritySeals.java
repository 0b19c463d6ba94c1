package comity.node.courier;

import comity.record.act.Header;
import comity.record.act.Json;
import java.util.Optional;

/**
 * Seals an act's sections to the authority of a partner that receives them, inside the connection's
 * own encryption, and opens what partners sealed to ours.
 */
public interface AuthoritySeals {

    /** Empty while the partner's directory names no key of an authority that may receive it. */
    Optional<Json.Obj> seal(byte[] sections, Header act, String partner);

    /** Empty if it was sealed to somebody else, or for another act, or was changed. */
    Optional<byte[]> open(Json.Obj sealed, Header act);
}

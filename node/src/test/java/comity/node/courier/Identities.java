package comity.node.courier;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** With what a State's node shows itself to its partners, for tests. */
final class Identities {
    private Identities() {}

    /** Made at {@code clock}'s time, or taken up again where {@code folder} has one. */
    static TlsIdentity of(Path folder, String state, InstantSource clock) {
        return TlsIdentity.open(
                folder.resolve(state + ".p12"),
                "a test's secret",
                state,
                clock,
                new SecureRandom());
    }
}

package comity.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** A port that was claimed stays free until it is used. */
class ClaimedPortTest {
    @Test
    void no_two_claims_are_of_one_port_and_each_can_be_listened_on() throws Exception {
        var claims = new ArrayList<ClaimedPort>();
        try {
            // So many that chance alone would give some of them twice.
            for (var i = 0; i < 600; i++) claims.add(ClaimedPort.any());
            var numbers = new HashSet<Integer>();
            for (var claim : claims) {
                assertThat(numbers.add(claim.number())).isTrue();
                try (var server =
                        new ServerSocket(claim.number(), 1, InetAddress.getLoopbackAddress())) {
                    assertThat(server.getLocalPort()).isEqualTo(claim.number());
                }
            }
        } finally {
            for (var claim : claims) claim.close();
        }
    }
}

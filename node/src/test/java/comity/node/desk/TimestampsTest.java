package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running demo node stamps its log with its own trial authority, and says what that is. */
@Timeout(180)
class TimestampsTest extends Borduria {
    @TempDir Path folder = Path.of("");

    @Test
    void an_act_is_anchored_after_it_was_filed_and_the_pages_say_by_whom() throws Exception {
        var docket = ActId.next(Nation.NOON, new Random(94));
        var act = arrived(docket);

        var record = anchored(docket.toString(), act.hex());

        var timestamp = record.object("timestamp").orElseThrow();
        assertThat(timestamp.get("trial")).contains(new Json.Bool(true));
        assertThat(record.get("unstamped")).isEmpty();
        var page =
                send(HttpRequest.newBuilder(
                                        java.net.URI.create(
                                                relyingParty.origin()
                                                        + "/dockets/"
                                                        + docket
                                                        + "/proofs/"
                                                        + act.hex()))
                                .header("Accept", "text/html")
                                .header("Cookie", "comity-session=" + token(Who.KATZ))
                                .GET())
                        .text();
        assertThat(page).contains("This node’s own trial authority: proves nothing");
    }

    private Json.Obj anchored(String docket, String act) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            var view = get(Who.KATZ, "/dockets/" + docket).expect(200).object();
            for (var item : view.items("acts")) {
                if (item instanceof Json.Obj one
                        && one.text("digest").filter(act::equals).isPresent()) {
                    var record = one.object("record").orElseThrow();
                    if (record.get("timestamp").isPresent()) return record;
                    // Until then it says for how long it has been waiting.
                    assertThat(record.get("unstamped")).isPresent();
                }
            }
            assertThat(System.nanoTime()).as("not anchored in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void the_log_says_whom_it_asks_and_how_far_it_is_anchored() {
        var log =
                send(request("/log").GET()).expect(200).object().object("timestamps").orElseThrow();

        assertThat(log.texts("places").toString()).contains("/demo/timestamps");
        assertThat(log.get("secondsAhead")).contains(new Json.Real(0));
    }

    @Test
    void the_directory_names_it_as_a_trial() {
        var named = registry.directories().of("XB").orElseThrow().log().timestampAuthorities();

        assertThat(named).singleElement().matches(authority -> authority.trial());
    }

    /** Over HTTP, with the tools that everybody has. */
    @Test
    void openssl_asks_it_and_verifies_its_answer() throws Exception {
        var certificate =
                registry.directories()
                        .of("XB")
                        .orElseThrow()
                        .log()
                        .timestampAuthorities()
                        .getFirst()
                        .certificate();
        Files.write(folder.resolve("anchor.der"), certificate.der());
        var said =
                sh(
                        "echo hello >message && openssl ts -query -data message -sha256 -cert -out q.tsq 2>&1"
                                + " && curl -sSf -H 'Content-Type: application/timestamp-query'"
                                + " --data-binary @q.tsq -o r.tsr "
                                + relyingParty.origin()
                                + "/demo/timestamps && openssl x509 -inform DER -in anchor.der -out anchor.pem"
                                + " && openssl ts -verify -queryfile q.tsq -in r.tsr -CAfile anchor.pem -attime "
                                + Instant.from(clock.instant()).getEpochSecond()
                                + " 2>&1");
        assertThat(said).contains("Verification: OK");
    }

    @Test
    void what_is_no_query_is_refused_and_never_an_error() {
        assertThat(asked("no query".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
        assertThat(asked(new byte[1 << 20]).status()).isEqualTo(413);
    }

    private Answer asked(byte[] query) {
        return send(
                HttpRequest.newBuilder(
                                java.net.URI.create(relyingParty.origin() + "/demo/timestamps"))
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(query)));
    }

    private String sh(String command) throws Exception {
        var process =
                new ProcessBuilder("sh", "-ec", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.frame.Onion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over Tor a person reaches the portal, and nobody reaches anything else. */
class OnionTest extends Borduria {
    private static final String HOST = ONION.substring("http://".length());

    /** As tor hands it on: the head and body of the answer to a plain request. */
    private static String overTor(String method, String path, String host, String... headers)
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ONION_PORT.number())) {
            var asked =
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nConnection: close\r\nContent-Length: 0\r\n"
                            + String.join("", headers)
                            + "\r\n";
            socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/complaint",
                "/complaint/inquiry",
                "/complaint/return",
                "/transparency",
                "/transparency/data.csv",
                "/assets/mark.svg",
                "/checkpoint"
            })
    void what_is_for_everybody_answers_without_a_cookie(String path) throws IOException {
        var answer = overTor("GET", path, HOST);

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("set-cookie")
                .doesNotContain("strict-transport-security")
                .doesNotContain("onion-location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signin",
                "/worklist",
                "/demo/session",
                "/dockets",
                "/admin",
                "/federation/acts",
                "/complaints",
                "/transparency/../worklist",
                "/complaint/%2e%2e/worklist",
                "/complaint;/../worklist",
                "//worklist",
                "/actuator/health"
            })
    void nothing_else_does(String path) throws IOException {
        assertThat(overTor("GET", path, HOST))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 404"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
        assertThat(overTor("POST", path, HOST)).doesNotStartWith("HTTP/1.1 2");
    }

    /** A name that somebody made lead to this machine is not the service's. */
    @Test
    void another_name_is_not_answered() throws IOException {
        for (var host : new String[] {"localhost", "127.0.0.1", "example.org"})
            assertThat(overTor("GET", "/complaint", host)).startsWith("HTTP/1.1 404");
        assertThat(overTor("GET", "/complaint", HOST + ":80")).startsWith("HTTP/1.1 200");
        assertThat(overTor("GET", "/", HOST))
                .startsWith("HTTP/1.1 303")
                .contains("Location: /complaint");
    }

    @Test
    void a_browser_that_came_by_the_open_network_is_told_of_it() {
        var told =
                send(request("/transparency?language=fr").setHeader("Accept", "text/html").GET())
                        .expect(200)
                        .response()
                        .headers()
                        .firstValue("Onion-Location");
        assertThat(told).contains(ONION + "/transparency?language=fr");
        assertThat(
                        send(request("/signin").setHeader("Accept", "text/html").GET())
                                .response()
                                .headers()
                                .firstValue("Onion-Location"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://short.onion",
                "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.onion",
                "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.onion/",
                "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org"
            })
    void an_address_that_is_none_stops_the_start_with_a_sentence(String address) {
        assertThatThrownBy(() -> new Onion(address, 8081))
                .hasMessageContaining("comity.onion.address");
        assertThatThrownBy(() -> new Onion(ONION, 0)).hasMessageContaining("comity.onion.port");
    }
}

package comity.node.courier;

import comity.record.act.Digest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Keeps the two ports apart: partners' paths answer on the federation port alone and to registered
 * partners alone; nothing else answers there.
 */
public final class FederationGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** The request attribute that names the partner's State. */
    public static final String PEER = "comity.peer";

    private final transient Peers peers;
    private final transient IntSupplier federationPort;

    public FederationGate(Peers peers, IntSupplier federationPort) {
        this.peers = peers;
        this.federationPort = federationPort;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var here = request.getLocalPort() == federationPort.getAsInt();
        // The decoded path, as the handlers are chosen by: no spelling of it may reach the other
        // port.
        var federation = request.getServletPath().startsWith("/federation/");
        if (here != federation) {
            refuse(response, 404, "not-here", "Nothing answers at this path on this port.");
            return;
        }
        if (federation) {
            var peer = peer(request);
            if (peer.isEmpty()) {
                refuse(
                        response,
                        403,
                        "peer-unknown",
                        "Only registered partners are heard. Have your introduction entered by this State's administrator.");
                return;
            }
            request.setAttribute(PEER, peer.get().state());
        }
        chain.doFilter(request, response);
    }

    private Optional<Introduction> peer(HttpServletRequest request) {
        if (!(request.getAttribute("jakarta.servlet.request.X509Certificate")
                        instanceof X509Certificate[] chain)
                || chain.length == 0) return Optional.empty();
        try {
            chain[0].checkValidity();
            return peers.byCertificate(Digest.of(chain[0].getEncoded()));
        } catch (CertificateEncodingException
                | java.security.cert.CertificateExpiredException
                | java.security.cert.CertificateNotYetValidException _) {
            return Optional.empty();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(
                        ("{\"type\":\"urn:comity:problem:"
                                        + code
                                        + "\",\"title\":\""
                                        + code
                                        + "\",\"status\":"
                                        + status
                                        + ",\"detail\":\""
                                        + detail
                                        + "\"}")
                                .getBytes(StandardCharsets.UTF_8));
    }
}

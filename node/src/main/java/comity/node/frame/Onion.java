package comity.node.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entrance for whoever comes over Tor, where the operator offers one: a port of its own on this
 * machine, to which the operator's tor hands on, and at which the public's pages answer and nothing
 * else. On the node's other port the same pages tell a browser of it ({@code Onion-Location}).
 */
public final class Onion extends HttpFilter {
    @Serial private static final long serialVersionUID = 1L;

    /** A version-3 onion service: 56 signs of Base32. */
    private static final String ADDRESS = "http://[a-z2-7]{56}\\.onion";

    /** What is for everybody and asks for nobody's name. */
    private static final Set<String> OPEN = Set.of("/complaint", "/transparency");

    private static final Set<String> BESIDE = Set.of("/assets", "/log", "/checkpoint", "/tile");

    private final String address;
    private final int port;

    /**
     * @param address such as {@code http://….onion}
     * @param port on this machine alone, to which tor hands on
     * @throws IllegalStateException with a sentence for the administrator, if they do not fit
     */
    public Onion(String address, int port) {
        if (!address.matches(ADDRESS))
            throw new IllegalStateException(
                    "comity.onion.address is the address of an onion service, http:// and 56 signs"
                            + " and .onion, without a slash at the end");
        if (port < 1)
            throw new IllegalStateException(
                    "comity.onion.address is set, and comity.onion.port does not name the port to"
                            + " which tor hands on");
        this.address = address;
        this.port = port;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The decoded path, as the handlers are chosen by.
        var path = request.getServletPath();
        if (request.getLocalPort() != port) {
            if (isUnder(OPEN, path) && request.getMethod().equals("GET"))
                response.setHeader("Onion-Location", address + target(request));
            chain.doFilter(request, response);
        } else if (!URI.create(address).getHost().equals(host(request))) {
            refuse(request, response, "onion.other-name");
        } else if (path.equals("/")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/complaint");
        } else if (isUnder(OPEN, path) || isUnder(BESIDE, path)) {
            chain.doFilter(request, new Cookieless(response));
        } else refuse(request, response, "onion.elsewhere");
    }

    private static boolean isUnder(Set<String> roots, String path) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** A name that a browser was told leads here could be any: it must be ours. */
    private static String host(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Host"))
                .map(host -> host.replaceFirst(":80$", ""))
                .orElse("");
    }

    private static String target(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String code)
            throws IOException {
        var language = Languages.nearest(request.getLocale());
        var why =
                Problem.of(
                        HttpServletResponse.SC_NOT_FOUND,
                        code,
                        Map.of("address", address),
                        language);
        response.setStatus(why.status());
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Content-Language", language.getLanguage());
        response.getOutputStream()
                .write((why.title() + "\n" + why.remedy() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever comes over Tor is not recognised when they come again: no cookie is set. */
    private static final class Cookieless extends HttpServletResponseWrapper {
        private static final String COOKIE = "Set-Cookie";

        Cookieless(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addCookie(Cookie cookie) {}

        @Override
        public void addHeader(String name, String value) {
            if (!name.equalsIgnoreCase(COOKIE)) super.addHeader(name, value);
        }

        @Override
        public void setHeader(String name, String value) {
            if (!name.equalsIgnoreCase(COOKIE)) super.setHeader(name, value);
        }
    }
}

package comity.node.frame;

import comity.node.identity.Person;
import comity.node.identity.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is asking: a program by its bearer token, a browser by its cookie. It lets everyone
 * pass; {@link Guard} decides whom a route serves.
 */
final class SignedIn extends OncePerRequestFilter {
    static final String COOKIE = "comity-session";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;

    SignedIn(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        token(request)
                .flatMap(sessions::known)
                .ifPresent(known -> request.setAttribute(SignedIn.class.getName(), known));
        chain.doFilter(request, response);
    }

    static Optional<Person> person(HttpServletRequest request) {
        return known(request).map(Sessions.Known::person);
    }

    /** Whether a program asks, which acts for somebody who is not at the keyboard. */
    static boolean isProgram(HttpServletRequest request) {
        return known(request).filter(Sessions.Known::program).isPresent();
    }

    static Optional<Sessions.Known> known(HttpServletRequest request) {
        return Optional.ofNullable((Sessions.Known) request.getAttribute(SignedIn.class.getName()));
    }

    /** The token that the request carries, whether it is any good or not. */
    static Optional<String> token(HttpServletRequest request) {
        return bearer(request).or(() -> cookie(request));
    }

    static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(token -> token.length() < 200);
    }

    static Optional<String> cookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(token -> token.length() < 200)
                .findFirst();
    }
}

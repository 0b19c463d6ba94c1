package comity.node.recourse;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the server from reading the portal's forms with files: whoever asks it for a parameter
 * would have it write their files, in the clear, into a temporary folder. They are read by {@link
 * FormWithFiles} alone.
 */
final class UnparsedForms extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        var withFiles =
                type != null
                        && type.regionMatches(
                                true,
                                0,
                                MediaType.MULTIPART_FORM_DATA_VALUE,
                                0,
                                MediaType.MULTIPART_FORM_DATA_VALUE.length());
        chain.doFilter(withFiles ? new Unparsed(request) : request, response);
    }

    /** A request without parameters, whose body is still whole. */
    private static final class Unparsed extends HttpServletRequestWrapper {
        Unparsed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }
    }
}

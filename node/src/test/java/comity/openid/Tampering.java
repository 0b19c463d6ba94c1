package comity.openid;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.springframework.core.Ordered;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Whoever sits on the provider's line: changes what one of its addresses answers, or cuts it. */
public final class Tampering {
    private volatile String address = "";
    private volatile UnaryOperator<String> change = UnaryOperator.identity();
    private volatile boolean cut;

    /** Changes each answer of one address, such as {@code /oauth2/token}. */
    public void change(String path, UnaryOperator<String> how) {
        change = how;
        address = path;
    }

    /** Nothing is answered any more but that it cannot be. */
    public void cut() {
        cut = true;
    }

    void stop() {
        address = "";
        cut = false;
    }

    OnTheLine onTheLine() {
        return new OnTheLine(this);
    }

    /** The place on the line. */
    static final class OnTheLine implements Filter, Ordered {
        private final Tampering by;

        private OnTheLine(Tampering by) {
            this.by = by;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var answer = (HttpServletResponse) response;
            if (by.cut) {
                answer.sendError(503);
                return;
            }
            if (!((HttpServletRequest) request).getRequestURI().equals(by.address)) {
                chain.doFilter(request, response);
                return;
            }
            var kept = new ContentCachingResponseWrapper(answer);
            chain.doFilter(request, kept);
            var said = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
            kept.resetBuffer();
            kept.getOutputStream().write(by.change.apply(said).getBytes(StandardCharsets.UTF_8));
            kept.copyBodyToResponse();
        }
    }
}

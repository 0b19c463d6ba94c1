package comity.node.frame;

import comity.record.act.Digest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The same form, sent twice by the same rendering of its page: a double click, or the back button
 * and the same button again. The second waits for the first and is led where the first was. The
 * forms' token tells the renderings apart, for each page's is masked anew. A person's forms are
 * taken one after the other; only the last one's answer is remembered, so that whoever did
 * something else in between is heard.
 */
final class SentTwice extends OncePerRequestFilter {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 2_000;

    private final InstantSource clock;
    private final Map<String, Last> bySession =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
                    return size() > MOST;
                }
            };

    SentTwice(InstantSource clock) {
        this.clock = clock;
    }

    /** The form that a session sent last, and where it led. */
    private static final class Last {
        private final ReentrantLock oneByOne = new ReentrantLock();
        private @Nullable Answered answered;
    }

    private record Answered(String form, String led, Instant at) {}

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = SignedIn.cookie(request).filter(_ -> SignedIn.known(request).isPresent());
        var form = session.flatMap(_ -> form(request));
        if (session.isEmpty() || form.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var last = last(Digest.of(session.get().getBytes(StandardCharsets.UTF_8)).hex());
        var alone = alone(last);
        try {
            var led = led(last, form.get());
            if (led.isPresent()) {
                response.setStatus(HttpStatus.SEE_OTHER.value());
                response.setHeader(HttpHeaders.LOCATION, led.get());
                return;
            }
            chain.doFilter(request, response);
            var to = response.getHeader(HttpHeaders.LOCATION);
            last.answered =
                    response.getStatus() == HttpStatus.SEE_OTHER.value() && to != null
                            ? new Answered(form.get(), to, clock.instant())
                            : null;
        } finally {
            if (alone) last.oneByOne.unlock();
        }
    }

    private Last last(String session) {
        synchronized (bySession) {
            return bySession.computeIfAbsent(session, _ -> new Last());
        }
    }

    /**
     * False if the one before takes too long: it is not the only guard, and nobody waits for ever.
     */
    private static boolean alone(Last last) {
        try {
            return last.oneByOne.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> led(Last last, String form) {
        return Optional.ofNullable(last.answered)
                .filter(before -> before.form().equals(form))
                .filter(before -> clock.instant().isBefore(before.at().plus(REMEMBERED)))
                .map(Answered::led);
    }

    /** What was sent, to where; empty if it is no form of a page. */
    private static Optional<String> form(HttpServletRequest request) {
        var type = request.getContentType();
        if (!request.getMethod().equals("POST")
                || type == null
                || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                || request.getParameter("_csrf") == null) return Optional.empty();
        var sha = Digest.sha256();
        add(sha, request.getRequestURI());
        new TreeMap<>(request.getParameterMap())
                .forEach(
                        (name, values) -> {
                            add(sha, name);
                            for (var value : values) add(sha, value);
                            add(sha, "");
                        });
        return Optional.of(HexFormat.of().formatHex(sha.digest()));
    }

    private static void add(MessageDigest sha, String text) {
        sha.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }
}

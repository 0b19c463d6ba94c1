package comity.node.frame;

import comity.node.registry.StorageFailed;
import comity.node.signer.SignerUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Answers everything that went wrong, here and nowhere else: what was asked wrongly with what to do
 * about it, what failed here with a word that is ours to explain. Logs say which kind of failure,
 * never what somebody wrote.
 */
@ControllerAdvice
// A room that knows its own failures answers before this one, which knows all of them.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final ObjectProvider<ProblemPage> page;

    Problems(ObjectProvider<ProblemPage> page) {
        this.page = page;
    }

    @ExceptionHandler
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(refused.problem(Languages.current()), request);
    }

    /** A number or identifier in the address that is none. */
    @ExceptionHandler
    Object misshapen(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return answer(
                Problem.of(
                        400,
                        "parameter.malformed",
                        Map.of("parameter", e.getName()),
                        Languages.current()),
                request);
    }

    @ExceptionHandler
    Object unreadable(HttpMessageConversionException e, HttpServletRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return refused(refused, request);
        }
        return answer(Problem.of(400, "body.unreadable", Languages.current()), request);
    }

    /** The caller went away; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("the caller went away");
    }

    @ExceptionHandler
    Object storage(StorageFailed e, HttpServletRequest request) {
        LOG.error("a store failed", e);
        return answer(Problem.of(503, "storage.failed", Languages.current()), request);
    }

    /** Nothing was signed, so nothing was filed. */
    @ExceptionHandler
    Object unsigned(SignerUnavailable e, HttpServletRequest request) {
        LOG.error("the signer did not sign", e);
        return answer(Problem.of(503, e.why().code(), Languages.current()), request);
    }

    @ExceptionHandler
    Object anything(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        // Half an answer is out: break the connection off, so that nobody takes it for a whole one.
        if (response.isCommitted()) throw e;
        if (e instanceof ErrorResponse known) return known(known, request);
        if (e.getCause() instanceof Refused refused) return refused(refused, request);
        LOG.error("a request failed", e);
        return answer(Problem.of(500, "node.failed", Languages.current()), request);
    }

    /** What Spring refuses by itself: an unknown path, a method, a media type. */
    private Object known(ErrorResponse known, HttpServletRequest request) {
        var status = known.getStatusCode().value();
        var code =
                switch (status) {
                    case 404 -> "unknown";
                    case 405 -> "method.not-allowed";
                    case 406 -> "media-type.not-offered";
                    case 413 -> "body.too-large";
                    case 415 -> "media-type.not-taken";
                    default -> status < 500 ? "request.malformed" : "node.failed";
                };
        if (status >= 500) LOG.error("a request failed with status {}", status);
        var answer = answer(Problem.of(status, code, Languages.current()), request);
        return answer instanceof ResponseEntity<?> entity
                ? ResponseEntity.status(status)
                        .headers(headers -> headers.addAll(known.getHeaders()))
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(entity.getBody())
                : answer;
    }

    private Object answer(Problem problem, HttpServletRequest request) {
        var placed = problem.at(request.getRequestURI());
        if (wantsPage(request)) {
            var pages = page.getIfAvailable();
            if (pages != null) {
                var model = pages.of(placed, Languages.current());
                model.setStatus(HttpStatus.resolve(placed.status()));
                return model;
            }
        }
        return ResponseEntity.status(placed.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(placed);
    }

    /** Whether a person at a browser asks, and no program. */
    public static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null) return false;
        try {
            return MediaType.parseMediaTypes(List.of(accept)).stream()
                    .anyMatch(
                            type ->
                                    type.isCompatibleWith(MediaType.TEXT_HTML)
                                            && !type.isWildcardType());
        } catch (org.springframework.http.InvalidMediaTypeException _) {
            return false;
        }
    }
}

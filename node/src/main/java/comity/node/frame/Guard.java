package comity.node.frame;

import comity.node.identity.Offices;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The one place that decides whether a route serves who is asking. What a handler does not say, it
 * does not serve: no annotation, no entry.
 */
@Component
public class Guard implements HandlerInterceptor {
    /** The paths that answer on the partners' port alone. */
    static final String PARTNERS = "/federation/";

    static final String DESCRIPTION = "/openapi.json";

    private final Offices offices;

    Guard(Offices offices) {
        this.offices = offices;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) return true; // files of the design system
        // Partners' nodes are let in, or not, by their certificate at the courier's own gate.
        if (request.getRequestURI().startsWith(PARTNERS)) return true;
        // The description of this API is everyone's; its handler is not ours to annotate.
        if (request.getRequestURI().equals(DESCRIPTION)) return true;
        var serves = serves(method).orElseThrow(() -> Refused.with(403, "route.serves-nobody"));
        switch (serves.value()) {
            case ANYONE -> {}
            case OFFICERS -> {
                var person =
                        SignedIn.person(request)
                                .orElseThrow(() -> Refused.with(401, "session.missing"));
                if (SignedIn.isProgram(request) && !serves.programs())
                    throw Refused.with(403, "program.not-served");
                var served = List.of(serves.offices());
                if (!served.isEmpty()
                        && offices.of(person).stream()
                                .noneMatch(officer -> served.contains(officer.office())))
                    throw Refused.with(403, "office.not-served");
            }
        }
        return true;
    }

    /** What a handler declares, on itself or on its class. Spring's own error answer is ours. */
    public static Optional<Serves> serves(HandlerMethod method) {
        return Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(
                                method.getMethod(), Serves.class))
                .or(
                        () ->
                                Optional.ofNullable(
                                        AnnotatedElementUtils.findMergedAnnotation(
                                                method.getBeanType(), Serves.class)));
    }
}

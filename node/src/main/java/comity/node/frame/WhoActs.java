package comity.node.frame;

import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives handlers the {@link Person} who is signed in, or the {@link Officer}: the same person in
 * the office that the request names (header {@code Comity-Office}, parameter {@code office}), or in
 * the only one that the route serves and they hold.
 */
@Component
public class WhoActs implements HandlerMethodArgumentResolver {
    public static final String HEADER = "Comity-Office";

    private final Offices offices;
    private final Sessions sessions;

    WhoActs(Offices offices, Sessions sessions) {
        this.sessions = sessions;
        this.offices = offices;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Person.class
                || parameter.getParameterType() == Officer.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder) {
        var request = (HttpServletRequest) web.getNativeRequest();
        var person =
                SignedIn.person(request).orElseThrow(() -> Refused.with(401, "session.missing"));
        if (parameter.getParameterType() == Person.class) return person;
        return officer(person, named(request), served(request));
    }

    /**
     * {@code person} in the office {@code named}.
     *
     * @param served the offices that the route serves; none stands for all
     */
    public Officer officer(Person person, Optional<String> named, List<String> served) {
        var held =
                offices.of(person).stream()
                        .filter(office -> served.isEmpty() || served.contains(office.office()))
                        .toList();
        if (named.filter(name -> !name.isBlank()).isEmpty()) {
            if (held.size() == 1) return held.getFirst();
            throw Refused.with(400, "office.unnamed");
        }
        return held.stream()
                .filter(office -> office.inOffice().equals(named.get()))
                .findFirst()
                .orElseThrow(
                        () -> Refused.with(403, "office.not-held", Map.of("office", named.get())));
    }

    /** Who is signed in; empty if nobody is. */
    public Optional<Person> signedIn(HttpServletRequest request) {
        return SignedIn.person(request);
    }

    /**
     * Before what only a person may do and no passkey signs by itself: whoever asks has signed in
     * within the last minute.
     *
     * @return the passkey with which they did, as a hash
     */
    public String verified(HttpServletRequest request) {
        var known = SignedIn.known(request).orElseThrow(() -> Refused.with(401, "session.missing"));
        if (!sessions.isFresh(known) || known.device().isEmpty())
            throw Refused.with(401, "session.not-fresh");
        return known.device();
    }

    /**
     * In which offices whoever is signed in may be asking: the one that the request names, else
     * each that they hold and the route serves. A named one that they do not hold is refused.
     */
    public List<Officer> asking(HttpServletRequest request) {
        var person = SignedIn.person(request);
        if (person.isEmpty()) return List.of();
        var served = served(request);
        var named = named(request).filter(name -> !name.isBlank());
        var asking =
                offices.of(person.get()).stream()
                        .filter(office -> served.isEmpty() || served.contains(office.office()))
                        .filter(office -> named.isEmpty() || office.inOffice().equals(named.get()))
                        .toList();
        if (asking.isEmpty() && named.isPresent())
            throw Refused.with(403, "office.not-held", Map.of("office", named.get()));
        return asking;
    }

    private static Optional<String> named(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .or(() -> Optional.ofNullable(request.getParameter("office")));
    }

    /** All offices that {@code person} holds. */
    public List<Officer> held(Person person) {
        return offices.of(person);
    }

    private static List<String> served(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                        instanceof HandlerMethod method
                ? Guard.serves(method)
                        .filter(serves -> serves.value() == Serves.Whom.OFFICERS)
                        .map(serves -> List.of(serves.offices()))
                        .orElse(List.of())
                : List.of();
    }
}

package comity.node.frame;

import comity.node.identity.DemoPeople;
import comity.node.identity.Keystore;
import comity.node.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;

/** Hands a template what every page knows, beside what this one shows. */
@Component
public class Pages implements ProblemPage {
    /** Members of a form that its page keeps in another language; of an address, all are kept. */
    private static final List<String> CARRIED =
            List.of(
                    "draft",
                    "office",
                    "filter",
                    "region",
                    "sort",
                    "article",
                    "effect",
                    "basis",
                    "stage",
                    "example",
                    "citation",
                    "requesting",
                    "requested",
                    "measure");

    private static final int MOST_CARRIED = 2_000;

    private final Keystore keys;
    private final Desks desks;
    private final AuthorityNames authorities;
    private final ObjectProvider<DemoPeople> demo;

    Pages(Keystore keys, Desks desks, AuthorityNames authorities, ObjectProvider<DemoPeople> demo) {
        this.keys = keys;
        this.desks = desks;
        this.authorities = authorities;
        this.demo = demo;
    }

    /** The page made by {@code src/main/jte/<template>.jte}. */
    public ModelAndView of(String template, Map<String, ?> shown) {
        var model = new HashMap<String, Object>(shown);
        model.put("page", page(request(), Languages.current()));
        return new ModelAndView(template, model);
    }

    /**
     * A page for whoever must not be recognised: it names nobody, and has no token, so that no
     * cookie is set by which a browser could be known again.
     */
    public ModelAndView unrecognised(String template, Map<String, ?> shown) {
        var model = new HashMap<String, Object>(shown);
        model.put(
                "page",
                new Page(
                        Languages.current(),
                        request().getRequestURI(),
                        "",
                        "",
                        List.of(),
                        Set.of(),
                        keys.state(),
                        "",
                        demo.getIfAvailable() != null));
        return new ModelAndView(template, model);
    }

    @Override
    public ModelAndView of(Problem problem, Locale language) {
        return new ModelAndView(
                "problem",
                Map.of(
                        "page",
                        page(request(), language),
                        "problem",
                        problem,
                        "again",
                        problem.status() == 401 ? typed(request()) : Map.of(),
                        "file",
                        problem.status() == 401 && isWithFile(request())));
    }

    /** A file cannot be handed back, nor what came with it: it has not been read. */
    private static boolean isWithFile(HttpServletRequest request) {
        var form = request.getContentType();
        return request.getMethod().equals("POST")
                && form != null
                && form.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /**
     * What a form held that came after its session had ended: it is handed back with the answer, so
     * that it can be sent again once its writer has signed in.
     */
    private static Map<String, List<String>> typed(HttpServletRequest request) {
        var typed = new TreeMap<String, List<String>>();
        var form = request.getContentType();
        if (!request.getMethod().equals("POST")
                || form == null
                || !form.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) return typed;
        request.getParameterMap()
                .forEach(
                        (name, values) -> {
                            if (!name.equals("_csrf")) typed.put(name, List.of(values));
                        });
        return typed;
    }

    /** After a form was taken: look at what became of it. */
    public static ModelAndView seeOther(String path) {
        var view = new org.springframework.web.servlet.view.RedirectView(path);
        view.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return new ModelAndView(view);
    }

    private Page page(HttpServletRequest request, Locale language) {
        var person = SignedIn.person(request);
        var csrf = request.getAttribute(CsrfToken.class.getName());
        return new Page(
                language,
                request.getRequestURI(),
                carried(request),
                person.map(Person::name).orElse(""),
                person.map(desks::of).orElse(List.of()),
                person.map(desks::inner).orElse(Set.of()),
                keys.state(),
                csrf instanceof CsrfToken token ? token.getToken() : "",
                demo.getIfAvailable() != null,
                id -> authorities.of(id, language));
    }

    /**
     * What was asked for stays when the language changes; a form that was sent is not asked again.
     */
    private static String carried(HttpServletRequest request) {
        var carried = new StringBuilder();
        var names =
                request.getMethod().equals("GET")
                        ? new TreeSet<>(request.getParameterMap().keySet())
                        : CARRIED;
        for (var name : names) {
            if (name.equals("language") || !name.matches("[A-Za-z_]{1,40}")) continue;
            for (var value :
                    Optional.ofNullable(request.getParameterValues(name)).stream()
                            .flatMap(Stream::of)
                            .toList())
                if (value.matches("[A-Za-z0-9_()./-]{1,200}") && carried.length() < MOST_CARRIED)
                    carried.append('&').append(name).append('=').append(value);
        }
        return carried.toString();
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
                .getRequest();
    }
}

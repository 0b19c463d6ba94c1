package comity.node.frame;

import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The ways in that stand at the head of every page: each person is shown those that serve an office
 * of theirs, by the very word that the {@link Guard} asks.
 */
@Component
final class Desks {
    /** In the order in which they are shown; the name of each is {@code desks.<name>}. */
    private static final List<Page.Desk> ALL =
            List.of(
                    new Page.Desk("/admin", "admin"),
                    new Page.Desk("/worklist", "worklist"),
                    new Page.Desk("/search", "search"),
                    new Page.Desk("/duty", "duty"),
                    new Page.Desk("/writer", "writer"),
                    new Page.Desk("/provider/orders", "orders"),
                    new Page.Desk("/provider/keys", "keys"),
                    new Page.Desk("/translations", "translations"),
                    new Page.Desk("/within", "within"),
                    new Page.Desk("/conditions", "conditions"),
                    new Page.Desk("/presence/questions", "presence"),
                    new Page.Desk("/retention", "retention"),
                    new Page.Desk("/oversight/complaints", "complaints"),
                    new Page.Desk("/oversight/openings", "openings"),
                    new Page.Desk("/oversight/alerts", "alerts"),
                    new Page.Desk("/completeness", "completeness"),
                    new Page.Desk("/custody/certificates", "certificates"),
                    new Page.Desk("/backlog", "backlog"),
                    new Page.Desk("/calendar", "calendar"),
                    new Page.Desk("/mail", "mail"),
                    new Page.Desk("/persons", "persons"),
                    new Page.Desk("/offices", "offices"),
                    new Page.Desk("/law/entries", "entries"),
                    new Page.Desk("/directory", "directory"),
                    new Page.Desk("/directory/partners", "partners"),
                    new Page.Desk("/readings", "readings"),
                    new Page.Desk("/signed", "signed"),
                    new Page.Desk("/rehearsal", "rehearsal"));

    /** Pages that others lead to, if they serve the reader. */
    private static final List<String> INNER =
            List.of(
                    "/oversight/findings",
                    "/break-glass",
                    "/law/texts/new",
                    "/law/register/enact",
                    "/law/profiles/new",
                    "/law/profiles/document");

    private final ObjectProvider<RequestMappingHandlerMapping> routes;
    private final Offices offices;

    Desks(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> routes,
            Offices offices) {
        this.routes = routes;
        this.offices = offices;
    }

    /** Those that serve {@code person}. */
    List<Page.Desk> of(Person person) {
        var held = held(person);
        return ALL.stream().filter(desk -> serves(desk.path(), held)).toList();
    }

    /** Those of the pages deeper in that do. */
    Set<String> inner(Person person) {
        var held = held(person);
        return INNER.stream().filter(path -> serves(path, held)).collect(Collectors.toSet());
    }

    private Set<String> held(Person person) {
        return offices.of(person).stream().map(Officer::office).collect(Collectors.toSet());
    }

    private boolean serves(String path, Set<String> held) {
        return routes.getObject().getHandlerMethods().entrySet().stream()
                .filter(route -> shows(route.getKey(), path))
                .findFirst()
                .flatMap(route -> Guard.serves(route.getValue()))
                .map(Serves::offices)
                .filter(
                        served ->
                                served.length == 0
                                        || held.stream().anyMatch(List.of(served)::contains))
                .isPresent();
    }

    private static boolean shows(RequestMappingInfo route, String path) {
        return route.getPatternValues().contains(path)
                && (route.getMethodsCondition().isEmpty()
                        || route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                && route.getProducesCondition()
                        .getProducibleMediaTypes()
                        .contains(MediaType.TEXT_HTML);
    }
}

package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.frame.Guard;
import comity.node.identity.Serves;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route says whom it serves, and serves nobody else. */
class RoutesTest extends Borduria {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private static final List<Who> ONE_OF_EACH =
            List.of(
                    Who.KATZ,
                    Who.CUSTODIAN,
                    Who.OKAFOR,
                    Who.ORBAN,
                    Who.INSPECTOR,
                    Who.ZELENKA,
                    Who.WEISS,
                    Who.TANAKA,
                    Who.ROOT,
                    Who.NYBERG,
                    Who.LUND,
                    Who.FINCH,
                    Who.HOLM,
                    Who.OTHER);

    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    record Route(String method, String path, HandlerMethod handler) {
        /** The path with something in each variable that nobody has. */
        String anywhere() {
            return path.replaceAll("\\{(digest|order|sha256)}", "0".repeat(64))
                    .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        }
    }

    static List<Route> routes(RequestMappingHandlerMapping mapping) {
        var routes = new ArrayList<Route>();
        mapping.getHandlerMethods()
                .forEach(
                        (info, handler) -> {
                            if (!handler.getBeanType().getName().startsWith("comity.")) return;
                            var methods = info.getMethodsCondition().getMethods();
                            for (var path : info.getPatternValues()) {
                                var verbs =
                                        methods.isEmpty()
                                                ? Stream.of("GET")
                                                : methods.stream().map(Enum::name);
                                verbs.forEach(verb -> routes.add(new Route(verb, path, handler)));
                            }
                        });
        return routes;
    }

    @Test
    void every_route_declares_whom_it_serves() {
        assertThat(routes(requestMappingHandlerMapping))
                .isNotEmpty()
                .filteredOn(route -> !route.path().startsWith("/federation/"))
                .allSatisfy(
                        route ->
                                assertThat(Guard.serves(route.handler()))
                                        .as(route.toString())
                                        .isPresent());
    }

    @Test
    void nobody_is_served_who_is_not_signed_in() {
        for (var route : forOfficers()) {
            var answer = send(any(route).method(route.method(), empty()));
            assertThat(answer.status()).as(route.toString()).isEqualTo(401);
            if (!route.method().equals("HEAD"))
                assertThat(answer.code()).as(route.toString()).isEqualTo("session.missing");
        }
    }

    @Test
    void no_office_is_served_that_the_route_does_not_name() {
        for (var who : List.of(Who.MOREAU, Who.ORBAN, Who.OKAFOR)) {
            var token = token(who);
            var office = who.office.substring(who.office.indexOf('/') + 1);
            for (var route : forOfficers()) {
                var offices = List.of(Guard.serves(route.handler()).orElseThrow().offices());
                if (offices.isEmpty() || offices.contains(office)) continue;
                var answer =
                        send(
                                any(route)
                                        .header("Authorization", "Bearer " + token)
                                        .method(route.method(), empty()));
                assertThat(answer.status()).as(who + " at " + route).isEqualTo(403);
            }
        }
    }

    /** Asked for what nobody has, and given nothing: refused in words, and never by breaking. */
    @Test
    void no_route_breaks_under_what_its_own_offices_ask_of_it() {
        var routes = forOfficers();
        for (var who : ONE_OF_EACH) {
            var token = token(who);
            var office = who.office.substring(who.office.indexOf('/') + 1);
            for (var route : routes) {
                // What ends a session, or makes another, is asked elsewhere.
                if (route.path().startsWith("/session") || !serves(route, office)) continue;
                var asked =
                        any(route)
                                .header("Authorization", "Bearer " + token)
                                .header("Comity-Office", who.office);
                if (!takesForm(route)) asked.setHeader("Content-Type", "application/json");
                var answer = send(asked.method(route.method(), little(route)));
                assertThat(answer.status())
                        .as(who + " at " + route + ": " + answer.text())
                        .isLessThan(500);
            }
        }
    }

    private static boolean serves(Route route, String office) {
        var offices = List.of(Guard.serves(route.handler()).orElseThrow().offices());
        return offices.isEmpty() || offices.contains(office);
    }

    /** A form without fields, or an object without members. */
    private static HttpRequest.BodyPublisher little(Route route) {
        return !route.method().equals("GET") && !takesForm(route)
                ? HttpRequest.BodyPublishers.ofString("{}")
                : empty();
    }

    @Test
    void every_answer_carries_the_headers() {
        var wanted =
                Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Embedder-Policy", "require-corp",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "X-Frame-Options", "DENY");
        for (var route : routes(requestMappingHandlerMapping)) {
            if (route.path().startsWith("/federation/")) continue;
            var answer = send(any(route).method(route.method(), empty()));
            assertThat(answer.status()).as(route.toString()).isLessThan(500);
            var headers = answer.response().headers();
            wanted.forEach(
                    (name, value) ->
                            assertThat(headers.firstValue(name))
                                    .as(route + " " + name)
                                    .contains(value));
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(route.toString())
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'");
            // The public log and the feeds alone may be kept by others: they are the same for
            // everyone.
            if (!route.handler().getBeanType().equals(LogResource.class)
                    && !route.path().startsWith("/transparency/feed."))
                assertThat(headers.firstValue("Cache-Control").orElse(""))
                        .as(route.toString())
                        .contains("no-store");
            assertThat(headers.firstValue("Permissions-Policy").orElse(""))
                    .contains("publickey-credentials-get=(self)");
        }
    }

    @Test
    void a_browser_that_another_site_sent_is_turned_away() {
        var answer =
                send(
                        request("/session/challenge")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(empty()));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("request.forbidden");
    }

    @Test
    void a_cookie_alone_changes_nothing() {
        var answer =
                send(
                        request("/dockets")
                                .header("Cookie", "comity-session=" + token(Who.KATZ))
                                .POST(empty()));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void a_browser_gets_a_cookie_that_no_script_reads_and_no_token() {
        var answer =
                send(
                        json(
                                request("/demo/session")
                                        .header("Sec-Fetch-Site", "same-origin")
                                        .header("Sec-Fetch-Mode", "cors"),
                                "POST",
                                comity.record.act.Json.object().with("person", "katz")));
        assertThat(answer.object().text("token")).contains("");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("comity-session=")
                                        .contains("HttpOnly")
                                        .contains("SameSite=Strict"));
    }

    private HttpRequest.Builder any(Route route) {
        var anything = request(route.anywhere()).setHeader("Accept", "*/*");
        // A form's route is asked with a form: else it would turn away the type, not the stranger.
        if (takesForm(route)) anything.setHeader("Content-Type", FORM);
        return anything;
    }

    private static boolean takesForm(Route route) {
        var consumes =
                AnnotatedElementUtils.findMergedAnnotation(
                        route.handler().getMethod(), RequestMapping.class);
        return consumes != null && List.of(consumes.consumes()).contains(FORM);
    }

    private List<Route> forOfficers() {
        return routes(requestMappingHandlerMapping).stream()
                .filter(
                        route ->
                                Guard.serves(route.handler())
                                        .filter(s -> s.value() == Serves.Whom.OFFICERS)
                                        .isPresent())
                .toList();
    }

    private static HttpRequest.BodyPublisher empty() {
        return HttpRequest.BodyPublishers.noBody();
    }
}

package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The API's description is true: it names every route and no other, and answers are as it says. */
class OpenApiTest extends Borduria {
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final Map<String, Schema> compiled = new HashMap<>();
    private Json.@Nullable Obj document;

    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options");

    @Test
    void it_names_every_route_and_no_other() {
        var described = new TreeSet<String>();
        document()
                .object("paths")
                .orElseThrow()
                .members()
                .forEach(
                        (path, verbs) ->
                                ((Json.Obj) verbs)
                                        .members().keySet().stream()
                                                .filter(VERBS::contains)
                                                .forEach(verb -> described.add(verb + " " + path)));
        var real = new TreeSet<String>();
        RoutesTest.routes(requestMappingHandlerMapping).stream()
                .filter(route -> isApi(route))
                .forEach(
                        route ->
                                real.add(
                                        route.method().toLowerCase(Locale.ROOT)
                                                + " "
                                                + route.path()));
        assertThat(described).isEqualTo(real);
    }

    /** Pages are for people, and partners' paths are described in docs/formats. */
    private static boolean isApi(RoutesTest.Route route) {
        return !route.path().startsWith("/federation/")
                && !route.path().equals("/error")
                && org.springframework.core.annotation.AnnotatedElementUtils.hasAnnotation(
                        route.handler().getBeanType(),
                        org.springframework.web.bind.annotation.RestController.class);
    }

    @Test
    void answers_are_as_it_says() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var draft = UUID.randomUUID();
        var said = WalkTest.refersTo(request);
        assertAnswer("/worklist", "get", get(Who.KATZ, "/worklist"), "200");
        assertAnswer("/dockets/{docket}", "get", get(Who.KATZ, "/dockets/" + docket), "200");
        assertAnswer(
                "/dockets/{docket}/options",
                "get",
                get(Who.KATZ, "/dockets/" + docket + "/options"),
                "200");
        assertAnswer("/acts/{digest}", "get", get(Who.KATZ, "/acts/" + request), "200");
        assertAnswer("/roots", "get", send(request("/roots").GET()), "200");
        assertAnswer(
                "/drafts/{draft}",
                "put",
                send(
                        json(
                                request(Who.KATZ, "/drafts/" + draft),
                                "PUT",
                                Json.object().with("type", "acknowledge").with("content", said))),
                "200");
        assertAnswer(
                "/assessments",
                "post",
                post(Who.KATZ, "/assessments", AssessmentsTest.matter()),
                "200");
        assertAnswer(
                "/assessment.schema.json",
                "get",
                send(request("/assessment.schema.json").GET()),
                "200");
        assertAnswer(
                "/request.schema.json", "get", send(request("/request.schema.json").GET()), "200");
        assertAnswer(
                "/drafts/assessment",
                "post",
                post(
                        Who.KATZ,
                        "/drafts/assessment",
                        Json.object().with("type", "request").with("content", Json.EMPTY)),
                "200");
        var proposal = propose(Who.KATZ, docket, "acknowledge", said);
        assertAnswer("/dockets/{docket}/proposals", "post", proposal, "201");
        assertAnswer(
                "/proposals/{proposal}/filing", "post", file(Who.KATZ, proposal.object()), "201");
        assertAnswer("/provider/orders", "get", get(Who.MOREAU, "/provider/orders"), "200");
        assertAnswer("/law/positions", "get", send(request("/law/positions").GET()), "200");
        assertAnswer(
                "/law/positions/{state}", "get", send(request("/law/positions/IR").GET()), "200");
        assertAnswer("/completeness", "get", get(Who.INSPECTOR, "/completeness"), "200");
        assertAnswer(
                "/oversight/openings", "get", get(Who.INSPECTOR, "/oversight/openings"), "200");
        assertAnswer("/oversight/alerts", "get", get(Who.INSPECTOR, "/oversight/alerts"), "200");
        assertAnswer("/oversight/report", "get", get(Who.INSPECTOR, "/oversight/report"), "200");
        assertAnswer("/oversight/errors", "get", get(Who.INSPECTOR, "/oversight/errors"), "200");
        assertAnswer("/oversight/draws", "get", get(Who.INSPECTOR, "/oversight/draws"), "200");
        assertAnswer(
                "/oversight/findings", "get", get(Who.INSPECTOR, "/oversight/findings"), "200");
        assertAnswer("/findings", "get", get(Who.KATZ, "/findings"), "200");
        assertAnswer(
                "/oversight/unnotified", "get", get(Who.INSPECTOR, "/oversight/unnotified"), "200");
        assertAnswer(
                "/dockets/{docket}/notice",
                "get",
                get(Who.KATZ, "/dockets/" + docket + "/notice"),
                "200");
        assertAnswer(
                "/presence/questions", "get", get(Who.INSPECTOR, "/presence/questions"), "200");
        assertAnswer("/session", "get", get(Who.KATZ, "/session"), "200");
        assertAnswer("/demo/people", "get", send(request("/demo/people").GET()), "200");
    }

    /**
     * Of what is read without naming anything, or by the number of a docket; by all to whom it is
     * shown.
     */
    @Test
    void whatever_somebody_reads_is_as_it_says() {
        var docket = UUID.randomUUID();
        ordered(docket);
        var read = new TreeSet<String>();
        var otherwise = new TreeSet<String>();
        for (var path : readable())
            for (var who : Who.values()) {
                var answer = get(who, path.replace("{docket}", docket.toString()));
                if (answer.status() != 200) continue;
                read.add(path);
                for (var error : errors(path, "get", answer, "200"))
                    otherwise.add(path + " " + error.replaceAll("[0-9]+", "#"));
            }
        assertThat(otherwise).isEmpty();
        assertThat(read)
                .contains("/worklist", "/dockets/{docket}", "/oversight/unnotified", "/persons");
    }

    private List<String> readable() {
        var found = new ArrayList<String>();
        document()
                .object("paths")
                .orElseThrow()
                .members()
                .forEach(
                        (path, verbs) -> {
                            if (!path.replace("{docket}", "").contains("{")
                                    && verbs instanceof Json.Obj known
                                    && known.object("get").filter(OpenApiTest::isJson).isPresent())
                                found.add(path);
                        });
        return found;
    }

    private static boolean isJson(Json.Obj operation) {
        return operation
                .object("responses")
                .flatMap(responses -> responses.object("200"))
                .flatMap(answer -> answer.object("content"))
                .filter(content -> content.get("application/json").isPresent())
                .isPresent();
    }

    private void assertAnswer(String path, String verb, Answer answer, String status) {
        answer.expect(Integer.parseInt(status));
        assertThat(errors(path, verb, answer, status)).as(verb + " " + path).isEmpty();
        var schema = schema(path, verb, status);
        if (schema.text("$ref").isPresent() && answer.json() instanceof Json.Obj object) {
            var name = schema.text("$ref").orElseThrow().replace("#/components/schemas/", "");
            var properties =
                    document()
                            .object("components")
                            .flatMap(components -> components.object("schemas"))
                            .flatMap(schemas -> schemas.object(name))
                            .flatMap(named -> named.object("properties"))
                            .orElseThrow();
            assertThat(properties.members().keySet())
                    .as(path)
                    .containsAll(object.members().keySet());
        }
    }

    private List<String> errors(String path, String verb, Answer answer, String status) {
        return compiled
                .computeIfAbsent(
                        String.join(" ", verb, path, status), _ -> compiled(path, verb, status))
                .validate(answer.text(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compiled(String path, String verb, String status) {
        var whole =
                schema(path, verb, status)
                        .with("components", document().object("components").orElse(Json.EMPTY));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CanonicalJson.text(whole), InputFormat.JSON);
    }

    private Json.Obj schema(String path, String verb, String status) {
        return document()
                .object("paths")
                .flatMap(paths -> paths.object(path))
                .flatMap(verbs -> verbs.object(verb))
                .flatMap(operation -> operation.object("responses"))
                .flatMap(responses -> responses.object(status))
                .flatMap(response -> response.object("content"))
                .flatMap(content -> content.object("application/json"))
                .flatMap(media -> media.object("schema"))
                .orElseThrow(
                        () -> new AssertionError(verb + " " + path + " describes no " + status));
    }

    private Json.Obj document() {
        if (document == null) document = send(request("/openapi.json").GET()).expect(200).object();
        return document;
    }
}

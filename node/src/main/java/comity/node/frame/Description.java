package comity.node.frame;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says beyond what can be read from the handlers. */
@Configuration(proxyBeanMethods = false)
class Description {
    private static final String PROBLEM = "Problem";

    @Bean
    OpenApiCustomizer everyRouteMayAnswerAProblem() {
        return api -> {
            api.setInfo(
                    new Info()
                            .title("Comity")
                            .version("1")
                            .description(
                                    "One State's node. Sign in with a passkey, propose an act, look"
                                            + " at it, sign it, file it. Whatever is not done is"
                                            + " answered by a problem (RFC 9457) that says why,"
                                            + " where it stands, and what to do."));
            ModelConverters.getInstance()
                    .readAll(Problem.class)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getComponents()
                    .addSecuritySchemes(
                            "session",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            api.getPaths()
                    .values()
                    .forEach(
                            path ->
                                    path.readOperations()
                                            .forEach(
                                                    operation ->
                                                            operation
                                                                    .getResponses()
                                                                    .setDefault(problem())));
        };
    }

    /** Names each record by the one in which it is declared: there are many called Row. */
    @Bean
    ModelResolver shapes(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new Names()).openapi31(true);
    }

    private static final class Names extends TypeNameResolver {
        private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

        /** {@inheritDoc} {@code FindingsView.Row}; two classes of one name are refused. */
        @Override
        protected String getNameOfClass(Class<?> type) {
            var declared = type.getDeclaringClass();
            var name =
                    declared == null
                            ? type.getSimpleName()
                            : getNameOfClass(declared) + "." + type.getSimpleName();
            var other = named.putIfAbsent(name, type);
            if (other != null && other != type)
                throw new IllegalStateException(other + " and " + type + " have one name");
            return name;
        }
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("Why it was not done")
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(
                                                        new Schema<>()
                                                                .$ref(
                                                                        "#/components/schemas/"
                                                                                + PROBLEM))));
    }
}

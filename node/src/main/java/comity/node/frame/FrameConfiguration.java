package comity.node.frame;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests reach handlers: guarded, strictly read, and as JSON where no page is asked for. */
@Configuration(proxyBeanMethods = false)
class FrameConfiguration implements WebMvcConfigurer {
    static {
        // Who acts comes from the session, not from a parameter that a client could send.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Person.class, Officer.class);
    }

    private final Guard guard;
    private final WhoActs whoActs;

    FrameConfiguration(Guard guard, WhoActs whoActs) {
        this.guard = guard;
        this.whoActs = whoActs;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(whoActs);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new JsonBody());
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
    }
}

package comity.node.custody;

import comity.node.identity.Composer;
import comity.node.identity.People;
import comity.node.registry.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class CustodyConfiguration {
    @Bean
    Handlers handlers(People people, Composer composer, Registry registry) {
        return new Handlers(people, composer, registry);
    }
}

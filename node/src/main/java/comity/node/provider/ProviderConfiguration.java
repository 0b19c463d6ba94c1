package comity.node.provider;

import comity.node.registry.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts this room together. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    @Bean
    Orders orders(Registry registry) {
        return new Orders(registry);
    }

    @Bean
    Namings namings(Registry registry) {
        return new Namings(registry);
    }
}

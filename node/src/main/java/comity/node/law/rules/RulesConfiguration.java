package comity.node.law.rules;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets a form carry a file: the certified text, an assessment's document. Spring's own reading of
 * forms with files stays off, so that no other handler takes one; what is larger is refused while
 * it is read.
 */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {
    /** A little more than a text may have, so that what is only a little too large hears why. */
    private static final long MOST_BYTES = Upload.MOST_BYTES + 4L * 1024 * 1024;

    @Bean
    MultipartConfigElement formsWithAFile() {
        return new MultipartConfigElement("", MOST_BYTES, MOST_BYTES, 256 * 1024);
    }
}

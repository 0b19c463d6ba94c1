package comity.node.frame;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Templates, and the reader's language: what they chose, else what their browser asks for. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var chosen = new LocaleChangeInterceptor();
        chosen.setParamName("language");
        chosen.setHttpMethods("GET");
        chosen.setIgnoreInvalidLocale(true);
        registry.addInterceptor(chosen).order(-1);
    }

    @Bean
    ViewResolver templates() {
        return new JteViews();
    }

    @Bean
    LocaleResolver localeResolver() {
        var kept = new CookieLocaleResolver("comity-language");
        kept.setCookieHttpOnly(true);
        // Not Strict: who comes back from the OpenID provider goes on in their language.
        kept.setCookieSameSite("Lax");
        kept.setRejectInvalidCookies(false);
        kept.setDefaultLocaleFunction(request -> Languages.nearest(request.getLocale()));
        return kept;
    }
}

package comity.node.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Finds pages among the templates that were compiled with the node. It comes before Spring's own
 * resolver, which answers for every name.
 */
final class JteViews implements ViewResolver, Ordered {
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    @Override
    public int getOrder() {
        return Integer.MIN_VALUE;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        var template = name + ".jte";
        if (!templates.hasTemplate(template)) return null;
        return (model, _, response) -> {
            var text = new StringOutput();
            templates.render(template, new HashMap<String, Object>(model), text);
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        };
    }
}

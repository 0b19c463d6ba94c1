package comity.node.assistant;

import com.sun.net.httpserver.HttpExchange;
import comity.node.frame.Languages;
import comity.node.frame.Page;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the pages before the node answer with: the node's own look, and its strictness. */
final class Answers {
    private static final String HTML = "text/html;charset=UTF-8";
    private static final Set<String> ASSETS =
            Set.of("comity.css", "comity.rtl.css", "comity.js", "mark.svg");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    /** Whether the path was one of the look's. */
    boolean asset(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/assets/")) return false;
        var name = path.substring("/assets/".length());
        if (!ASSETS.contains(name)) {
            exchange.sendResponseHeaders(404, -1);
            return true;
        }
        try (InputStream bytes = Answers.class.getResourceAsStream("/static/assets/" + name)) {
            if (bytes == null) throw new IOException(name + " was not built");
            send(exchange, 200, kind(name), bytes.readAllBytes());
        }
        return true;
    }

    private static String kind(String name) {
        if (name.endsWith(".css")) return "text/css;charset=UTF-8";
        return name.endsWith(".svg") ? "image/svg+xml" : "text/javascript;charset=UTF-8";
    }

    void page(HttpExchange exchange, int status, String template, Page page, Map<String, ?> shown)
            throws IOException {
        var model = new HashMap<String, Object>(shown);
        model.put("page", page);
        var text = new StringOutput();
        templates.render(template + ".jte", model, text);
        send(exchange, status, HTML, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was chosen, else what the browser prefers. */
    static Locale language(HttpExchange exchange, List<String> chosen) {
        for (var code : chosen)
            if (!code.isEmpty()) return Languages.nearest(Locale.forLanguageTag(code));
        var preferred = exchange.getRequestHeaders().getFirst("Accept-Language");
        if (preferred == null) return Locale.ENGLISH;
        return Languages.nearest(Locale.forLanguageTag(preferred.split("[,;]", 2)[0].strip()));
    }

    private static void send(HttpExchange exchange, int status, String kind, byte[] bytes)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", kind);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

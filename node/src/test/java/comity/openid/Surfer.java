package comity.openid;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps each site's cookies, and follows nothing by itself. */
public final class Surfer {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    /** An answer, and where it leads. */
    public record Seen(URI at, HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        /** What a hidden field of the page holds. */
        public String hidden(String name) {
            return found("name=\"" + name + "\" value=\"([^\"]*)\"");
        }

        /** The first link of the page that begins so. */
        public String link(String start) {
            return found("href=\"(" + Pattern.quote(start) + "[^\"]*)\"").replace("&amp;", "&");
        }

        private String found(String pattern) {
            var found = Pattern.compile(pattern).matcher(text());
            if (!found.find()) throw new AssertionError(pattern + " is not in " + text());
            return found.group(1);
        }

        /** Where it sends the browser. */
        public URI leads() {
            return at.resolve(
                    response.headers()
                            .firstValue("Location")
                            .orElseThrow(
                                    () ->
                                            new AssertionError(
                                                    at + " leads nowhere: " + status() + text())));
        }
    }

    public Seen go(URI to) {
        return send(HttpRequest.newBuilder(to).header("Sec-Fetch-Site", "cross-site").GET());
    }

    /** Sends a form with the mark that the page it stands on carries. */
    public Seen fill(Seen page, String path, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        var mark = TOKEN.matcher(page.text());
        if (mark.find()) all.put("_csrf", mark.group(1));
        var form =
                all.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(page.at().resolve(path))
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Seen send(HttpRequest.Builder builder) {
        var site = builder.copy().build().uri().getAuthority();
        var kept = cookies.computeIfAbsent(site, _ -> new ConcurrentSkipListMap<>());
        var request =
                builder.header("Accept", "text/html")
                        .header("Sec-Fetch-Mode", "navigate")
                        .header("Sec-Fetch-Dest", "document");
        if (!kept.isEmpty())
            request.header(
                    "Cookie",
                    kept.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        var sent = request.build();
        try {
            var response =
                    HTTP.send(sent, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            for (var set : response.headers().allValues("Set-Cookie")) {
                var cookie = HttpCookie.parse(set).getFirst();
                if (cookie.getMaxAge() == 0) kept.remove(cookie.getName());
                else kept.put(cookie.getName(), cookie.getValue());
            }
            return new Seen(sent.uri(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A cookie of the site at {@code origin}; empty if it has none of that name. */
    public String cookie(URI origin, String name) {
        return cookies.getOrDefault(origin.getAuthority(), Map.of()).getOrDefault(name, "");
    }
}

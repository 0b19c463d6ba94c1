package comity.e2e;

import comity.node.identity.SigningPage;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code ./comity signing-page [URL|FILE]}: whether a node serves the signing page of this release,
 * and whether that is the one that its State published. It asks as anybody can, without signing in.
 * Exit status: 0 the same, 1 another, 3 it could not be asked.
 */
public final class PublishedPage {
    private static final int OTHER = 1;
    private static final int NOT_ASKED = 3;
    private static final Pattern PART =
            Pattern.compile("\"(/signing/[a-z.]+)\" integrity=\"sha256-([A-Za-z0-9+/=]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PublishedPage() {}

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    static int run(List<String> arguments, PrintStream out) {
        var release = Digest.of(SigningPage.bytes());
        out.println("this release   " + release.hex());
        if (arguments.isEmpty()) return 0;
        if (arguments.size() > 1) return usage(out);
        var asked = arguments.getFirst();
        try {
            return asked.startsWith("http://") || asked.startsWith("https://")
                    ? served(URI.create(asked), release, out)
                    : compared("the file       ", Files.readAllBytes(Path.of(asked)), release, out);
        } catch (IOException | IllegalArgumentException e) {
            out.println("could not be read: " + asked + " (" + e.getMessage() + ")");
            return NOT_ASKED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return NOT_ASKED;
        }
    }

    private static int usage(PrintStream out) {
        out.println("usage: comity signing-page [URL|FILE]");
        return NOT_ASKED;
    }

    private static int served(URI node, Digest release, PrintStream out)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var page = get(client, node.resolve(SigningPage.PATH));
            var result = compared("the node serves", page, release, out);
            var parts = PART.matcher(new String(page, StandardCharsets.UTF_8));
            while (parts.find()) {
                var hash = Digest.of(get(client, node.resolve(parts.group(1)))).bytes();
                if (Base64.getEncoder().encodeToString(hash).equals(parts.group(2))) continue;
                out.println("DIFFERS: " + parts.group(1) + " is not what the page names");
                result = OTHER;
            }
            return Math.max(result, published(client, node, page, out));
        }
    }

    private static int published(HttpClient client, URI node, byte[] page, PrintStream out)
            throws IOException, InterruptedException {
        try {
            var said = JsonReader.actObject(get(client, node.resolve("/signing")));
            var hash = said.text("published").orElse("");
            out.println("published as   " + hash);
            if (hash.equals(Digest.of(page).hex())) return 0;
        } catch (MalformedJson _) {
            // The same answer: it does not say that it published this page.
        }
        out.println("DIFFERS: the State has not published the page that this node serves");
        return OTHER;
    }

    private static byte[] get(HttpClient client, URI address)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json, */*;q=0.5");
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200)
            throw new IOException(address.getPath() + " answers " + answer.statusCode());
        return answer.body();
    }

    private static int compared(String name, byte[] page, Digest release, PrintStream out) {
        var found = Digest.of(page);
        out.println(name + " " + found.hex());
        if (found.equals(release)) return 0;
        out.println("DIFFERS: not the page of this release");
        return OTHER;
    }
}

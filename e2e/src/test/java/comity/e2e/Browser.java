package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real browser at one node: it notes each word of complaint about the pages' security policy, and
 * each request that leaves the node. Each has cookies and storage of its own; the program is
 * started once for all tests of a process, and ends with it.
 */
final class Browser implements AutoCloseable {
    private static final String PKCS8_P256 =
            "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";

    private static com.microsoft.playwright.Browser program;

    private final URI node;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    private Browser(URI node, boolean scripts) {
        this.node = node;
        this.context = context(scripts);
        this.page = open();
    }

    /** Where this machine has its browser; empty if it has none. */
    static Optional<Path> installed() {
        return Stream.of("chromium", "google-chrome", "chromium-browser")
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(":"))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser at(URI node, boolean scripts) {
        return new Browser(node, scripts);
    }

    private static synchronized com.microsoft.playwright.Browser program() {
        if (program == null || !program.isConnected())
            program =
                    Playwright.create(
                                    new Playwright.CreateOptions()
                                            .setEnv(
                                                    Map.of(
                                                            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                                            "1")))
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(installed().orElseThrow())
                                            .setArgs(List.of("--no-sandbox")));
        return program;
    }

    private BrowserContext context(boolean scripts) {
        return program()
                .newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setJavaScriptEnabled(scripts)
                                .setLocale("en")
                                .setViewportSize(1200, 900));
    }

    private Page open() {
        var opened = context.newPage();
        opened.setDefaultTimeout(30_000);
        opened.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy"))
                        complaints.add(message.text());
                });
        opened.onRequest(
                request -> {
                    if (!request.url().startsWith(node.toString())
                            && !request.url().startsWith("data:")) complaints.add(request.url());
                });
        return opened;
    }

    Page page() {
        return page;
    }

    void go(String path) {
        page.navigate(node + path);
    }

    Response go(String path, String language) {
        return page.navigate(
                node + path + (path.contains("?") ? "&" : "?") + "language=" + language);
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    /** Signs in as a person of the demo, by the form alone. */
    void signIn(String person) {
        go("/sign-in");
        page.locator("button[name=person][value=" + person + "]").click();
        page.waitForURL(url -> !url.endsWith("/sign-in"));
    }

    /** Has an authenticator of the browser's own, with no passkey in it yet. */
    void carryNothing() {
        authenticator(context.newCDPSession(page));
    }

    /**
     * The same, of another make.
     *
     * @param options what differs from an authenticator that verifies its user and keeps its keys
     */
    void carryNothing(Map<String, Boolean> options) {
        authenticator(context.newCDPSession(page), options);
    }

    /** Puts a passkey into an authenticator of the browser's own. */
    void carry(Json.Obj passkey) {
        var protocol = context.newCDPSession(page);
        var authenticator = authenticator(protocol);
        var credential = new JsonObject();
        credential.addProperty("credentialId", standard(member(passkey, "credential")));
        credential.addProperty("privateKey", standard(pkcs8(member(passkey, "privateKey"))));
        credential.addProperty("isResidentCredential", true);
        credential.addProperty("rpId", node.getHost());
        credential.addProperty("userHandle", Base64.getEncoder().encodeToString(new byte[] {1}));
        credential.addProperty("signCount", 1);
        var added = new JsonObject();
        added.addProperty("authenticatorId", authenticator);
        added.add("credential", credential);
        protocol.send("WebAuthn.addCredential", added);
    }

    private static String authenticator(CDPSession protocol) {
        return authenticator(protocol, Map.of());
    }

    private static String authenticator(CDPSession protocol, Map<String, Boolean> other) {
        protocol.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        other.forEach(options::addProperty);
        var asked = new JsonObject();
        asked.add("options", options);
        return protocol.send("WebAuthn.addVirtualAuthenticator", asked)
                .get("authenticatorId")
                .getAsString();
    }

    private static byte[] member(Json.Obj passkey, String name) {
        return Base64Url.decode(passkey.text(name).orElseThrow());
    }

    private static String standard(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A P-256 key's number in the form in which browsers take private keys. */
    private static byte[] pkcs8(byte[] number) {
        var frame = HexFormat.of().parseHex(PKCS8_P256);
        var key = Arrays.copyOf(frame, frame.length + number.length);
        System.arraycopy(number, 0, key, frame.length, number.length);
        return key;
    }

    /** The page in hand in {@code language}: accessible, and no wider than a phone. */
    void holdsUp(String language) {
        var address = URI.create(page.url());
        page.setViewportSize(1200, 900);
        page.navigate(node + address.getPath() + "?" + query(address) + "language=" + language);
        showsWell(language);
    }

    /**
     * The page as it is shown, also where no address leads back to it: what a form was answered.
     */
    void showsWell(String language) {
        var address = URI.create(page.url());
        page.setViewportSize(1200, 900);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        assertThat(Axe.violations(page)).as(language + " " + address.getPath()).isEmpty();
        page.setViewportSize(320, 740); // what four times as large leaves of 1280 (WCAG 1.4.10)
        var wide =
                page.evaluate(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wide).as(language + " at phone width: " + address.getPath()).isEqualTo(0);
        page.setViewportSize(1200, 900);
    }

    /** The page as it is shown to whom dark pages are kinder: all that differs is its colours. */
    void holdsUpByNight() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var violations = Axe.violations(page, "color-contrast");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(violations).as("by night: " + path()).isEmpty();
    }

    /** What the node answers whoever is signed in here. */
    APIResponse ask(String path) {
        return context.request()
                .get(node + path, RequestOptions.create().setHeader("Accept", "text/html, */*"));
    }

    private static String query(URI address) {
        return address.getQuery() == null
                ? ""
                : address.getRawQuery().replaceAll("&?language=..", "") + "&";
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}

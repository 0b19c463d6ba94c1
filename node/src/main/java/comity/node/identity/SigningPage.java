package comity.node.identity;

import comity.node.registry.Filing;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.Roll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The page on which persons sign: the same bytes for everyone and at every node of one release
 * (docs/formats/signing-page.md). Its hash is an act of this State, and another page another act.
 */
public final class SigningPage {
    /** Where it is served; what it shall show stands in the address's fragment. */
    public static final String PATH = "/signing/page.html";

    private static final String RESOURCE = "/static" + PATH;

    private final Registrar registrar;
    private final Digest sha256;

    SigningPage(Registrar registrar) {
        this.registrar = registrar;
        this.sha256 = Digest.of(bytes());
    }

    /**
     * The page that this release carries, whole; its style and script stand in it by their hashes.
     */
    public static byte[] bytes() {
        try (var in = SigningPage.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException("the release lacks its signing page");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the release's signing page cannot be read", e);
        }
    }

    public Digest sha256() {
        return sha256;
    }

    /** The hash that this State has published last; empty before the first start. */
    public Optional<Digest> published() {
        return registrar.roll().signingPage();
    }

    /** At each start: a page that is not the published one is published before it is served. */
    void publish() {
        if (published().filter(sha256::equals).isPresent()) return;
        var filing =
                registrar.enter(
                        registrar.docket(),
                        Roll.Type.SIGNING_PAGE,
                        Json.object().with("path", PATH).with("sha256", sha256.hex()),
                        Optional.empty());
        if (!(filing instanceof Filing.Filed))
            throw new IllegalStateException("the door did not take this release's signing page");
    }
}

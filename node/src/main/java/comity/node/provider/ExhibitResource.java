package comity.node.provider;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.node.vault.ScopeSplitter;
import comity.record.act.Digest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Exhibits once they are sealed: divided by the order's period, and opened for those who may. */
@RestController
class ExhibitResource {
    private final FileVault vault;
    private final ScopeSplitter splitter;
    private final Namings namings;

    ExhibitResource(FileVault vault, ScopeSplitter splitter, Namings namings) {
        this.vault = vault;
        this.splitter = splitter;
        this.namings = namings;
    }

    /**
     * What an exhibit was divided into.
     *
     * @param divided false if it is no mailbox: what it holds is then its custodian's to declare
     * @param exhibit what may be transmitted, as the act names it
     * @param setAside the hash of what stays here; empty if nothing does
     */
    record DivisionView(boolean divided, Map<String, Object> exhibit, String setAside) {}

    /** 24(2): what lies outside the order's period is set aside, sealed, and not transmitted. */
    @Serves(offices = {"CAO", "CUS"})
    @PostMapping(path = "/exhibits/{sha256}/division", produces = MediaType.APPLICATION_JSON_VALUE)
    DivisionView divide(@PathVariable String sha256, Officer officer) throws IOException {
        var exhibit = held(sha256);
        var order = namings.order(exhibit.sha256(), officer.state()).orElseThrow(Refused::unknown);
        var division =
                splitter.divide(
                        exhibit.sha256(),
                        order.scope().from().orElseThrow(),
                        order.scope().to().orElseThrow());
        if (division.isEmpty()) return new DivisionView(false, named(exhibit), "");
        var made = division.get();
        var named = new java.util.LinkedHashMap<>(named(made.within()));
        named.put("derivedFrom", exhibit.sha256().hex());
        named.put("tool", made.tool());
        named.put("within", made.messagesWithin());
        named.put("setAside", made.messagesSetAside());
        return new DivisionView(
                true, named, made.outside().map(outside -> outside.sha256().hex()).orElse(""));
    }

    private static Map<String, Object> named(Held exhibit) {
        return Map.of(
                "sha256",
                exhibit.sha256().hex(),
                "size",
                exhibit.size(),
                "name",
                exhibit.name(),
                "mediaType",
                exhibit.mediaType());
    }

    /**
     * The exhibit's bytes, in the clear, for those on whose dockets an act names it; to all others
     * it does not exist. What was set aside opens for a judge alone.
     */
    @Serves(offices = {"CAO", "CUS", "JUD", "PRO", "INV"})
    @GetMapping("/exhibits/{sha256}")
    void open(@PathVariable String sha256, Officer officer, HttpServletResponse response)
            throws IOException {
        var exhibit = held(sha256);
        if (!namings.concern(exhibit, officer.state())) throw Refused.unknown();
        if (!exhibit.transmissible() && !officer.office().equals("JUD")) throw Refused.unknown();
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(exhibit.size());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(exhibit.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        vault.open(exhibit.sha256(), response.getOutputStream());
    }

    private Held held(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) throw Refused.unknown();
        return vault.held(new Digest(sha256)).orElseThrow(Refused::unknown);
    }
}

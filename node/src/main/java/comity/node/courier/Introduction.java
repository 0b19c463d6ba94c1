package comity.node.courier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a State hands to a partner by another path than the network: who it is, its root key, where
 * its node is, and the certificate to expect there. Two administrators compare the root's
 * fingerprint over the telephone before they put the file into {@code peers}.
 *
 * @param certificate SHA-256 of the TLS certificate in DER
 */
public record Introduction(String state, Directory.Root root, String url, Digest certificate) {

    public Json.Obj json() {
        return Json.object()
                .with("state", state)
                .with("root", root.json())
                .with("url", url)
                .with("certificate", certificate.hex());
    }

    public static Introduction of(byte[] utf8) throws MalformedJson, MalformedAct {
        var json = JsonReader.actObject(utf8);
        var certificate =
                json.text("certificate")
                        .filter(hex -> hex.matches("[0-9a-f]{64}"))
                        .orElseThrow(
                                () ->
                                        new MalformedAct(
                                                "certificate", "64 hexadecimal digits expected"));
        var url =
                json.text("url")
                        .filter(text -> text.startsWith("https://"))
                        .orElseThrow(() -> new MalformedAct("url", "https:// expected"));
        var state =
                json.text("state")
                        .filter(text -> text.matches("[A-Z]{2}"))
                        .orElseThrow(
                                () -> new MalformedAct("state", "two capital letters expected"));
        return new Introduction(
                state,
                Directory.Root.of(
                        json.object("root").orElseThrow(() -> new MalformedAct("root", "missing"))),
                url,
                new Digest(certificate));
    }

    /** Writes the file that partners are given; whole, or not at all. */
    public void write(Path file) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, CanonicalJson.bytes(json()));
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }
}

package comity.node.courier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a State hands to a partner by another path than the network: who it is, the fingerprint of
 * its root, where its node is, and the certificate to expect there. Two administrators compare the
 * fingerprint over the telephone before they put the file into {@code peers}.
 *
 * @param formerRoots fingerprints of the roots that this State had before, oldest first: the
 *     directory's first versions were approved under them
 * @param certificate SHA-256 of the TLS certificate in DER
 */
public record Introduction(
        String state, Digest root, List<Digest> formerRoots, String url, Digest certificate) {

    public Introduction {
        formerRoots = List.copyOf(formerRoots);
    }

    /** Every root that a version of this State's directory may be approved under. */
    public Set<Digest> roots() {
        var roots = new HashSet<>(formerRoots);
        roots.add(root);
        return roots;
    }

    public Json.Obj json() {
        return Json.object()
                .with("state", state)
                .with("root", root.hex())
                .with("formerRoots", Json.strings(formerRoots.stream().map(Digest::hex).toList()))
                .with("url", url)
                .with("certificate", certificate.hex());
    }

    public static Introduction of(byte[] utf8) throws MalformedJson, MalformedAct {
        var json = JsonReader.actObject(utf8);
        var former = new ArrayList<Digest>();
        for (var hex : json.texts("formerRoots")) former.add(digest(hex, "formerRoots"));
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
                digest(json.text("root").orElse(""), "root"),
                former,
                url,
                digest(json.text("certificate").orElse(""), "certificate"));
    }

    private static Digest digest(String hex, String member) throws MalformedAct {
        if (!hex.matches("[0-9a-f]{64}"))
            throw new MalformedAct(member, "64 lower-case hexadecimal digits expected");
        return new Digest(hex);
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

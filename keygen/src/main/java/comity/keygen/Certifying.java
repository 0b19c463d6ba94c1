package comity.keygen;

import comity.record.act.Directory;
import comity.record.act.Key;
import comity.record.x509.Certificate;
import comity.record.x509.MalformedDer;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes of a directory that rest on X.509 certificates: those of a national PKI on an authority's
 * key, and those of timestamp authorities. Files are PEM, as {@code openssl} writes them.
 */
final class Certifying {
    private static final int LARGEST = 1 << 20;

    private Certifying() {}

    /** The same directory with these certificates on one key, and these anchors beside its own. */
    static Directory certified(
            Directory directory, Key key, List<Certificate> chain, List<Certificate> anchors) {
        var all = Stream.concat(directory.anchors().stream(), anchors.stream()).distinct().toList();
        return directory
                .withKeys(
                        directory.keys().stream()
                                .map(
                                        one ->
                                                one.id().equals(key.id())
                                                        ? one.certifiedBy(chain)
                                                        : one)
                                .toList())
                .withAnchors(all);
    }

    /** The same directory, with timestamps of these authorities counting as well. */
    static Directory stampedBy(
            Directory directory, List<Certificate> authorities, Set<String> policies) {
        var all = new ArrayList<>(directory.log().timestampAuthorities());
        for (var certificate : authorities)
            all.add(new TimestampAuthority(certificate, policies, Optional.empty(), false));
        return directory.withTimestampAuthorities(all);
    }

    /** The same directory; timestamps that tell this time and later count no more. */
    static Directory ended(Directory directory, List<Certificate> authorities, Instant at)
            throws WrongQuestion {
        for (var certificate : authorities)
            if (directory.log().timestampAuthorities().stream()
                    .noneMatch(named -> named.certificate().equals(certificate)))
                throw new WrongQuestion(
                        "the directory names no timestamp authority " + certificate.name());
        return directory.withTimestampAuthorities(
                directory.log().timestampAuthorities().stream()
                        .map(
                                named ->
                                        authorities.contains(named.certificate())
                                                ? new TimestampAuthority(
                                                        named.certificate(),
                                                        named.policies(),
                                                        Optional.of(at),
                                                        named.trial())
                                                : named)
                        .toList());
    }

    static List<Certificate> read(String name) throws WrongQuestion {
        try (var in = Files.newInputStream(Path.of(name))) {
            var text = new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
            return Certificate.pem(text);
        } catch (MalformedDer e) {
            throw new WrongQuestion(
                    name + " holds no certificates that are understood: " + e.getMessage());
        } catch (IOException | InvalidPathException _) {
            throw new WrongQuestion("cannot read " + name);
        }
    }
}

package comity.node.desk;

import comity.record.x509.ContainerSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists of revoked certificates that a national PKI publishes (RFC 5280, 5), as the administrator
 * keeps them in a folder: this node asks nobody for them. They go into each container's signature,
 * so that in twenty years nobody has to be asked either.
 */
public final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN X509 CRL-----([A-Za-z0-9+/=\\s]+)-----END X509 CRL-----");

    /** A signature is read up to a limit, and holds more than lists. */
    private static final int MOST_BYTES = ContainerSignature.MOST_BYTES - (1 << 20);

    private final Optional<Path> folder;

    /**
     * @param folder its files ending in {@code .crl}, in DER or PEM; empty if there is none
     */
    public Revocations(Optional<Path> folder) {
        this.folder = folder;
    }

    /** As they lie there now, smallest first; what cannot be read is named to the operator. */
    List<byte[]> lists() {
        var found = new ArrayList<byte[]>();
        if (folder.isEmpty()) return found;
        try (var files = Files.list(folder.get())) {
            for (var file : files.filter(one -> one.toString().endsWith(".crl")).sorted().toList())
                found.addAll(read(file));
        } catch (IOException e) {
            LOG.warn("lists of revoked certificates cannot be read: {}", e.toString());
        }
        found.sort((one, other) -> Integer.compare(one.length, other.length));
        var bytes = 0;
        var fitting = new ArrayList<byte[]>();
        for (var list : found) {
            bytes += list.length;
            if (bytes > MOST_BYTES)
                LOG.warn("a list of revoked certificates is too long: {} bytes", list.length);
            else fitting.add(list);
        }
        return fitting;
    }

    private static List<byte[]> read(Path file) throws IOException {
        if (Files.size(file) > 2L * MOST_BYTES) {
            LOG.warn("{} is too long for a list of revoked certificates", file.getFileName());
            return List.of();
        }
        var bytes = Files.readAllBytes(file);
        var pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        var found = new ArrayList<byte[]>();
        while (pem.find()) found.add(Base64.getMimeDecoder().decode(pem.group(1)));
        return found.isEmpty() ? List.of(bytes) : found;
    }
}

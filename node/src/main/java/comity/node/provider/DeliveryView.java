package comity.node.provider;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as its provider sees it: the manifest, and what of it is sealed.
 *
 * @param manifest SHA-256 over the canonical manifest
 * @param key SHA-256 over the public key that signed it
 */
public record DeliveryView(
        String manifest,
        String order,
        String key,
        String tool,
        String version,
        String made,
        int part,
        int parts,
        List<FileView> files) {

    /**
     * @param sealed when the vault had it whole; empty before
     */
    public record FileView(String name, long size, String sha256, String mediaType, String sealed) {

        /** As an act names it. */
        public String exhibit() {
            return new String(
                    CanonicalJson.bytes(
                            Json.object()
                                    .with("sha256", sha256)
                                    .with("size", size)
                                    .with("name", name)
                                    .with("mediaType", mediaType)
                                    .with("sealed", sealed)),
                    StandardCharsets.UTF_8);
        }
    }

    static DeliveryView of(Manifests.Delivery delivery) {
        var manifest = delivery.signed().manifest();
        return new DeliveryView(
                delivery.signed().digest().hex(),
                manifest.order().hex(),
                delivery.signed().key().hex(),
                manifest.tool(),
                manifest.version(),
                manifest.made().toString(),
                manifest.part(),
                manifest.parts(),
                manifest.files().stream()
                        .map(
                                file ->
                                        new FileView(
                                                file.name(),
                                                file.size(),
                                                file.sha256().hex(),
                                                mediaType(file.name()),
                                                sealed(delivery, file.sha256())))
                        .toList());
    }

    private static String sealed(Manifests.Delivery delivery, Digest sha256) {
        return Optional.ofNullable(delivery.sealed().get(sha256))
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                .map(Instant::toString)
                .orElse("");
    }

    /** What a name says that a file is; what it is, its parser finds out. */
    static String mediaType(String name) {
        return name.endsWith(".mbox") ? "application/mbox" : "application/octet-stream";
    }

    /** How many of its files are sealed. */
    public int arrived() {
        return (int) files.stream().filter(file -> !file.sealed().isEmpty()).count();
    }

    public boolean whole() {
        return arrived() == files.size();
    }
}

package comity.node.provider;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.node.vault.Upload;
import comity.node.vault.Uploads;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads by the tus protocol 1.0 (core, creation, expiration, termination). An offset
 * that this node names is durable; after a break the sender asks for it and goes on from there.
 * Only whole segments of 64 KiB are kept of an upload that is not complete, so the offset may lie
 * before what was sent.
 */
@RestController
class UploadResource {
    private static final String TUS = "1.0.0";
    private static final String EXPIRES = "Upload-Expires";
    private static final String OFFSET_STREAM = "application/offset+octet-stream";
    private final Uploads uploads;
    private final FileVault vault;
    private final Manifests manifests;
    private final Registry registry;
    private final Orders orders;
    private final SecureRandom random;

    UploadResource(
            Uploads uploads,
            FileVault vault,
            Manifests manifests,
            Registry registry,
            Orders orders,
            SecureRandom random) {
        this.uploads = uploads;
        this.vault = vault;
        this.manifests = manifests;
        this.registry = registry;
        this.orders = orders;
        this.random = random;
    }

    /**
     * What a sealed exhibit is, as acts name it.
     *
     * @param sealed when the vault had it whole, and custody began
     */
    record ExhibitView(String sha256, long size, String name, String mediaType, String sealed) {
        static ExhibitView of(Held exhibit, Optional<Instant> sealed) {
            return new ExhibitView(
                    exhibit.sha256().hex(),
                    exhibit.size(),
                    exhibit.name(),
                    exhibit.mediaType(),
                    sealed.map(Instant::toString).orElse(""));
        }
    }

    /**
     * Announces a file.
     *
     * @param metadata tus Upload-Metadata: {@code order}, {@code filename}, {@code sha256}, and
     *     optionally {@code mediaType} and {@code manifest}, the digest of one that names it
     */
    @Serves(
            offices = {"PRV", "CUS"},
            programs = true)
    @PostMapping("/exhibits")
    ResponseEntity<Void> begin(
            @RequestHeader(name = "Tus-Resumable", defaultValue = "") String tus,
            @RequestHeader(name = "Upload-Length", defaultValue = "") String length,
            @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata,
            Officer officer)
            throws IOException {
        speaksTus(tus);
        if (!length.matches("[0-9]{1,15}")) throw Refused.with(400, "upload.length-missing");
        var about = metadata(metadata);
        var order = digest(about, "order");
        requireOrder(order, officer);
        var name = about.getOrDefault("filename", "exhibit");
        if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
            throw Refused.with(422, "upload.name", Map.of("field", "filename"));
        var id = new UUID(random.nextLong(), random.nextLong());
        var mediaType = about.getOrDefault("mediaType", DeliveryView.mediaType(name));
        var announced =
                new Upload.Announced(
                        Long.parseLong(length),
                        name,
                        mediaType,
                        digest(about, "sha256"),
                        order,
                        about.containsKey("manifest")
                                ? Optional.of(digest(about, "manifest"))
                                : Optional.empty());
        announced.manifest().ifPresent(digest -> requireNamed(digest, announced, officer));
        var begun = uploads.begin(id, announced);
        return ResponseEntity.created(URI.create("/uploads/" + id))
                .header("Tus-Resumable", TUS)
                .headers(headers -> headers.setInstant(EXPIRES, begun.expires()))
                .build();
    }

    /** What is sent under a manifest is what it names: name, size and hash together. */
    private void requireNamed(Digest manifest, Upload.Announced announced, Officer officer) {
        var named =
                manifests
                        .of(manifest, officer.authority())
                        .map(delivery -> delivery.signed().manifest())
                        .filter(said -> said.order().equals(announced.order()))
                        .flatMap(
                                said ->
                                        said.names(
                                                announced.name(),
                                                announced.length(),
                                                announced.sha256()))
                        .isPresent();
        if (!named)
            throw Refused.with(422, "upload.not-in-manifest", Map.of("file", announced.name()));
    }

    @Serves(
            offices = {"PRV", "CUS"},
            programs = true)
    @RequestMapping(path = "/uploads/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(@PathVariable UUID id, Officer officer) {
        var upload = own(id, officer);
        return ResponseEntity.ok()
                .header("Tus-Resumable", TUS)
                .header("Upload-Offset", Long.toString(upload.offset()))
                .header("Upload-Length", Long.toString(upload.length()))
                .headers(headers -> headers.setInstant(EXPIRES, upload.expires()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Takes the next bytes, streaming: never more than a segment in memory. */
    @Serves(
            offices = {"PRV", "CUS"},
            programs = true)
    @PatchMapping("/uploads/{id}")
    ResponseEntity<Void> append(
            @PathVariable UUID id,
            @RequestHeader(name = "Tus-Resumable", defaultValue = "") String tus,
            @RequestHeader(name = "Upload-Offset", defaultValue = "") String offset,
            HttpServletRequest request,
            Officer officer)
            throws IOException {
        speaksTus(tus);
        if (!OFFSET_STREAM.equals(request.getContentType()))
            throw Refused.with(415, "upload.content-type");
        if (!offset.matches("[0-9]{1,15}")) throw Refused.with(400, "upload.offset-missing");
        var upload = own(id, officer);
        var from = Long.parseLong(offset);
        // What says beforehand that it is too long is not read first.
        if (from == upload.offset() && request.getContentLengthLong() > upload.length() - from)
            throw tooLong(upload);
        return switch (uploads.append(id, from, request.getInputStream())) {
            case Uploads.Appended.Durable(var durable) ->
                    answer(HttpStatus.NO_CONTENT, id, durable);
            case Uploads.Appended.Elsewhere(var durable) ->
                    answer(HttpStatus.CONFLICT, id, durable);
            case Uploads.Appended.TooMany() -> throw tooLong(upload);
        };
    }

    private static Refused tooLong(Upload upload) {
        return Refused.with(
                413, "upload.too-long", Map.of("length", Long.toString(upload.length())));
    }

    private ResponseEntity<Void> answer(HttpStatus status, UUID id, long offset) {
        return ResponseEntity.status(status)
                .header("Tus-Resumable", TUS)
                .header("Upload-Offset", Long.toString(offset))
                .headers(
                        headers ->
                                uploads.upload(id)
                                        .ifPresent(
                                                upload ->
                                                        headers.setInstant(
                                                                EXPIRES, upload.expires())))
                .build();
    }

    /** Ends an upload: its bytes become an exhibit if their hash is the one that was announced. */
    @Serves(
            offices = {"PRV", "CUS"},
            programs = true)
    @PostMapping("/uploads/{id}/seal")
    ResponseEntity<ExhibitView> seal(@PathVariable UUID id, Officer officer) throws IOException {
        var upload = own(id, officer);
        return switch (uploads.close(id)) {
            case Uploads.Closed.Kept(var exhibit) -> {
                upload.manifest()
                        .ifPresent(manifest -> manifests.arrived(manifest, exhibit.sha256()));
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(ExhibitView.of(exhibit, vault.sealedAt(exhibit.sha256())));
            }
            case Uploads.Closed.OtherBytes(var declared, var found) ->
                    throw Refused.with(
                            422,
                            "upload.other-bytes",
                            Map.of("declared", declared.hex(), "found", found.hex()));
            case Uploads.Closed.Incomplete(var offset) ->
                    throw Refused.with(
                            409, "upload.incomplete", Map.of("offset", Long.toString(offset)));
        };
    }

    /** Gives an upload up; it can be begun anew. */
    @Serves(
            offices = {"PRV", "CUS"},
            programs = true)
    @DeleteMapping("/uploads/{id}")
    ResponseEntity<Void> drop(@PathVariable UUID id, Officer officer) throws IOException {
        own(id, officer);
        uploads.drop(id);
        return ResponseEntity.noContent().header("Tus-Resumable", TUS).build();
    }

    private Upload own(UUID id, Officer officer) {
        var upload = uploads.upload(id).orElseThrow(Refused::unknown);
        requireOrder(upload.order(), officer);
        return upload;
    }

    /**
     * Uploads are taken under an order that stands and names this provider; from a custodian under
     * a standing act that permits their State to touch evidence. Any other does not exist for them.
     */
    private void requireOrder(Digest order, Officer officer) {
        if (officer.office().equals("CUS")) {
            if (orders.under(officer, order).isEmpty()) throw Refused.unknown();
            return;
        }
        var stands =
                registry.act(order)
                        .map(stored -> stored.envelope().header().docket())
                        .map(registry::read)
                        .flatMap(docket -> docket.standing(Optional.of(order), Act.Order.class))
                        .filter(act -> act.provider().equals(officer.authority()))
                        .isPresent();
        if (!stands) throw Refused.unknown();
    }

    private static void speaksTus(String version) {
        if (!version.equals(TUS)) throw Refused.with(412, "upload.tus-version");
    }

    private static Digest digest(Map<String, String> about, String field) {
        var hex = about.getOrDefault(field, "");
        if (!hex.matches("[0-9a-f]{64}"))
            throw Refused.with(422, "upload.digest", Map.of("field", field));
        return new Digest(hex);
    }

    private static Map<String, String> metadata(String header) {
        var about = new HashMap<String, String>();
        for (var pair : header.split(",")) {
            var words = pair.strip().split(" ");
            if (words.length != 2) continue;
            try {
                about.put(
                        words[0],
                        new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException _) {
                throw Refused.with(400, "upload.metadata");
            }
        }
        return about;
    }
}

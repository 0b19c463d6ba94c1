package comity.sender;

import comity.evidence.exhibit.SignedManifest;
import comity.evidence.exhibit.SourceManifest;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One delivery under one order: hash everything, say it in signed manifests, send what the node has
 * not sealed yet. What the node says that it has is believed; what was sent is not.
 */
final class Delivery {
    private static final String TOOL = "comity send";
    private static final String VERSION = "1";

    /** A manifest stands in a request and in an act; both have an end. */
    private static final long MOST_CHARACTERS = 100_000;

    /** What one request carries: after it the node is asked what it has. */
    private static final long STEP = 256L << 20;

    /** Smaller files are sent anew rather than remembered. */
    private static final long SMALL = 1 << 20;

    private static final Map<String, String> TUS = Map.of("Tus-Resumable", "1.0.0");

    private final Node node;
    private final Digest order;
    private final KeyFile key;
    private final Memory memory;
    private final Progress progress;
    private final InstantSource clock;

    Delivery(
            Node node,
            Digest order,
            KeyFile key,
            Memory memory,
            Progress progress,
            InstantSource clock) {
        this.node = node;
        this.order = order;
        this.key = key;
        this.memory = memory;
        this.progress = progress;
        this.clock = clock;
    }

    /** Delivers everything. @return the manifests under which it lies at the node */
    List<SignedManifest> deliver(Inventory inventory) throws Stopped {
        orderStands();
        var files = hash(inventory);
        var manifests = manifests(files);
        var items = new HashMap<String, Inventory.Item>();
        inventory.items().forEach(item -> items.put(item.name(), item));
        var sealed = new HashMap<Digest, Set<Digest>>();
        var already = 0L;
        for (var signed : manifests) {
            var here = announce(signed);
            sealed.put(signed.digest(), here);
            for (var file : signed.manifest().files())
                if (here.contains(file.sha256())) already += file.size();
        }
        progress.begins("sending", inventory.bytes(), already);
        for (var signed : manifests) {
            var here = sealed.getOrDefault(signed.digest(), Set.of());
            for (var file : signed.manifest().files()) {
                if (!here.add(file.sha256())) continue;
                progress.file(file.name());
                send(
                        file,
                        java.util.Objects.requireNonNull(items.get(file.name())),
                        signed.digest());
            }
        }
        progress.ends();
        for (var signed : manifests) isWhole(signed);
        memory.done();
        return manifests;
    }

    private void orderStands() throws Stopped {
        var answer = node.get("/provider/orders/" + order.hex());
        if (answer.status() == 404) throw Stopped.refused("order-unknown", order.hex());
        if (answer.status() != 200) throw Stopped.refused("refused", answer.said());
        var standing =
                answer.body().object("order").flatMap(view -> view.text("standing")).orElse("");
        if (standing.equals("OVERRIDDEN")) throw Stopped.refused("order-ended", order.hex());
    }

    private List<SourceManifest.File> hash(Inventory inventory) throws Stopped {
        progress.begins("hashing", inventory.bytes(), 0);
        var files = new ArrayList<SourceManifest.File>();
        for (var item : inventory.items()) {
            var known = memory.hashed(item);
            if (known.isPresent()) progress.moves(item.size());
            else {
                progress.file(item.name());
                known = Optional.of(hash(item));
                memory.hashed(item, known.get());
            }
            files.add(known.get());
        }
        progress.ends();
        return files;
    }

    private SourceManifest.File hash(Inventory.Item item) throws Stopped {
        var sha256 = Digest.sha256();
        var buffer = new byte[1 << 18];
        var size = 0L;
        try (var in = Files.newInputStream(item.path())) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
                size += count;
                progress.moves(count);
            }
        } catch (IOException _) {
            throw Stopped.wrong("file-unreadable", item.path().toString());
        }
        if (size != item.size()) throw Stopped.wrong("file-changes", item.path().toString());
        return new SourceManifest.File(
                item.name(),
                size,
                Digest.ofHash(sha256.digest()),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Those that an earlier run signed over the same files, else new ones. */
    private List<SignedManifest> manifests(List<SourceManifest.File> files) throws Stopped {
        var kept = memory.manifests(files, Digest.of(key.publicKey()));
        if (kept.isPresent()) return kept.get();
        var parts = new ArrayList<List<SourceManifest.File>>();
        var length = 0L;
        for (var file : files) {
            // A name stands twice, with at most six bytes for each character; the rest is fixed.
            var more = 200L + 6L * file.name().length();
            if (parts.isEmpty()
                    || parts.getLast().size() == SourceManifest.MOST_FILES
                    || length + more > MOST_CHARACTERS) {
                parts.add(new ArrayList<>());
                length = 0;
            }
            parts.getLast().add(file);
            length += more;
        }
        var signed = new ArrayList<SignedManifest>();
        var made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (var part : parts)
            signed.add(
                    SignedManifest.sign(
                            new SourceManifest(
                                    order,
                                    TOOL,
                                    VERSION,
                                    made,
                                    signed.size() + 1,
                                    parts.size(),
                                    part),
                            key.signing(),
                            key.publicKey()));
        memory.manifests(signed);
        return signed;
    }

    /** Hands the manifest in. @return the hashes of what the node has sealed of it already */
    private Set<Digest> announce(SignedManifest signed) throws Stopped {
        var answer = node.post("/provider/orders/" + order.hex() + "/manifests", signed.json());
        if (answer.status() != 201) throw Stopped.refused("refused", answer.said());
        return sealed(answer.body());
    }

    private static Set<Digest> sealed(Json.Obj delivery) {
        var here = new HashSet<Digest>();
        for (var item : delivery.items("files"))
            if (item instanceof Json.Obj file
                    && file.text("sealed").filter(at -> !at.isEmpty()).isPresent())
                file.text("sha256").map(Digest::new).ifPresent(here::add);
        return here;
    }

    private void send(SourceManifest.File file, Inventory.Item item, Digest manifest)
            throws Stopped {
        var standing = progress.done();
        // A place that the node no longer knows is given up once; a second time is an error.
        for (var tries = 0; ; tries++) {
            var place = place(file, manifest);
            var sent = upload(file, item, place, standing);
            if (sent) {
                seal(file, item, place);
                memory.place(file.sha256().hex(), Optional.empty());
                progress.stands(standing + file.size());
                return;
            }
            memory.place(file.sha256().hex(), Optional.empty());
            if (tries > 0) throw Stopped.refused("upload-lost", file.name());
        }
    }

    private String place(SourceManifest.File file, Digest manifest) throws Stopped {
        var known = memory.place(file.sha256().hex());
        if (known.isPresent()) return known.get();
        var words =
                "order "
                        + base64(order.hex())
                        + ",filename "
                        + base64(file.name())
                        + ",sha256 "
                        + base64(file.sha256().hex())
                        + ",manifest "
                        + base64(manifest.hex());
        var answer =
                node.post(
                        "/exhibits",
                        and(
                                Map.of(
                                        "Upload-Length",
                                        Long.toString(file.size()),
                                        "Upload-Metadata",
                                        words)));
        if (answer.status() == 507) throw Stopped.full(answer.said());
        if (answer.status() != 201) throw Stopped.refused("refused", answer.said());
        var place = URI.create(answer.header("location")).getPath();
        if (!place.matches("/uploads/[0-9a-f-]{36}"))
            throw Stopped.refused("no-node", node.origin().toString());
        if (file.size() > SMALL) memory.place(file.sha256().hex(), Optional.of(place));
        return place;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> and(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.putAll(TUS);
        return all;
    }

    /** Sends from where the node is to the end. @return false if the node knows no such upload */
    private boolean upload(
            SourceManifest.File file, Inventory.Item item, String place, long standing)
            throws Stopped {
        var pauses = node.new Pauses();
        var before = -1L;
        while (true) {
            var offset = offset(place);
            if (offset.isEmpty()) return false;
            var from = offset.get();
            progress.stands(standing + from);
            if (from == file.size()) return true;
            if (from > before) pauses = node.new Pauses();
            else pauses.next("upload");
            before = from;
            var count = Math.min(STEP, file.size() - from);
            var answer =
                    node.patch(
                            place,
                            and(
                                    Map.of(
                                            "Upload-Offset",
                                            Long.toString(from),
                                            "Content-Type",
                                            "application/offset+octet-stream")),
                            () ->
                                    BodyPublishers.fromPublisher(
                                            BodyPublishers.ofInputStream(
                                                    () -> part(item, from, count)),
                                            count));
            if (answer.isEmpty()) continue;
            switch (answer.get().status()) {
                case 204, 409 -> {} // it says where it is when it is asked again
                case 404 -> {
                    return false;
                }
                case 507 -> throw Stopped.full(answer.get().said());
                default -> throw Stopped.refused("refused", answer.get().said());
            }
        }
    }

    private Optional<Long> offset(String place) throws Stopped {
        var answer = node.head(place, TUS);
        if (answer.status() == 404) return Optional.empty();
        var said = answer.header("upload-offset");
        if (answer.status() != 200 || !said.matches("[0-9]{1,18}"))
            throw Stopped.refused("refused", answer.said());
        return Optional.of(Long.parseLong(said));
    }

    private InputStream part(Inventory.Item item, long from, long count) {
        try {
            var channel = FileChannel.open(item.path(), StandardOpenOption.READ);
            channel.position(from);
            return new Part(Channels.newInputStream(channel), count, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next {@code left} bytes of a file; each that is taken moves the bar. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private final Progress progress;
        private long left;

        Part(InputStream in, long left, Progress progress) {
            this.in = in;
            this.left = left;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) return -1;
            var count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) throw new IOException("the file became shorter");
            left -= count;
            progress.moves(count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private void seal(SourceManifest.File file, Inventory.Item item, String place) throws Stopped {
        var answer = node.post(place + "/seal", TUS);
        if (answer.status() == 422) {
            memory.forget(item);
            memory.place(file.sha256().hex(), Optional.empty());
            throw Stopped.refused("other-bytes", file.name(), answer.said());
        }
        if (answer.status() == 507) throw Stopped.full(answer.said());
        if (answer.status() != 201) throw Stopped.refused("refused", answer.said());
    }

    /** The node's own word that everything is sealed. */
    private void isWhole(SignedManifest signed) throws Stopped {
        var answer = node.get("/provider/manifests/" + signed.digest().hex());
        if (answer.status() != 200) throw Stopped.refused("refused", answer.said());
        var here = sealed(answer.body());
        for (var file : signed.manifest().files())
            if (!here.contains(file.sha256())) throw Stopped.refused("upload-lost", file.name());
    }
}

package comity.verifier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A case file taken apart, for whoever handles it on its way to court and holds no key. */
final class Parts {
    static final String MANIFEST = "manifest.json";
    final Map<String, byte[]> entries = new LinkedHashMap<>();

    static Parts of(Path file) throws IOException {
        var parts = new Parts();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                parts.entries.put(entry.getName(), zip.readAllBytes());
        }
        return parts;
    }

    Path write(Path folder) throws IOException {
        return write(folder, Deflater.DEFAULT_COMPRESSION);
    }

    /**
     * @param level of Deflate: 1 packs fastest, 9 smallest
     */
    Path write(Path folder, int level) throws IOException {
        var file = Files.createTempFile(folder, "tampered", ".comity");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(level);
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** The same, with a media type first and in clear where there is one. */
    Path stored(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "tampered", ".comity");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                var one = new ZipEntry(entry.getKey());
                one.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 2, 0, 0));
                if (entry.getKey().equals("mimetype")) {
                    var checksum = new java.util.zip.CRC32();
                    checksum.update(entry.getValue());
                    one.setMethod(ZipEntry.STORED);
                    one.setSize(entry.getValue().length);
                    one.setCrc(checksum.getValue());
                }
                zip.putNextEntry(one);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    Json.Obj json(String name) {
        try {
            return JsonReader.actObject(entries.get(name));
        } catch (MalformedJson e) {
            throw new AssertionError(name, e);
        }
    }

    void put(String name, Json.Obj json) {
        entries.put(name, CanonicalJson.bytes(json));
    }

    static String place(Digest act) {
        return "acts/" + act.hex() + ".json";
    }

    /** The envelope of an act is changed; its entry keeps its name. */
    void change(Digest act, UnaryOperator<Json.Obj> change) {
        put(place(act), change.apply(json(place(act))));
    }

    /**
     * The header of an act is changed, and everything around it that needs no key: its entry's name
     * and the list.
     */
    void rewrite(Digest act, UnaryOperator<Json.Obj> change) {
        var envelope = json(place(act));
        var header = change.apply(envelope.object("header").orElseThrow());
        entries.remove(place(act));
        put(place(Digest.of(header)), envelope.with("header", header));
        list(
                "acts",
                listed ->
                        listed.replaceAll(
                                hex -> hex.equals(act.hex()) ? Digest.of(header).hex() : hex));
    }

    /** What the manifest lists is changed. */
    void list(String folder, java.util.function.Consumer<List<String>> change) {
        var manifest = json(MANIFEST);
        var listed = new ArrayList<>(manifest.texts(folder));
        change.accept(listed);
        put(MANIFEST, manifest.with(folder, Json.strings(listed)));
    }

    /** One receipt of an act is changed: 0 is Arcadia's, 1 Borduria's. */
    void receipt(Digest act, int number, UnaryOperator<Json.Obj> change) {
        change(
                act,
                envelope -> {
                    var receipts = new ArrayList<>(envelope.items("receipts"));
                    receipts.set(number, change.apply((Json.Obj) receipts.get(number)));
                    return envelope.with("receipts", new Json.Arr(receipts));
                });
    }

    /** One line of a receipt's proof is changed; negative numbers count from its end. */
    void proofLine(Digest act, int receipt, int line, UnaryOperator<String> change) {
        receipt(
                act,
                receipt,
                json -> {
                    var lines = new ArrayList<>(json.text("proof").orElseThrow().lines().toList());
                    var at = line < 0 ? lines.size() + line : line;
                    lines.set(at, change.apply(lines.get(at)));
                    return json.with("proof", String.join("\n", lines) + "\n");
                });
    }
}

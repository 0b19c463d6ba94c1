package comity.evidence.dossier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a case file: a ZIP that any tool opens, its JSON in canonical form, so that {@code
 * sha256sum} of a header's bytes is the act's digest. Streams; an exhibit is never held in memory.
 */
public final class DossierWriter {
    static final String FORMAT = "comity-case/1";
    static final String MANIFEST = "manifest.json";
    private static final int LONGEST_NAME = 120;

    private DossierWriter() {}

    public static void write(OutputStream out, Contents contents) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            // Mail compresses well, and what does not costs little at this level.
            zip.setLevel(1);
            entry(zip, MANIFEST, CanonicalJson.bytes(manifest(contents)));
            acts(zip, "acts/", contents.acts());
            acts(zip, "directories/", contents.directories());
            acts(zip, "profiles/", contents.profiles());
            for (var log : contents.logs())
                entry(zip, log.place(), CanonicalJson.bytes(log.json()));
            for (var exhibit : contents.exhibits()) {
                begin(zip, place(exhibit));
                exhibit.source().writeTo(uncloseable(zip));
                zip.closeEntry();
            }
        }
    }

    /** The name under which an exhibit lies: its hash, then a file name without any path. */
    static String place(Contents.Exhibit exhibit) {
        return place(exhibit.sha256(), exhibit.name());
    }

    static String place(Act.Exhibit exhibit) {
        return place(exhibit.sha256(), exhibit.name());
    }

    private static String place(Digest sha256, String given) {
        // A name that begins with a dot is hidden on some systems.
        var dots = 0;
        while (dots < given.length() && given.charAt(dots) == '.') dots++;
        var name = new StringBuilder(dots > 0 ? "_" : "");
        given.substring(dots)
                .codePoints()
                .limit(LONGEST_NAME - name.length())
                .forEach(point -> name.appendCodePoint(isPlain(point) ? point : '_'));
        return "exhibits/" + sha256.hex() + "/" + (name.toString().isBlank() ? "exhibit" : name);
    }

    /** Letters and numbers of any script, and what every file system takes beside them. */
    private static boolean isPlain(int point) {
        return Character.isLetter(point)
                || "._ -".indexOf(point) >= 0
                || switch (Character.getType(point)) {
                    case Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER ->
                            true;
                    default -> false;
                };
    }

    private static Json.Obj manifest(Contents contents) {
        var whole =
                Json.object()
                        .with("format", FORMAT)
                        .with("docket", contents.docket().toString())
                        .with("exporter", contents.exporter())
                        .with("acts", digests(contents.acts()))
                        .with("directories", digests(contents.directories()))
                        .with("profiles", digests(contents.profiles()))
                        .with(
                                "logs",
                                Json.strings(
                                        contents.logs().stream().map(LogProofs::name).toList()))
                        .with(
                                "exhibits",
                                Json.strings(
                                        contents.exhibits().stream()
                                                .map(DossierWriter::place)
                                                .toList()));
        return contents.disclosure()
                .map(
                        disclosure ->
                                whole.with("audience", disclosure.audience())
                                        .with(
                                                "withheld",
                                                Json.strings(List.copyOf(disclosure.withheld()))))
                .orElse(whole);
    }

    private static Json digests(List<Envelope> acts) {
        return Json.strings(acts.stream().map(act -> act.digest().hex()).distinct().toList());
    }

    private static void acts(ZipOutputStream zip, String folder, List<Envelope> acts)
            throws IOException {
        var byDigest = new LinkedHashMap<String, Envelope>();
        acts.forEach(act -> byDigest.putIfAbsent(act.digest().hex(), act));
        for (var act : byDigest.entrySet())
            entry(zip, folder + act.getKey() + ".json", CanonicalJson.bytes(act.getValue().json()));
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        begin(zip, name);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** No dates: the same contents give the same bytes, and a file's date proves nothing. */
    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-01-02T00:00:00Z")));
        zip.putNextEntry(entry);
    }

    /** A source that closes what it writes to closes its entry, not the case file. */
    private static OutputStream uncloseable(ZipOutputStream zip) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                zip.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                zip.write(bytes, offset, length);
            }
        };
    }
}

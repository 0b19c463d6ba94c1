package comity.evidence.dossier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.container.AsicManifest;
import comity.treaty.docket.Act;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes a case file: a ZIP that any tool opens, its JSON in canonical form, so that {@code
 * sha256sum} of a header's bytes is the act's digest. Streams; an exhibit is never held in memory.
 */
public final class DossierWriter {
    static final String FORMAT = "comity-case/1";
    static final String MANIFEST = "manifest.json";
    private static final int LONGEST_NAME = 120;

    private final Entries zip;
    private final Contents contents;
    private final Optional<Signature> signature;

    /** The first file of a signed container: what it is (ETSI EN 319 162-1, annex A.1). */
    static final String MEDIA_TYPE = "mimetype";

    static final String ASIC_MANIFEST = "META-INF/ASiCManifest.xml";
    static final String SIGNATURE = "META-INF/signature.p7s";

    /** What a signed container holds beside its contents. */
    static final List<String> SIGNED = List.of(MEDIA_TYPE, ASIC_MANIFEST, SIGNATURE);

    /** Whoever signs the container as a whole. */
    public interface Signature {
        /** The name of the key in the directory of the State that writes the file. */
        String key();

        /**
         * Signs the container's manifest, which lists every file by its SHA-256.
         *
         * @return a detached signature (CAdES), in DER
         */
        byte[] of(byte[] manifest) throws IOException;

        /**
         * A timestamp over everything, the signature with it (ETSI EN 319 162-1, A.7).
         *
         * @param manifest lists every file by its SHA-256
         * @return the token on it; empty if none can be had now
         */
        default Optional<byte[]> archived(byte[] manifest) throws IOException {
            return Optional.empty();
        }
    }

    /** Writes a container that nobody signs as a whole. */
    public static void write(OutputStream out, Contents contents) throws IOException {
        new DossierWriter(out, contents, Optional.empty()).write();
    }

    /** Writes an ASiC-E container (ETSI EN 319 162-1) with a CAdES signature. */
    public static void write(OutputStream out, Contents contents, Signature signature)
            throws IOException {
        new DossierWriter(out, contents, Optional.of(signature)).write();
    }

    private DossierWriter(OutputStream out, Contents contents, Optional<Signature> signature) {
        this.zip = new Entries(out);
        this.contents = contents;
        this.signature = signature;
    }

    private void write() throws IOException {
        try (zip) {
            if (signature.isPresent()) zip.mediaType();
            zip.put(MANIFEST, CanonicalJson.bytes(manifest()));
            for (var beside : Beside.of(contents, signer()).entrySet())
                zip.put(beside.getKey(), beside.getValue());
            for (var paper : contents.papers()) zip.put(paper.place(), paper.pdf());
            acts("acts/", contents.acts());
            acts("directories/", contents.directories());
            acts("profiles/", contents.profiles());
            for (var log : contents.logs()) zip.put(log.place(), CanonicalJson.bytes(log.json()));
            for (var exhibit : contents.exhibits())
                if (exhibit.time() instanceof ExhibitTime.Stamped(var reply, _))
                    zip.put(stamp(exhibit.sha256()), reply);
            for (var renewed : Beside.renewed(contents.exhibits()).entrySet())
                zip.put(
                        renewed(renewed.getKey()),
                        CanonicalJson.bytes(
                                Json.object()
                                        .with(
                                                "renewals",
                                                LogProofs.renewals(
                                                        renewed.getValue().renewals()))));
            for (var exhibit : contents.exhibits()) zip.put(place(exhibit), exhibit.source());
            if (signature.isPresent()) sign(signature.get());
        }
    }

    private Optional<String> signer() {
        return signature.map(Signature::key);
    }

    private void sign(Signature by) throws IOException {
        var listed = new AsicManifest(SIGNATURE, zip.hashes()).bytes();
        zip.put(ASIC_MANIFEST, listed);
        zip.put(SIGNATURE, by.of(listed));
        var archive = new AsicManifest(Archived.token(1), zip.hashes()).bytes();
        var token = by.archived(archive);
        if (token.isEmpty()) return;
        zip.put(Archived.NEWEST, archive);
        zip.put(Archived.token(1), token.get());
    }

    /** Where the timestamp of an exhibit lies. */
    static String stamp(Digest exhibit) {
        return "timestamps/exhibits/" + exhibit.hex() + ".tsr";
    }

    /** Where what renewed it lies. */
    static String renewed(Digest exhibit) {
        return "timestamps/exhibits/" + exhibit.hex() + ".json";
    }

    private Json renewed() {
        return Json.strings(
                Beside.renewed(contents.exhibits()).keySet().stream().map(Digest::hex).toList());
    }

    /** Those exhibits whose time waits, and since when. */
    private Json pending() {
        var items = new ArrayList<Json>();
        for (var exhibit : contents.exhibits())
            if (exhibit.time() instanceof ExhibitTime.Pending(var since, var asOf))
                items.add(
                        Json.object()
                                .with("sha256", exhibit.sha256().hex())
                                .with("since", since.toString())
                                .with("asOf", asOf.toString()));
        return new Json.Arr(items);
    }

    private Json stamps() {
        return Json.strings(
                contents.exhibits().stream()
                        .filter(exhibit -> exhibit.time() instanceof ExhibitTime.Stamped)
                        .map(exhibit -> exhibit.sha256().hex())
                        .toList());
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

    private Json.Obj manifest() {
        var beside = new ArrayList<>(Beside.of(contents, signer()).keySet());
        contents.papers().forEach(paper -> beside.add(paper.place()));
        var listed =
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
                                                .toList()))
                        .with("stamps", stamps())
                        .with("renewed", renewed())
                        .with("pending", pending())
                        .with("beside", Json.strings(beside));
        var whole = signer().map(key -> listed.with("signer", key)).orElse(listed);
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

    private void acts(String folder, List<Envelope> acts) throws IOException {
        var byDigest = new LinkedHashMap<String, Envelope>();
        acts.forEach(act -> byDigest.putIfAbsent(act.digest().hex(), act));
        for (var act : byDigest.entrySet())
            zip.put(folder + act.getKey() + ".json", CanonicalJson.bytes(act.getValue().json()));
    }
}

package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A case file opened for reading. What the manifest lists must be there, and nothing else: a file
 * that nobody vouches for has no place in it.
 */
final class Dossier implements AutoCloseable {
    private static final int MOST_ENTRIES = 100_000;

    private final ZipFile zip;
    private final Json.Obj manifest;
    private final List<Envelope> acts;
    private final List<Envelope> directories;
    private final List<Envelope> profiles;

    private Dossier(ZipFile zip) throws IOException, MalformedDossier {
        this.zip = zip;
        if (zip.size() > MOST_ENTRIES)
            throw new MalformedDossier("zip", "more than " + MOST_ENTRIES + " entries");
        this.manifest = manifest();
        this.acts = acts("acts");
        this.directories = acts("directories");
        this.profiles = acts("profiles");
        refuseWhatIsNotListed();
    }

    static Dossier open(Path file) throws IOException, MalformedDossier {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new MalformedDossier("zip", "not a ZIP file: " + e.getMessage());
        }
        try {
            return new Dossier(zip);
        } catch (IOException | MalformedDossier | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private Json.Obj manifest() throws IOException, MalformedDossier {
        var json = object(DossierWriter.MANIFEST);
        if (!json.text("format").orElse("").equals(DossierWriter.FORMAT))
            throw new MalformedDossier(DossierWriter.MANIFEST, DossierWriter.FORMAT + " expected");
        return json;
    }

    private List<Envelope> acts(String folder) throws IOException, MalformedDossier {
        var found = new ArrayList<Envelope>();
        for (var digest : manifest.texts(folder)) {
            var place = folder + "/" + digest + ".json";
            try {
                var act = Envelope.of(object(place));
                if (!act.digest().hex().equals(digest))
                    throw new MalformedDossier(
                            place, "another act lies here: its digest is " + act.digest().hex());
                found.add(act);
            } catch (MalformedAct e) {
                throw new MalformedDossier(place, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(found);
    }

    private Json.Obj object(String place) throws IOException, MalformedDossier {
        var entry = zip.getEntry(place);
        if (entry == null) throw new MalformedDossier(place, "missing");
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes(Envelope.MOST_BYTES + 1);
            if (bytes.length > Envelope.MOST_BYTES) throw new MalformedDossier(place, "too large");
            return JsonReader.actObject(bytes);
        } catch (MalformedJson e) {
            throw new MalformedDossier(place, String.valueOf(e.getMessage()));
        } catch (ZipException e) {
            throw new MalformedDossier(place, "damaged: " + e.getMessage());
        }
    }

    private void refuseWhatIsNotListed() throws MalformedDossier {
        var listed = new HashSet<String>(List.of(DossierWriter.MANIFEST));
        for (var folder : List.of("acts", "directories", "profiles"))
            manifest.texts(folder).forEach(digest -> listed.add(folder + "/" + digest + ".json"));
        listed.addAll(manifest.texts("exhibits"));
        var met = new HashSet<String>();
        for (var entry : zip.stream().map(ZipEntry::getName).toList()) {
            if (!met.add(entry)) throw new MalformedDossier(entry, "lies here twice");
            if (!listed.contains(entry))
                throw new MalformedDossier(entry, "not listed in the manifest");
        }
    }

    UUID docket() throws MalformedDossier {
        try {
            return UUID.fromString(manifest.text("docket").orElse(""));
        } catch (IllegalArgumentException _) {
            throw new MalformedDossier(DossierWriter.MANIFEST, "docket: a UUID expected");
        }
    }

    /** The State whose node wrote this file. */
    String exporter() {
        return manifest.text("exporter").orElse("");
    }

    List<Envelope> acts() {
        return acts;
    }

    List<Envelope> directories() {
        return directories;
    }

    List<Envelope> profiles() {
        return profiles;
    }

    /** The names of the exhibits' entries, {@code exhibits/<sha256>/<name>}. */
    List<String> exhibits() {
        return manifest.texts("exhibits");
    }

    /** SHA-256 of an exhibit's bytes as they lie here, streamed. */
    Digest sha256(String place, Progress progress) throws IOException, MalformedDossier {
        var entry = zip.getEntry(place);
        if (entry == null) throw new MalformedDossier(place, "missing");
        var sha = Digest.sha256();
        try (InputStream in = zip.getInputStream(entry)) {
            var buffer = new byte[1 << 18];
            for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sha.update(buffer, 0, count);
                progress.read(count);
            }
        } catch (ZipException e) {
            throw new MalformedDossier(place, "damaged: " + e.getMessage());
        }
        return Digest.ofHash(sha.digest());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

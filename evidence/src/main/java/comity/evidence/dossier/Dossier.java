package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.container.AsicManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A case file opened for reading. What the manifest lists must be there once, and nothing else: a
 * file that nobody vouches for has no place in it. Acts are held in memory, to a limit; exhibits
 * are streamed.
 */
final class Dossier implements AutoCloseable {
    /** A docket has dozens of acts; each is ruled on again, over all before it. */
    private static final int MOST_ACTS = 1_000;

    /** Of the JSON of one entry, and of all entries together, in bytes. */
    private static final int LARGEST_ENTRY = 4 << 20;

    private static final int LARGEST_TOTAL = 32 << 20;

    /** JSON values of all entries together: each takes far more memory than it takes text. */
    private static final int MOST_VALUES = 500_000;

    /** What may lie beside the acts and exhibits: made from them, or reports on paper. */
    private static final String BESIDE =
            "VERIFY\\.txt|case\\.jsonld|timestamps/[0-9a-f]{64}-[0-9]{1,4}\\.(tsr|txt|pem|ers)|timestamps/exhibits/[0-9a-f]{64}\\.ers|reports/[a-z]{2}\\.pdf";

    private final Container container;
    private final Json.Obj manifest;
    private final List<Envelope> acts;
    private final List<Envelope> directories;
    private final List<Envelope> profiles;
    private final List<LogProofs> logs;
    private final Map<String, ExhibitTime> pending;
    private final Map<String, List<LogProofs.Renewal>> renewals;
    private final Map<String, Digest> hashes = new HashMap<>();
    private long bytes;
    private long values;

    private Dossier(Container container) throws IOException, MalformedDossier {
        this.container = container;
        this.manifest = manifest();
        refuseWhatIsNotListedOnce();
        this.pending = readPending();
        this.renewals = readRenewals();
        this.acts = acts("acts");
        this.directories = acts("directories");
        this.profiles = acts("profiles");
        this.logs = readLogs();
    }

    static Dossier open(CaseBytes bytes) throws IOException, MalformedDossier {
        var container = Container.open(bytes);
        try {
            return new Dossier(container);
        } catch (IOException | MalformedDossier | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private Json.Obj manifest() throws IOException, MalformedDossier {
        var json = object(DossierWriter.MANIFEST);
        if (!json.text("format").orElse("").equals(DossierWriter.FORMAT))
            throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.format");
        return json;
    }

    /** Reads them one by one, and makes acts of them on as many processors as there are. */
    private List<Envelope> acts(String folder) throws IOException, MalformedDossier {
        var texts = new ArrayList<Text>();
        for (var digest : manifest.texts(folder)) texts.add(text(folder + "/" + digest + ".json"));
        var found = new ArrayList<Envelope>();
        for (var act : texts.stream().parallel().map(Dossier::act).toList()) found.add(act.get());
        return List.copyOf(found);
    }

    /** An act, or why there is none. */
    @FunctionalInterface
    private interface Read {
        Envelope get() throws MalformedDossier;
    }

    private static Read act(Text text) {
        try {
            var act = Envelope.of(text.object());
            if (text.place().endsWith("/" + act.digest().hex() + ".json")) return () -> act;
            return refused(new MalformedDossier(text.place(), "act.other", act.digest().hex()));
        } catch (MalformedDossier e) {
            return refused(e);
        } catch (MalformedAct e) {
            return refused(
                    new MalformedDossier(
                            text.place(), "act.malformed", String.valueOf(e.getMessage())));
        }
    }

    private static Read refused(MalformedDossier why) {
        return () -> {
            throw why;
        };
    }

    private List<LogProofs> readLogs() throws IOException, MalformedDossier {
        var found = new ArrayList<LogProofs>();
        for (var origin : manifest.texts("logs")) {
            var place = "logs/" + origin + ".json";
            try {
                var log = LogProofs.of(object(place));
                if (!log.place().equals(place))
                    throw new MalformedDossier(place, "act.other", log.origin());
                found.add(log);
            } catch (MalformedAct e) {
                throw new MalformedDossier(place, "log.malformed", String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(found);
    }

    private Json.Obj object(String place) throws IOException, MalformedDossier {
        return text(place).object();
    }

    /** An entry as it was read, within the limits of all. */
    private record Text(String place, byte[] bytes) {
        Json.Obj object() throws MalformedDossier {
            try {
                return JsonReader.actObject(bytes);
            } catch (MalformedJson e) {
                throw new MalformedDossier(place, "json.malformed", String.valueOf(e.getMessage()));
            }
        }
    }

    private Text text(String place) throws IOException, MalformedDossier {
        var text = new ByteArrayOutputStream();
        container.read(place, LARGEST_ENTRY, (some, count) -> text.write(some, 0, count));
        var read = text.toByteArray();
        hashes.put(place, Digest.of(read));
        bytes += read.length;
        values += values(read);
        if (bytes > LARGEST_TOTAL || values > MOST_VALUES)
            throw new MalformedDossier(place, "total.too-large");
        return new Text(place, read);
    }

    /** How many values JSON text can hold at most, without reading it: what separates them. */
    private static long values(byte[] json) {
        var count = 1L;
        var quoted = false;
        for (var i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '{', '[', ',' -> count += quoted ? 0 : 1;
                default -> {}
            }
        }
        return count;
    }

    private void refuseWhatIsNotListedOnce() throws MalformedDossier {
        var listed = new HashSet<String>();
        list(listed, DossierWriter.MANIFEST);
        for (var folder : List.of("acts", "directories", "profiles", "logs")) {
            if (manifest.texts(folder).size() > MOST_ACTS)
                throw new MalformedDossier(folder, "zip.too-many");
            for (var digest : manifest.texts(folder)) {
                if (!digest.matches("[0-9a-f]{64}"))
                    throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", digest);
                list(listed, folder + "/" + digest + ".json");
            }
        }
        for (var place : exhibits()) {
            if (!place.matches("exhibits/[0-9a-f]{64}/[^/]+"))
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", place);
            list(listed, place);
        }
        var hashes = new HashSet<String>();
        for (var place : exhibits()) hashes.add(place.split("/", 3)[1]);
        for (var hash : manifest.texts("stamps")) {
            if (!hashes.contains(hash))
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", hash);
            list(listed, DossierWriter.stamp(new Digest(hash)));
        }
        for (var hash : manifest.texts("renewed")) {
            if (!manifest.texts("stamps").contains(hash))
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", hash);
            list(listed, DossierWriter.renewed(new Digest(hash)));
        }
        for (var place : beside()) {
            if (!place.matches(BESIDE))
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", place);
            list(listed, place);
        }
        if (manifest.text("signer").isPresent()) {
            for (var name : DossierWriter.SIGNED) list(listed, name);
            // Whoever keeps a container adds timestamps over it, which nothing in it can list.
            for (var name : container.names()) if (Archived.isOne(name)) list(listed, name);
            if (!container.isFirstAndStored(DossierWriter.MEDIA_TYPE))
                throw new MalformedDossier(DossierWriter.MEDIA_TYPE, "entry.not-first");
        }
        for (var name : container.names()) {
            if (!listed.contains(name)) throw new MalformedDossier(name, "entry.not-listed");
        }
        for (var name : listed) {
            if (!container.names().contains(name))
                throw new MalformedDossier(name, "entry.missing");
        }
    }

    private static void list(HashSet<String> listed, String place) throws MalformedDossier {
        if (!listed.add(place)) throw new MalformedDossier(place, "entry.listed-twice");
    }

    private Map<String, ExhibitTime> readPending() throws MalformedDossier {
        var found = new HashMap<String, ExhibitTime>();
        for (var item : manifest.items("pending")) {
            if (!(item instanceof Json.Obj one))
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry");
            var sha256 = one.text("sha256").orElse("");
            try {
                found.put(
                        sha256,
                        new ExhibitTime.Pending(
                                Instant.parse(one.text("since").orElse("")),
                                Instant.parse(one.text("asOf").orElse(""))));
            } catch (DateTimeParseException _) {
                throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.entry", sha256);
            }
        }
        return found;
    }

    private Map<String, List<LogProofs.Renewal>> readRenewals()
            throws IOException, MalformedDossier {
        var found = new HashMap<String, List<LogProofs.Renewal>>();
        for (var hash : manifest.texts("renewed")) {
            var place = DossierWriter.renewed(new Digest(hash));
            try {
                found.put(hash, LogProofs.renewals(object(place)));
            } catch (MalformedAct | IllegalArgumentException e) {
                throw new MalformedDossier(place, "log.malformed", String.valueOf(e.getMessage()));
            }
        }
        return found;
    }

    /** What is known of an exhibit's time by itself. */
    ExhibitTime time(String sha256) {
        var stamp = DossierWriter.stamp(new Digest(sha256));
        if (container.names().contains(stamp))
            return new ExhibitTime.Stamped(
                    out -> Disclosure.copy(this, stamp, out),
                    renewals.getOrDefault(sha256, List.of()));
        return pending.getOrDefault(sha256, ExhibitTime.UNASKED);
    }

    UUID docket() throws MalformedDossier {
        var text = manifest.text("docket").orElse("");
        try {
            var docket = UUID.fromString(text);
            if (docket.toString().equals(text)) return docket;
        } catch (IllegalArgumentException _) {
            // the same answer: one text for each identifier
        }
        throw new MalformedDossier(DossierWriter.MANIFEST, "manifest.docket");
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

    List<LogProofs> logs() {
        return logs;
    }

    /** What the manifest says of one member, such as who wrote the file; nobody signed it. */
    String manifest(String member) {
        return manifest.text(member).orElse("");
    }

    /** Identifies the contents: it lists each act by digest and each exhibit by hash. */
    Digest contents() {
        return Digest.of(manifest);
    }

    /** What it says that it withholds; empty for a whole case file. */
    Optional<Disclosure> disclosure() {
        return manifest.text("audience")
                .map(
                        audience ->
                                new Disclosure(
                                        audience, new TreeSet<>(manifest.texts("withheld"))));
    }

    /** How large an exhibit says that it is. */
    long size(String place) throws MalformedDossier {
        return container.size(place);
    }

    /** Hands over an exhibit's bytes as they come. */
    void copy(String place, Container.Sink sink) throws IOException, MalformedDossier {
        container.read(place, Long.MAX_VALUE, sink);
    }

    /** The key with which somebody is said to have signed the container as a whole. */
    Optional<String> signer() {
        return manifest.text("signer");
    }

    /** What the manifest lists beside acts, logs and exhibits. */
    List<String> beside() {
        return manifest.texts("beside");
    }

    /** Every file in it, in the order of its table. */
    Set<String> names() {
        return container.names();
    }

    /** A small file whole. */
    byte[] bytes(String place) throws IOException, MalformedDossier {
        var read = new ByteArrayOutputStream();
        container.read(place, AsicManifest.MOST_BYTES, (some, count) -> read.write(some, 0, count));
        hashes.put(place, Digest.of(read.toByteArray()));
        return read.toByteArray();
    }

    /** SHA-256 of a file that was read already; empty if it was not. */
    Optional<Digest> known(String place) {
        return Optional.ofNullable(hashes.get(place));
    }

    /** The names of the exhibits' entries, {@code exhibits/<sha256>/<name>}. */
    List<String> exhibits() {
        return manifest.texts("exhibits");
    }

    /**
     * SHA-256 of an exhibit's bytes as they lie here, streamed.
     *
     * @param most what the act that names it gives as its size
     */
    Digest sha256(String place, long most, Progress progress) throws IOException, MalformedDossier {
        var sha = Digest.sha256();
        container.read(
                place,
                most,
                (some, count) -> {
                    sha.update(some, 0, count);
                    progress.read(count);
                });
        var found = Digest.ofHash(sha.digest());
        hashes.put(place, found);
        return found;
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}

package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.container.AsicManifest;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Timestamps over everything in a signed container (ETSI EN 319 162-1, A.7: archive manifests), the
 * first when it is made, and further ones by whoever keeps it, each while the one before still
 * stands. Each covers every file, and every timestamp before it.
 */
final class Archived {
    private static final String FOLDER = "META-INF/";

    /** The newest; those before it have numbers. */
    static final String NEWEST = FOLDER + "ASiCArchiveManifest.xml";

    private static final Pattern MANIFEST =
            Pattern.compile(FOLDER + "ASiCArchiveManifest([0-9]{3})?\\.xml");
    private static final Pattern TOKEN = Pattern.compile(FOLDER + "timestamp[0-9]{3}\\.tst");

    /** A century and more, at one a year. */
    static final int MOST = 200;

    private final Verification report;
    private final Dossier dossier;
    private final Optional<Directory> exporter;
    private final List<TimestampAuthority> given;

    /**
     * @param exporter the directory of the State that made the file, if it is known
     * @param given authorities whose word counts for the reader, whatever the directory says
     */
    Archived(
            Verification report,
            Dossier dossier,
            Optional<Directory> exporter,
            List<TimestampAuthority> given) {
        this.report = report;
        this.dossier = dossier;
        this.exporter = exporter;
        this.given = given;
    }

    static boolean isOne(String name) {
        return MANIFEST.matcher(name).matches() || TOKEN.matcher(name).matches();
    }

    static String token(int number) {
        return FOLDER + "timestamp" + digits(number) + ".tst";
    }

    /** What the manifest of this number is called once another follows it. */
    static String numbered(int number) {
        return FOLDER + "ASiCArchiveManifest" + digits(number) + ".xml";
    }

    private static String digits(int number) {
        return Integer.toString(1_000 + number).substring(1);
    }

    /** The manifests in a container, the oldest first. */
    static List<String> manifests(Set<String> names) {
        var found = new ArrayList<>(names.stream().filter(Archived::isManifest).sorted().toList());
        // The one without a number would come first.
        if (found.remove(NEWEST)) found.add(NEWEST);
        return found;
    }

    private static boolean isManifest(String name) {
        return MANIFEST.matcher(name).matches();
    }

    /** A line for how long the whole is proven, or for what is wrong. */
    void check() throws IOException, MalformedDossier {
        var manifests = manifests(dossier.names());
        if (manifests.size() > MOST) throw new MalformedDossier(NEWEST, "zip.too-many");
        Timestamp first = null;
        Timestamp newest = null;
        var earlier = new ArrayList<String>();
        for (var place : manifests) {
            var token = token(earlier.size() / 2 + 1);
            var stamp = stamp(place, token, List.copyOf(earlier));
            earlier.add(place);
            earlier.add(token);
            if (stamp.isEmpty()) return;
            if (newest != null && stamp.get().at().isAfter(newest.until())) {
                say(
                        Status.UNCHECKED,
                        "container.archived-late",
                        Map.of(
                                "time", stamp.get().at().toString(),
                                "until", newest.until().toString()));
                return;
            }
            if (first == null) first = stamp.get();
            newest = stamp.get();
        }
        for (var name : dossier.names()) {
            if (TOKEN.matcher(name).matches() && !earlier.contains(name)) {
                say(Status.FAILED, "container.not-covered", Map.of("file", name));
                return;
            }
        }
        if (first != null && newest != null) holds(first, newest, manifests.size());
    }

    private void holds(Timestamp first, Timestamp newest, int count) {
        var facts = new TreeMap<String, String>();
        facts.put("time", first.notAfter().toString());
        facts.put("by", first.signer().name());
        facts.put("until", newest.until().toString());
        facts.put("count", Integer.toString(count - 1));
        var trial = first.authority().trial() || newest.authority().trial();
        say(Status.PASSED, trial ? "container.archived-trial" : "container.archived", facts);
    }

    private Optional<Timestamp> stamp(String place, String token, List<String> earlier)
            throws IOException, MalformedDossier {
        var bytes = dossier.bytes(place);
        var listed = AsicManifest.of(bytes);
        if (listed.isEmpty()
                || !listed.get().signature().equals(token)
                || !dossier.names().contains(token)) {
            refused(Status.FAILED, place, "container.malformed", "");
            return Optional.empty();
        }
        var stamped = dossier.bytes(token);
        if (!covers(listed.get(), place, earlier)) return Optional.empty();
        try {
            return Optional.of(Timestamp.ofToken(stamped, Digest.of(bytes).bytes(), authorities()));
        } catch (RefusedTimestamp e) {
            var unknown =
                    e.code().equals("stamp.algorithm-unknown")
                            // Somebody may have renewed it whom the directory here cannot know.
                            || !earlier.isEmpty() && e.code().equals("stamp.other-signer");
            refused(unknown ? Status.UNCHECKED : Status.FAILED, place, e.code(), e.detail());
            return Optional.empty();
        }
    }

    private List<TimestampAuthority> authorities() {
        var all = new ArrayList<>(given);
        exporter.ifPresent(directory -> all.addAll(directory.log().timestampAuthorities()));
        return all;
    }

    /** Every file but the media type and what came later, and none besides. */
    private boolean covers(AsicManifest listed, String place, List<String> earlier) {
        for (var name : dossier.names()) {
            var covered = !isOne(name) || earlier.contains(name);
            if (name.equals(DossierWriter.MEDIA_TYPE) || !covered) continue;
            var here = dossier.known(name);
            // Of an exhibit that is damaged or too large another line says so.
            if (here.isEmpty() && name.startsWith("exhibits/")) return false;
            var signed = listed.files().get(name);
            if (signed != null && here.filter(signed::equals).isPresent()) continue;
            say(Status.FAILED, "container.archived-other", Map.of("file", name, "manifest", place));
            return false;
        }
        for (var name : listed.files().keySet()) {
            if (dossier.names().contains(name)) continue;
            say(Status.FAILED, "container.missing", Map.of("file", name));
            return false;
        }
        return true;
    }

    private void refused(Status status, String place, String why, String found) {
        say(status, "container.archive-refused", Map.of("file", place, "why", why, "found", found));
    }

    private void say(Status status, String code, Map<String, String> facts) {
        report.say("container", status, code, facts);
    }
}

package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Interval;
import comity.record.act.Key;
import comity.record.container.AsicManifest;
import comity.record.x509.ContainerSignature;
import comity.record.x509.RefusedSignature;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The container as a whole (ETSI EN 319 162-1): who signed it, whether that signature covers every
 * file as it lies here, and whether what lies beside the acts says what they say. Everything else
 * in a case file proves itself without it: a container that nobody signed is named, and lacks
 * nothing.
 */
final class SignedContainer {
    private final Verification report;
    private final Directories directories;
    private final Dossier dossier;

    private final List<TimestampAuthority> authorities;

    /**
     * @param authorities whose timestamps over the whole count for the reader, besides those that
     *     the maker's State names
     */
    SignedContainer(
            Verification report,
            Directories directories,
            Dossier dossier,
            List<TimestampAuthority> authorities) {
        this.authorities = authorities;
        this.report = report;
        this.directories = directories;
        this.dossier = dossier;
    }

    void check() throws IOException, MalformedDossier {
        var papers = papers();
        compareBeside(papers);
        if (dossier.signer().isPresent()) checkSignature(dossier.signer().get());
        else {
            say(Status.PASSED, "container.unsigned", Map.of());
            for (var paper : papers)
                say(Status.UNCHECKED, "container.paper", Map.of("file", paper.place()));
        }
    }

    private List<Contents.Paper> papers() {
        var found = new ArrayList<Contents.Paper>();
        for (var place : dossier.beside())
            if (place.startsWith("reports/"))
                found.add(
                        new Contents.Paper(
                                place.substring("reports/".length(), place.length() - 4),
                                new byte[0]));
        return found;
    }

    /** Made again from the acts that lie here, and compared byte for byte. */
    private void compareBeside(List<Contents.Paper> papers) throws IOException, MalformedDossier {
        var made = Beside.of(Disclosure.contents(dossier).with(papers), dossier.signer());
        var same = 0;
        for (var file : made.entrySet()) {
            var here = dossier.beside().contains(file.getKey());
            if (here && hash(file.getKey()).equals(hash(file.getValue()))) same++;
            else
                say(
                        Status.UNCHECKED,
                        here ? "container.beside-other" : "container.beside-missing",
                        Map.of("file", file.getKey()));
        }
        for (var place : dossier.beside())
            if (!made.containsKey(place) && !place.startsWith("reports/"))
                say(Status.UNCHECKED, "container.beside-other", Map.of("file", place));
        if (same == made.size())
            say(Status.PASSED, "container.beside", Map.of("count", Integer.toString(same)));
    }

    private Digest hash(String place) throws IOException, MalformedDossier {
        var known = dossier.known(place);
        return known.isPresent()
                ? known.get()
                : dossier.sha256(place, Long.MAX_VALUE, Progress.SILENT);
    }

    private static Digest hash(Contents.Source source) throws IOException {
        var sha = Digest.sha256();
        source.writeTo(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        sha.update((byte) b);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        sha.update(bytes, offset, length);
                    }
                });
        return Digest.ofHash(sha.digest());
    }

    private void checkSignature(String key) throws IOException, MalformedDossier {
        for (var place : dossier.beside()) hash(place);
        var type = AsicManifest.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(dossier.bytes(DossierWriter.MEDIA_TYPE), type))
            say(Status.FAILED, "container.other-bytes", Map.of("file", DossierWriter.MEDIA_TYPE));
        var bytes = dossier.bytes(DossierWriter.ASIC_MANIFEST);
        var listed = AsicManifest.of(bytes);
        if (listed.isEmpty() || !listed.get().signature().equals(DossierWriter.SIGNATURE)) {
            refused("container.malformed");
            return;
        }
        try {
            var signature = ContainerSignature.of(dossier.bytes(DossierWriter.SIGNATURE), bytes);
            if (!covers(listed.get())) return;
            judge(signature, key);
            new Archived(report, dossier, exporter(), authorities).check();
        } catch (RefusedSignature e) {
            refused(e.code());
        }
    }

    private Optional<Directory> exporter() {
        return directories.of(dossier.manifest("exporter"));
    }

    private void refused(String why) {
        var unknown = why.equals("container.algorithm-unknown");
        say(unknown ? Status.UNCHECKED : Status.FAILED, "container.refused", Map.of("why", why));
    }

    /** Every file that lies here, and none that does not. An exhibit was hashed before. */
    private boolean covers(AsicManifest listed) {
        var all = true;
        for (var name : dossier.names()) {
            if (DossierWriter.SIGNED.contains(name) || Archived.isOne(name)) continue;
            var signed = listed.files().get(name);
            var here = dossier.known(name);
            // Of an exhibit that is too large, or not transmitted, another line says so.
            if (signed != null && here.isEmpty() && name.startsWith("exhibits/")) {
                all = false;
                continue;
            }
            if (signed != null && here.filter(signed::equals).isPresent()) continue;
            all = false;
            var code = signed == null ? "container.not-covered" : "container.other-bytes";
            say(Status.FAILED, code, Map.of("file", name));
        }
        for (var name : listed.files().keySet()) {
            if (dossier.names().contains(name)) continue;
            all = false;
            say(Status.FAILED, "container.missing", Map.of("file", name));
        }
        return all;
    }

    private void judge(ContainerSignature signature, String key) {
        for (var directory : directories.byState().values()) {
            var known = directory.key(key);
            if (known.isEmpty()) continue;
            judge(signature, directory, known.get());
            return;
        }
        unknown(signature);
    }

    private void unknown(ContainerSignature signature) {
        say(Status.UNCHECKED, "container.unknown", Map.of("name", signature.by().name()));
    }

    private void judge(ContainerSignature signature, Directory directory, Key key) {
        var facts = new TreeMap<String, String>();
        facts.put("state", directory.state());
        facts.put("authority", key.authority());
        facts.put("key", key.id());
        var stamp = stamp(signature, directory);
        var claimed = signature.claimed();
        var at = stamp.map(Timestamp::at).or(() -> claimed);
        at.ifPresent(time -> facts.put("time", time.toString()));
        if (at.isEmpty() || signature.leadsTo(key::isOf, at.get()).isEmpty()) {
            unknown(signature);
            return;
        }
        var proven = stamp.filter(one -> !one.authority().trial()).map(Timestamp::notAfter);
        // Its own word for the time may open no key that was ended; a trial's is the State's own.
        var made =
                proven.isPresent() ? new Interval(Optional.empty(), proven) : new Interval(at, at);
        var judged = key.judge(made);
        if (judged != Key.Judgement.VALID) {
            facts.put("why", "container.key-" + judged.name().toLowerCase(java.util.Locale.ROOT));
            say(
                    judged == Key.Judgement.TIME_UNCERTAIN ? Status.UNCHECKED : Status.FAILED,
                    "container.refused",
                    facts);
            return;
        }
        stamp.ifPresent(one -> facts.put("by", one.signer().name()));
        say(
                Status.PASSED,
                stamp.isEmpty()
                        ? "container.signed"
                        : proven.isPresent() ? "container.stamped" : "container.trial",
                facts);
    }

    /** The timestamp on the signature, by an authority that the signer's State names. */
    private Optional<Timestamp> stamp(ContainerSignature signature, Directory directory) {
        if (signature.stamp().isEmpty()) return Optional.empty();
        try {
            return Optional.of(
                    Timestamp.ofToken(
                            signature.stamp().get(),
                            signature.imprint(),
                            directory.log().timestampAuthorities()));
        } catch (RefusedTimestamp e) {
            var unknown = e.code().equals("stamp.algorithm-unknown");
            say(
                    unknown ? Status.UNCHECKED : Status.FAILED,
                    "container.stamp-refused",
                    Map.of("why", e.code(), "found", e.detail()));
            return Optional.empty();
        }
    }

    private void say(Status status, String code, Map<String, String> facts) {
        report.say("container", status, code, facts);
    }
}

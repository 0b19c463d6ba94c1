package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.DetachedJws;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Key;
import comity.record.x509.Certificate;
import comity.record.x509.Chain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where a State has a national PKI: that the certificate of a key with which acts of this case were
 * signed leads to an anchor that the State's directory names (RFC 5280, 6). A key without one
 * stands by the directory alone, and no line is missing.
 */
final class Certified {
    private final Verification report;
    private final Directories directories;

    Certified(Verification report, Directories directories) {
        this.report = report;
        this.directories = directories;
    }

    void check(List<Envelope> acts) {
        var used = new TreeSet<String>();
        for (var act : acts)
            DetachedJws.parse(act.signature()).ifPresent(it -> used.add(it.keyId()));
        for (var directory : directories.byState().values())
            directory.keys().stream()
                    .filter(key -> used.contains(key.id()) && !key.chain().isEmpty())
                    .forEach(key -> check(directory, key));
    }

    private void check(Directory directory, Key key) {
        var own = key.chain().getFirst();
        var anchor = anchor(directory, key);
        report.say(
                "certificate",
                anchor.isPresent() ? Status.PASSED : Status.FAILED,
                anchor.isPresent() ? "certificate.leads" : "certificate.leads-nowhere",
                Map.of(
                        "state", directory.state(),
                        "authority", key.authority(),
                        "key", key.id(),
                        "name", own.name(),
                        "anchor", anchor.map(Certificate::fingerprint).orElse("")));
    }

    /** The anchor to which a key's certificate leads when the key began. */
    static Optional<Certificate> anchor(Directory directory, Key key) {
        var chain = key.chain();
        return switch (Chain.from(chain.getFirst(), chain, directory.anchors(), key.from())) {
            case Chain.Leads(var path) -> Optional.of(path.getLast());
            case Chain.Fails _ -> Optional.empty();
        };
    }

    /** The key that a line names, with the directory that lists it. */
    static Stream<Map.Entry<Directory, Key>> named(Directories directories, Report.Line line) {
        return directories.of(line.facts().getOrDefault("state", "")).stream()
                .flatMap(
                        directory ->
                                directory.key(line.facts().getOrDefault("key", "")).stream()
                                        .map(key -> Map.entry(directory, key)));
    }
}

package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.container.AsicManifest;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.x509.Certificate;
import comity.record.x509.EvidenceRecord;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies beside the acts so that ordinary tools find it, and says nothing that they do not: how
 * to check the file by hand, the trail as a graph, and the timestamps as files that {@code openssl
 * ts} takes. All of it is made from the acts and logs alone, so that whoever verifies makes it
 * again and compares.
 */
final class Beside {
    static final String VERIFY = "VERIFY.txt";
    private static final int LINE = 64;

    private Beside() {}

    /**
     * @param signer the key that signs the container, if one does
     */
    static Map<String, Contents.Source> of(Contents contents, Optional<String> signer) {
        var made = new LinkedHashMap<String, byte[]>();
        for (var log : contents.logs())
            for (var i = 0; i < log.stamps().size(); i++) made.putAll(stamp(contents, log, i));
        var files = new LinkedHashMap<String, Contents.Source>();
        var renewed = renewed(contents.exhibits());
        // Of each that was renewed: its renewals, and the record made of them.
        var all = 3 + made.size() + 2 * renewed.size() + rest(contents);
        files.put(VERIFY, out -> out.write(new VerifyText(contents, signer, all).bytes()));
        files.put(CaseGraph.NAME, out -> CaseGraph.write(contents, out));
        made.forEach((name, bytes) -> files.put(name, out -> out.write(bytes)));
        renewed.forEach(
                (exhibit, stamped) -> files.put(record(exhibit), out -> record(stamped, out)));
        return files;
    }

    /** How many files there are beside the manifest and what is made here. */
    private static int rest(Contents contents) {
        return contents.papers().size()
                + different(contents.acts())
                + different(contents.directories())
                + different(contents.profiles())
                + contents.logs().size()
                + contents.exhibits().size()
                + (int)
                        contents.exhibits().stream()
                                .filter(one -> one.time() instanceof ExhibitTime.Stamped)
                                .count();
    }

    private static int different(List<Envelope> acts) {
        return (int) acts.stream().map(Envelope::digest).distinct().count();
    }

    /** The name of a timestamp's files, without what follows the point. */
    static String stamp(LogProofs log, int number) {
        return "timestamps/" + log.name() + "-" + number;
    }

    /** The reply, what was stamped, and whom the log's State lets stamp. */
    private static Map<String, byte[]> stamp(Contents contents, LogProofs log, int number) {
        var files = new LinkedHashMap<String, byte[]>();
        var stamp = log.stamps().get(number);
        files.put(stamp(log, number) + ".tsr", stamp.reply());
        try {
            files.put(
                    stamp(log, number) + ".txt",
                    Note.parse(stamp.checkpoint()).text().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedNote _) {
            // The verifier says so; there is nothing that was stamped.
        }
        record(stamp).ifPresent(made -> files.put(stamp(log, number) + ".ers", made));
        var authorities = authorities(contents.directories(), log.origin());
        if (!authorities.isEmpty())
            files.put(stamp(log, number) + ".pem", authorities.getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    /** A stamp that was renewed, as one evidence record (RFC 4998). */
    private static Optional<byte[]> record(LogProofs.Stamped stamp) {
        return stamp.renewals().isEmpty()
                ? Optional.empty()
                : record(stamp.reply(), stamp.renewals());
    }

    private static Optional<byte[]> record(byte[] reply, List<LogProofs.Renewal> renewals) {
        try {
            var stamps = new ArrayList<EvidenceRecord.Stamp>();
            stamps.add(new EvidenceRecord.Stamp(Timestamp.token(reply), List.of()));
            for (var renewal : renewals) stamps.add(renewal.stamp());
            return Optional.of(EvidenceRecord.of(stamps));
        } catch (RefusedTimestamp _) {
            return Optional.empty(); // the verifier says so
        }
    }

    /** Those exhibits whose own timestamp was renewed. */
    static Map<Digest, ExhibitTime.Stamped> renewed(List<Contents.Exhibit> exhibits) {
        var found = new LinkedHashMap<Digest, ExhibitTime.Stamped>();
        for (var exhibit : exhibits)
            if (exhibit.time() instanceof ExhibitTime.Stamped stamped
                    && !stamped.renewals().isEmpty()) found.put(exhibit.sha256(), stamped);
        return found;
    }

    /** Where an exhibit's timestamp and what renewed it lie as one evidence record. */
    static String record(Digest exhibit) {
        return "timestamps/exhibits/" + exhibit.hex() + ".ers";
    }

    /** Empty where a token cannot be read, of which the verifier says so. */
    private static void record(ExhibitTime.Stamped stamped, OutputStream out) throws IOException {
        var reply = new Reply();
        stamped.reply().writeTo(reply);
        var made = record(reply.bytes.toByteArray(), stamped.renewals());
        if (made.isPresent()) out.write(made.get());
    }

    /** A reply is small; a file that a stranger sends need not be. */
    private static final class Reply extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int count) throws IOException {
            if (bytes.size() + count > AsicManifest.MOST_BYTES)
                throw new IOException("a timestamp of more than " + AsicManifest.MOST_BYTES);
            bytes.write(some, from, count);
        }
    }

    /** The certificates that the newest directory of the log's State names for timestamps. */
    private static String authorities(List<Envelope> directories, String origin) {
        return directories.stream()
                .flatMap(act -> directory(act).stream())
                .filter(directory -> directory.logOrigin().equals(origin))
                .max(java.util.Comparator.comparingLong(Directory::version))
                .map(
                        directory -> {
                            var pem = new StringBuilder();
                            directory
                                    .log()
                                    .timestampAuthorities()
                                    .forEach(one -> pem.append(pem(one.certificate())));
                            return pem.toString();
                        })
                .orElse("");
    }

    private static Optional<Directory> directory(Envelope act) {
        try {
            var content = act.content(Directory.SECTION);
            return content.isPresent()
                    ? Optional.of(Directory.of(content.get()))
                    : Optional.empty();
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    private static String pem(Certificate certificate) {
        var base64 = Base64.getEncoder().encodeToString(certificate.der());
        var text = new StringBuilder("-----BEGIN CERTIFICATE-----\n");
        for (var i = 0; i < base64.length(); i += LINE)
            text.append(base64, i, Math.min(base64.length(), i + LINE)).append('\n');
        return text.append("-----END CERTIFICATE-----\n").toString();
    }
}

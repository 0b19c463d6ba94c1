package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.MalformedAct;
import comity.record.container.AsicManifest;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One more timestamp over a container that was handed out, before the certificates end on which the
 * newest one rests (ETSI EN 319 162-1, A.7). Whoever keeps the file does this, in two steps with
 * any timestamp authority between them; nothing in the file changes, and no key of a State is asked
 * for.
 */
public final class ContainerRenewal implements AutoCloseable {
    private final Dossier dossier;
    private final byte[] manifest;
    private final int number;

    private ContainerRenewal(Dossier dossier) throws IOException, MalformedDossier, Refused {
        this.dossier = dossier;
        if (dossier.signer().isEmpty()) throw new Refused("nobody signed this container");
        var manifests = Archived.manifests(dossier.names());
        this.number = manifests.size() + 1;
        if (number > Archived.MOST) throw new Refused("it holds too many timestamps");
        var files = new LinkedHashMap<String, Digest>();
        for (var name : dossier.names())
            if (!name.equals(DossierWriter.MEDIA_TYPE))
                files.put(renamed(name), dossier.sha256(name, Long.MAX_VALUE, Progress.SILENT));
        var root = number == 1 ? "" : Archived.numbered(number - 1);
        this.manifest = new AsicManifest(Archived.token(number), root, files).bytes();
    }

    /**
     * @throws Refused if it is no sound case file, or nobody signed it as a whole
     */
    public static ContainerRenewal of(Path file) throws IOException, Refused {
        try {
            var dossier = Dossier.open(FileBytes.open(file));
            try {
                return new ContainerRenewal(dossier);
            } catch (IOException | MalformedDossier | Refused | RuntimeException e) {
                dossier.close();
                throw e;
            }
        } catch (MalformedDossier e) {
            throw new Refused(e.part() + ": " + e.why() + " " + e.detail());
        }
    }

    /** What an authority is to stamp: the SHA-256 of a list of everything in the container. */
    public Digest imprint() {
        return Digest.of(manifest);
    }

    /**
     * The same container with the timestamp in it.
     *
     * @param reply the authority's (TimeStampResp)
     * @param given whose word counts, besides the authorities that the maker's State names
     * @return until when the whole then stands
     * @throws Refused if the reply is none on this container, or would not last longer than what is
     *     there; nothing is written then
     */
    public Instant write(byte[] reply, List<TimestampAuthority> given, OutputStream out)
            throws IOException, Refused {
        var authorities = new ArrayList<>(given);
        authorities.addAll(named());
        try {
            var told = Timestamp.of(reply, imprint().bytes(), authorities);
            var newest = newest(authorities);
            if (newest.filter(one -> told.at().isAfter(one.until())).isPresent())
                throw new Refused("the one before has ended by then: " + newest.get().until());
            if (newest.filter(one -> !told.until().isAfter(one.until())).isPresent())
                throw new Refused("it would last no longer than the one before: " + told.until());
            write(Timestamp.token(reply), out);
            return told.until();
        } catch (RefusedTimestamp e) {
            throw new Refused("the timestamp does not count: " + e.code() + " " + e.detail());
        } catch (MalformedDossier e) {
            throw new Refused(e.part() + ": " + e.why());
        }
    }

    private void write(byte[] token, OutputStream out) throws IOException, MalformedDossier {
        try (var entries = new Entries(out)) {
            entries.mediaType();
            for (var name : dossier.names())
                if (!name.equals(DossierWriter.MEDIA_TYPE))
                    entries.put(renamed(name), to -> Disclosure.copy(dossier, name, to));
            entries.put(Archived.NEWEST, manifest);
            entries.put(Archived.token(number), token);
        }
    }

    /** The newest manifest has its name from that; the one before gets a number. */
    private String renamed(String name) {
        return name.equals(Archived.NEWEST) ? Archived.numbered(number - 1) : name;
    }

    private Optional<Timestamp> newest(List<TimestampAuthority> authorities)
            throws IOException, MalformedDossier, RefusedTimestamp {
        if (number == 1) return Optional.empty();
        var imprint = Digest.of(dossier.bytes(Archived.NEWEST)).bytes();
        var token = dossier.bytes(Archived.token(number - 1));
        return Optional.of(Timestamp.ofToken(token, imprint, authorities));
    }

    /** Whether the directories in the file are their States', is asked by who verifies it. */
    private List<TimestampAuthority> named() {
        var newest = new LinkedHashMap<String, Directory>();
        for (var act : dossier.directories()) {
            try {
                var content = act.content(Directory.SECTION);
                if (content.isEmpty()) continue;
                var directory = Directory.of(content.get());
                newest.merge(
                        directory.state(),
                        directory,
                        (one, other) -> one.version() > other.version() ? one : other);
            } catch (MalformedAct _) {
                // whoever verifies says so
            }
        }
        return Optional.ofNullable(newest.get(dossier.manifest("exporter")))
                .map(directory -> directory.log().timestampAuthorities())
                .orElse(List.of());
    }

    @Override
    public void close() throws IOException {
        dossier.close();
    }

    /** Why a container is not renewed, in one sentence. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private Refused(String why) {
            super(why);
        }
    }
}

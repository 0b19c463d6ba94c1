package comity.node.vault;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Moves exhibits from one place to another, sealed as they are: from a disk to a bucket, or back.
 * Each is opened at its new place and its hash compared before the old one forgets it. Killed at
 * any time it goes on at the byte that the new place has; an exhibit is always whole in one of the
 * two.
 */
public final class Removal {
    private final FileVault from;
    private final FileVault to;
    private final Consumer<String> says;

    /**
     * @param says a line for each exhibit that is moved or stays
     */
    public Removal(FileVault from, FileVault to, Consumer<String> says) {
        this.from = from;
        this.to = to;
        this.says = says;
    }

    /**
     * What was done.
     *
     * @param moved exhibits that lie at the new place alone now
     * @param stayed those that could not be moved; the lines say why
     * @param arriving uploads that are on their way in and have to end or to be given up first
     */
    public record Outcome(int moved, int stayed, int arriving) {}

    /** Moves all of them. */
    public Outcome run() throws IOException {
        var arriving = from.store().names(Store.INCOMING).size();
        var moved = 0;
        var stayed = 0;
        for (var sha256 : from.all()) {
            try {
                move(sha256);
                moved++;
                says.accept("moved " + sha256.hex());
            } catch (IOException | RuntimeException e) {
                stayed++;
                says.accept("stays " + sha256.hex() + ": " + e.getMessage());
            }
        }
        return new Outcome(moved, stayed, arriving);
    }

    private void move(Digest sha256) throws IOException {
        // A crash after this leaves sealed bytes that the next run takes up under the same id.
        if (!to.store().holds(sha256)) copy(sha256);
        try {
            to.open(sha256, OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            // What came over is not what its name says: it must not stand in for what is.
            to.store().remove(sha256);
            throw e;
        }
        // A crash before this leaves it in both places, and the next run forgets it here.
        from.store().remove(sha256);
    }

    private void copy(Digest sha256) throws IOException {
        var source = from.store();
        var target = to.store();
        var record =
                source.read(Store.EXHIBITS, sha256.hex())
                        .orElseThrow(() -> new IOException("its record is missing"));
        var size = source.size(sha256);
        target.unlessRoom(size);
        var id = UUID.nameUUIDFromBytes(sha256.hex().getBytes(StandardCharsets.US_ASCII));
        var there = target.grown(id).filter(grown -> grown <= size);
        try (var in = source.open(sha256, there.orElse(0L));
                var out = there.isPresent() ? target.resume(id, there.get()) : target.begin(id)) {
            in.transferTo(out);
            out.sync();
        } catch (IOException e) {
            throw target.explained(e);
        }
        target.keep(id, sha256, record.record(), record.at());
    }
}

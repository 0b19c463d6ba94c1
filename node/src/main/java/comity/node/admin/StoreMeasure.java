package comity.node.admin;

import comity.node.retention.Keyring;
import comity.node.vault.FileVault;
import comity.record.act.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where things lie and how much there is of them. Exhibits are counted a few times a day, on the
 * watch's own thread: it takes as long as there are many.
 */
final class StoreMeasure {
    /** The mark that an operator's script touches once a backup is finished. */
    static final String BACKUP = "backup.done";

    private static final Duration COUNTED = Duration.ofHours(6);

    private final FileVault vault;
    private final Supplier<Set<Digest>> named;
    private final Keyring keyring;
    private final Place place;
    private final JdbcTemplate sql;
    private volatile Facts.@Nullable Exhibits counted;

    /**
     * @param named every exhibit that an act names
     */
    StoreMeasure(
            FileVault vault,
            Supplier<Set<Digest>> named,
            Keyring keyring,
            Place place,
            JdbcTemplate sql) {
        this.vault = vault;
        this.named = named;
        this.keyring = keyring;
        this.place = place;
        this.sql = sql;
    }

    Facts.Disk disk() {
        try {
            var disk = Files.getFileStore(place.data());
            return new Facts.Disk(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("the disk cannot be asked", e);
        }
    }

    /** Empty until they were counted for the first time. */
    Optional<Facts.Exhibits> exhibits() {
        return Optional.ofNullable(counted);
    }

    /** Counts, if that is some hours ago. */
    void count(Instant now) {
        var last = counted;
        if (last != null && last.counted().plus(COUNTED).isAfter(now)) return;
        var all = vault.all();
        var known = all.isEmpty() ? Set.<Digest>of() : named.get();
        var bytes =
                place.vaultInBucket()
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                all.stream()
                                        .flatMap(exhibit -> vault.held(exhibit).stream())
                                        .mapToLong(held -> held.size())
                                        .sum());
        counted =
                new Facts.Exhibits(
                        all.size(),
                        bytes,
                        all.stream().filter(exhibit -> !known.contains(exhibit)).count(),
                        place.vaultInBucket(),
                        now);
    }

    Facts.Epochs epochs() {
        return new Facts.Epochs(
                keyring.epoch(),
                keyring.epochs().size(),
                Boolean.TRUE.equals(
                        sql.queryForObject(
                                "SELECT EXISTS (SELECT 1 FROM ending_epoch)", Boolean.class)));
    }

    Optional<Instant> backup() {
        var mark = place.data().resolve(BACKUP);
        try {
            return Files.exists(mark)
                    ? Optional.of(Files.getLastModifiedTime(mark).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of the last backup cannot be read", e);
        }
    }
}

package comity.node.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The vault in a folder, and what a disk does to it. */
class UploadsOnDiskTest extends UploadsContract {
    private Path place = Path.of("");

    @Override
    FileVault vault() {
        if (place.toString().isEmpty()) place = folder;
        return new FileVault(place, vaultKey, random, now::get);
    }

    @Test
    void go_on_from_the_last_whole_segment_that_a_crash_left() throws IOException {
        var evidence = evidence(400_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 200_000));
        var file = folder.resolve("incoming").resolve(id + ".sealed");
        var whole = Files.readAllBytes(file);
        for (var cut : new int[] {whole.length - 1, 70_000, 65_581, 65_580, 24}) {
            Files.write(file, Arrays.copyOf(whole, cut));
            start();
            var from = offset(id);
            assertThat(from).isEqualTo((cut - 24) / 65_557 * 65_536L);
            uploads.append(id, from, part(evidence, from, 200_000));
        }
        uploads.append(id, offset(id), part(evidence, offset(id), 400_000));
        uploads.close(id);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void that_were_sealed_when_the_node_died_are_closed_again() throws IOException {
        var evidence = evidence(300_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        start();
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);

        // Between the exhibit and the note that the upload is closed: the note is not there yet.
        var about = folder.resolve("incoming").resolve(id + ".json");
        Files.writeString(
                about, Files.readString(about).replace("\"closed\":true", "\"closed\":false"));
        start();
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void whose_record_was_kept_and_bytes_not_yet_are_closed_again() throws IOException {
        var evidence = evidence(300_000);
        var first = begin(evidence).id();
        var second = begin(evidence).id();
        for (var id : List.of(first, second))
            uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(first);
        // The crash came after the record and before the bytes; meanwhile another has sent the
        // same.
        Files.delete(folder.resolve("exhibits").resolve(Digest.of(evidence).hex() + ".sealed"));
        assertThat(vault.held(Digest.of(evidence))).isEmpty();

        assertThat(uploads.close(second)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void for_which_there_is_no_room_are_refused_before_they_come() {
        assertThatThrownBy(
                        () ->
                                uploads.begin(
                                        UUID.randomUUID(),
                                        new Upload.Announced(
                                                1L << 60,
                                                "too.big",
                                                "application/octet-stream",
                                                ORDER,
                                                ORDER,
                                                Optional.empty())))
                .isInstanceOf(VaultFull.class);
    }

    /** A disk of its own, of 8 MiB, which other files fill at ever other moments. */
    @Test
    void lose_nothing_that_was_acknowledged_when_the_disk_is_full() throws Exception {
        var disk = Files.createDirectories(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0,
                "only root can make a small disk");
        try {
            var evidence = evidence(5_000_000);
            for (var free = 1_100_000; free < 4_900_000; free += 791_391) {
                place = disk;
                start();
                var id = begin(evidence).id();
                var filler = disk.resolve("filler");
                Files.write(
                        filler, new byte[(int) (Files.getFileStore(disk).getUsableSpace() - free)]);
                assertThatThrownBy(() -> uploads.append(id, 0, part(evidence, 0, evidence.length)))
                        .isInstanceOf(VaultFull.class);
                var acknowledged = offset(id);
                Files.delete(filler);
                place = disk;
                start();
                assertThat(offset(id)).isGreaterThanOrEqualTo(acknowledged);
                uploads.append(id, offset(id), part(evidence, offset(id), evidence.length));
                assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
                assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
                now.updateAndGet(then -> then.plus(WEEK));
                assertThat(uploads.sweep() + vault.sweep(WEEK, Set::of)).isEqualTo(2);
            }
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

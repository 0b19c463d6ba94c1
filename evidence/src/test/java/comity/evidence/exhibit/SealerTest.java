package comity.evidence.exhibit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private final SecureRandom random = new SecureRandom();
    private final byte[] key = Sealer.freshKey(random);

    private static byte[] evidence(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] sealed(byte[] clear) throws IOException {
        var out = new ByteArrayOutputStream();
        var sealer = Sealer.begin(out, key, random);
        sealer.write(clear, 0, clear.length);
        assertThat(sealer.finish()).isEqualTo(Digest.of(clear));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
    void opens_to_the_bytes_that_were_sealed_and_says_their_hash(int size) throws IOException {
        var clear = evidence(size);
        var opened = new ByteArrayOutputStream();
        assertThat(Opener.open(new ByteArrayInputStream(sealed(clear)), key, opened))
                .isEqualTo(Digest.of(clear));
        assertThat(opened.toByteArray()).isEqualTo(clear);
    }

    @Test
    void refuses_every_flipped_bit_and_every_cut() throws IOException {
        var sealed = sealed(evidence(70_000));
        for (var at = 0; at < sealed.length; at += 997) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(
                            () ->
                                    Opener.open(
                                            new ByteArrayInputStream(changed),
                                            key,
                                            new ByteArrayOutputStream()))
                    .isInstanceOf(DamagedExhibit.class);
            var cut = Arrays.copyOf(sealed, at);
            assertThatThrownBy(
                            () ->
                                    Opener.open(
                                            new ByteArrayInputStream(cut),
                                            key,
                                            new ByteArrayOutputStream()))
                    .isInstanceOf(DamagedExhibit.class);
        }
    }

    @Test
    void refuses_segments_in_another_order_or_of_another_exhibit() throws IOException {
        var one = sealed(evidence(200_000));
        var other = sealed(evidence(200_001));
        var swapped = one.clone();
        System.arraycopy(
                one, 24 + SealFormat.SEALED_SEGMENT, swapped, 24, SealFormat.SEALED_SEGMENT);
        var mixed = one.clone();
        System.arraycopy(other, 24, mixed, 24, SealFormat.SEALED_SEGMENT);
        for (var forged : new byte[][] {swapped, mixed}) {
            assertThatThrownBy(
                            () ->
                                    Opener.open(
                                            new ByteArrayInputStream(forged),
                                            key,
                                            new ByteArrayOutputStream()))
                    .isInstanceOf(DamagedExhibit.class);
        }
    }

    @Test
    void takes_up_where_a_crash_left_off_under_a_new_epoch(@TempDir Path folder)
            throws IOException {
        var clear = evidence(250_000);
        var whole = sealed(Arrays.copyOf(clear, 150_000));
        var segments = Opener.wholeSegments(24 + 2L * SealFormat.SEALED_SEGMENT + 4_000);
        assertThat(segments).isEqualTo(2);
        var kept = Arrays.copyOf(whole, (int) Opener.sizeWith(segments));
        var rest = new ByteArrayOutputStream();
        var resumed = Sealer.resume(new ByteArrayInputStream(kept), segments, rest, key, 1);
        resumed.write(
                clear,
                (int) resumed.inWholeSegments(),
                clear.length - (int) resumed.inWholeSegments());
        assertThat(resumed.finish()).isEqualTo(Digest.of(clear));
        var file = folder.resolve("exhibit");
        var all = Arrays.copyOf(kept, kept.length + rest.size());
        System.arraycopy(rest.toByteArray(), 0, all, kept.length, rest.size());
        Files.write(file, all);
        try (var in = Files.newInputStream(file)) {
            assertThat(Opener.open(in, key, new ByteArrayOutputStream()))
                    .isEqualTo(Digest.of(clear));
        }
    }

    @Test
    void opens_any_range(@TempDir Path folder) throws IOException {
        var clear = evidence(300_000);
        var file = Files.write(folder.resolve("exhibit"), sealed(clear));
        for (var from : new int[] {0, 1, 65_535, 65_536, 140_000, 299_999}) {
            var length = Math.min(70_000, clear.length - from);
            var out = new ByteArrayOutputStream();
            try (var channel = Files.newByteChannel(file)) {
                Opener.openRange(channel, key, from, length, out);
            }
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(clear, from, from + length));
        }
    }
}

package comity.record.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which places a number draws: as docs/formats/draw.md says it, and no place before another. */
class SamplingTest {
    private static final Digest ACT = new Digest("00".repeat(32));
    private static final String SECRET = "5e".repeat(32);

    private static byte[] signature() {
        var bytes = new byte[76];
        for (var at = 0; at < bytes.length; at++) bytes[at] = (byte) at;
        return bytes;
    }

    /** What the ten lines of Python in docs/formats/draw.md print. */
    @Test
    void draws_what_another_program_draws() {
        var number = Sampling.number(ACT, SECRET, signature());

        assertThat(number.hex())
                .isEqualTo("80dbd7b22cdf97ff4a004c12a07c43d565da5fe8ce984d0111f58f956fbf792d");
        assertThat(Sampling.places(number, 40, 5)).containsExactly(0, 17, 35, 1, 38);
        assertThat(Sampling.places(number, 10, 10)).containsExactly(0, 8, 2, 3, 7, 9, 5, 4, 1, 6);
        assertThat(Sampling.places(number, 10_000, 3)).containsExactly(8080, 8783, 2535);
    }

    @Test
    void draws_all_where_all_are_asked_for_and_never_more() {
        var number = Sampling.number(ACT, SECRET, signature());
        assertThat(Sampling.places(number, 200, 200))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
        assertThatThrownBy(() -> Sampling.places(number, 3, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whoever knows one part and not the other cannot tell what comes out. */
    @Test
    void each_part_alone_changes_what_is_drawn() {
        var number = Sampling.number(ACT, SECRET, signature());
        var other = signature();
        other[75]++;
        assertThat(Sampling.number(ACT, SECRET, other)).isNotEqualTo(number);
        assertThat(Sampling.number(ACT, "5f".repeat(32), signature())).isNotEqualTo(number);
        assertThat(Sampling.number(new Digest("01".repeat(32)), SECRET, signature()))
                .isNotEqualTo(number);
    }

    /** Chi-square with 6 degrees of freedom: 33.1 is passed once in 100,000. */
    @Test
    void favours_no_place() {
        var drawn = new long[7];
        for (var draw = 0; draw < 7_000; draw++)
            for (var place :
                    Sampling.places(Digest.of(ByteBuffer.allocate(4).putInt(draw).array()), 7, 3))
                drawn[place]++;
        var chi = 0.0;
        for (var count : drawn) chi += (count - 3_000.0) * (count - 3_000.0) / 3_000.0;
        assertThat(chi).isLessThan(33.1);
    }
}

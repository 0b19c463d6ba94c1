package comity.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A QR code (ISO/IEC 18004) of a short text such as an address: byte mode, error correction M,
 * versions 1 to 10. A camera reads it; another program does in our tests.
 */
public final class Qr {
    private static final int[] ALL = {26, 44, 70, 100, 134, 172, 196, 242, 292, 346};
    private static final int[] CORRECTING = {10, 16, 26, 18, 24, 16, 18, 22, 22, 26};
    private static final int[] BLOCKS = {1, 1, 1, 2, 2, 4, 4, 4, 5, 5};
    private static final int[] MIDDLE = {0, 0, 0, 0, 0, 0, 22, 24, 26, 28};
    private static final int QUIET = 4;
    private static final int DOT = 4;

    private final int version;
    private final int size;
    private final boolean[][] dark;
    private final boolean[][] fixed;

    private Qr(int version) {
        this.version = version;
        this.size = version * 4 + 17;
        this.dark = new boolean[size][size];
        this.fixed = new boolean[size][size];
    }

    /**
     * The code as rows of dark and light dots, without the quiet zone around it.
     *
     * @throws IllegalArgumentException if the text is longer than 213 bytes
     */
    static boolean[][] of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var version = 1; version <= ALL.length; version++) {
            if (bytes.length + (version < 10 ? 2 : 3) > data(version)) continue;
            var words = corrected(words(bytes, version), version);
            Qr best = null;
            for (var mask = 0; mask < 8; mask++) {
                var code = new Qr(version).drawn(words, mask);
                if (best == null || code.penalty() < best.penalty()) best = code;
            }
            if (best != null) return best.dark;
        }
        throw new IllegalArgumentException("too long for a code that a camera reads well");
    }

    /** The code as an image in a page: a {@code data:} address. */
    public static String image(String text) {
        var code = of(text);
        var side = (code.length + 2 * QUIET) * DOT;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < side; y++) for (var x = 0; x < side; x++) image.setRGB(x, y, 0xffffff);
        for (var y = 0; y < code.length * DOT; y++)
            for (var x = 0; x < code.length * DOT; x++)
                if (code[y / DOT][x / DOT]) image.setRGB(x + QUIET * DOT, y + QUIET * DOT, 0);
        try {
            var png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("a code could not be drawn", e);
        }
    }

    private static int data(int version) {
        return ALL[version - 1] - BLOCKS[version - 1] * CORRECTING[version - 1];
    }

    /** The text with its mode and length before it, filled up to what the version holds. */
    private static byte[] words(byte[] text, int version) {
        var bits = new StringBuilder("0100");
        bits.append(binary(text.length, version < 10 ? 8 : 16));
        for (var one : text) bits.append(binary(one & 0xff, 8));
        var most = data(version) * 8;
        bits.append("0".repeat(Math.min(4, most - bits.length())));
        bits.append("0".repeat((8 - bits.length() % 8) % 8));
        for (var filler = 0xec; bits.length() < most; filler ^= 0xec ^ 0x11)
            bits.append(binary(filler, 8));
        var words = new byte[most / 8];
        for (var i = 0; i < words.length; i++)
            words[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        return words;
    }

    private static String binary(int number, int length) {
        var bits = Integer.toBinaryString(number);
        return "0".repeat(length - bits.length()) + bits;
    }

    /** Each block gets its correcting words (Reed-Solomon); the blocks are interleaved. */
    private static byte[] corrected(byte[] words, int version) {
        var blocks = BLOCKS[version - 1];
        var more = CORRECTING[version - 1];
        var all = ALL[version - 1];
        var shorter = blocks - all % blocks;
        var length = all / blocks;
        var parts = new byte[blocks][];
        var divisor = divisor(more);
        for (int i = 0, from = 0; i < blocks; i++) {
            var some =
                    Arrays.copyOfRange(words, from, from + length - more + (i < shorter ? 0 : 1));
            from += some.length;
            var block = Arrays.copyOf(some, length + 1);
            System.arraycopy(remainder(some, divisor), 0, block, length + 1 - more, more);
            parts[i] = block;
        }
        var result = new byte[all];
        var at = 0;
        for (var i = 0; i <= length; i++)
            for (var j = 0; j < blocks; j++)
                if (i != length - more || j >= shorter) result[at++] = parts[j][i];
        return result;
    }

    private static byte[] divisor(int degree) {
        var result = new byte[degree];
        result[degree - 1] = 1;
        var root = 1;
        for (var i = 0; i < degree; i++) {
            for (var j = 0; j < degree; j++) {
                result[j] = (byte) product(result[j] & 0xff, root);
                if (j + 1 < degree) result[j] ^= result[j + 1];
            }
            root = product(root, 2);
        }
        return result;
    }

    private static byte[] remainder(byte[] words, byte[] divisor) {
        var result = new byte[divisor.length];
        for (var word : words) {
            var factor = (word ^ result[0]) & 0xff;
            System.arraycopy(result, 1, result, 0, result.length - 1);
            result[result.length - 1] = 0;
            for (var i = 0; i < result.length; i++)
                result[i] ^= (byte) product(divisor[i] & 0xff, factor);
        }
        return result;
    }

    /** In the field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1. */
    private static int product(int one, int other) {
        var result = 0;
        for (var i = 7; i >= 0; i--) {
            result = result << 1 ^ (result >>> 7) * 0x11d;
            result ^= (other >>> i & 1) * one;
        }
        return result & 0xff;
    }

    private Qr drawn(byte[] words, int mask) {
        patterns();
        format(mask);
        place(words, mask);
        return this;
    }

    private void set(int x, int y, boolean isDark) {
        dark[y][x] = isDark;
        fixed[y][x] = true;
    }

    private void patterns() {
        for (var i = 0; i < size; i++) {
            set(6, i, i % 2 == 0);
            set(i, 6, i % 2 == 0);
        }
        finder(3, 3);
        finder(size - 4, 3);
        finder(3, size - 4);
        var places =
                MIDDLE[version - 1] == 0
                        ? new int[] {6, size - 7}
                        : new int[] {6, MIDDLE[version - 1], size - 7};
        for (var x : places)
            for (var y : places) {
                var corner = x == 6 && y == 6 || x == 6 && y == size - 7 || x == size - 7 && y == 6;
                if (version > 1 && !corner) alignment(x, y);
            }
        if (version >= 7) version();
    }

    private void finder(int x, int y) {
        for (var dy = -4; dy <= 4; dy++)
            for (var dx = -4; dx <= 4; dx++) {
                var away = Math.max(Math.abs(dx), Math.abs(dy));
                if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size)
                    set(x + dx, y + dy, away != 2 && away != 4);
            }
    }

    private void alignment(int x, int y) {
        for (var dy = -2; dy <= 2; dy++)
            for (var dx = -2; dx <= 2; dx++)
                set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
    }

    private void version() {
        var rest = version;
        for (var i = 0; i < 12; i++) rest = rest << 1 ^ (rest >>> 11) * 0x1f25;
        var bits = version << 12 | rest;
        for (var i = 0; i < 18; i++) {
            var isDark = (bits >>> i & 1) != 0;
            set(size - 11 + i % 3, i / 3, isDark);
            set(i / 3, size - 11 + i % 3, isDark);
        }
    }

    /** Error correction M is written as 00. */
    private void format(int mask) {
        var rest = mask;
        for (var i = 0; i < 10; i++) rest = rest << 1 ^ (rest >>> 9) * 0x537;
        var bits = (mask << 10 | rest) ^ 0x5412;
        for (var i = 0; i < 15; i++) {
            var isDark = (bits >>> i & 1) != 0;
            if (i < 6) set(8, i, isDark);
            else if (i < 8) set(8, i + 1, isDark);
            else if (i == 8) set(7, 8, isDark);
            else set(14 - i, 8, isDark);
            if (i < 8) set(size - 1 - i, 8, isDark);
            else set(8, size - 15 + i, isDark);
        }
        set(8, size - 8, true);
    }

    private void place(byte[] words, int mask) {
        var at = 0;
        for (var right = size - 1; right >= 1; right -= 2) {
            if (right == 6) right = 5;
            for (var step = 0; step < size; step++)
                for (var j = 0; j < 2; j++) {
                    var x = right - j;
                    var y = (right + 1 & 2) == 0 ? size - 1 - step : step;
                    if (fixed[y][x]) continue;
                    var isDark =
                            at < words.length * 8 && (words[at >>> 3] >>> 7 - (at & 7) & 1) != 0;
                    at++;
                    dark[y][x] = isDark ^ masks(mask, x, y);
                }
        }
    }

    private static boolean masks(int mask, int x, int y) {
        return switch (mask) {
            case 0 -> (x + y) % 2 == 0;
            case 1 -> y % 2 == 0;
            case 2 -> x % 3 == 0;
            case 3 -> (x + y) % 3 == 0;
            case 4 -> (x / 3 + y / 2) % 2 == 0;
            case 5 -> x * y % 2 + x * y % 3 == 0;
            case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
            default -> ((x + y) % 2 + x * y % 3) % 2 == 0;
        };
    }

    /** Long runs and squares of one shade read badly. */
    private int penalty() {
        var sum = 0;
        for (var a = 0; a < size; a++)
            for (var turned : new boolean[] {false, true}) {
                var run = 1;
                for (var b = 1; b < size; b++) {
                    var same = at(a, b, turned) == at(a, b - 1, turned);
                    run = same ? run + 1 : 1;
                    if (run == 5) sum += 3;
                    else if (run > 5) sum++;
                }
            }
        for (var y = 1; y < size; y++)
            for (var x = 1; x < size; x++)
                if (dark[y][x] == dark[y - 1][x]
                        && dark[y][x] == dark[y][x - 1]
                        && dark[y][x] == dark[y - 1][x - 1]) sum += 3;
        return sum;
    }

    private boolean at(int line, int place, boolean turned) {
        return turned ? dark[place][line] : dark[line][place];
    }
}

package comity.page.browser;

/**
 * Keccak-f[1600] (FIPS 202, 3.3) in halves of 32 bits. A browser's JavaScript has no integers of 64
 * bits; with BouncyCastle's own permutation most of a page's time would go into making up for that
 * (ML-DSA hashes a lot).
 */
final class Keccak {
    private static final int LANES = 25;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] PLACES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    /** The low and the high half of each round's constant. */
    private static final int[] LOW = {
        0x00000001, 0x00008082, 0x0000808a, 0x80008000, 0x0000808b, 0x80000001, 0x80008081,
        0x00008009, 0x0000008a, 0x00000088, 0x80008009, 0x8000000a, 0x8000808b, 0x0000008b,
        0x00008089, 0x00008003, 0x00008002, 0x00000080, 0x0000800a, 0x8000000a, 0x80008081,
        0x00008080, 0x80000001, 0x80008008
    };

    private static final int[] HIGH = {
        0x00000000, 0x00000000, 0x80000000, 0x80000000, 0x00000000, 0x00000000, 0x80000000,
        0x80000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x80000000,
        0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x00000000, 0x80000000, 0x80000000,
        0x80000000, 0x00000000, 0x80000000
    };

    private final int[] low = new int[LANES];
    private final int[] high = new int[LANES];

    static void permute(long[] state) {
        var halves = new Keccak();
        for (var i = 0; i < LANES; i++) {
            halves.low[i] = (int) state[i];
            halves.high[i] = (int) (state[i] >>> 32);
        }
        for (var round = 0; round < LOW.length; round++) halves.round(round);
        for (var i = 0; i < LANES; i++)
            state[i] = (long) halves.high[i] << 32 | halves.low[i] & 0xffff_ffffL;
    }

    private void round(int round) {
        theta();
        rhoAndPi();
        for (var row = 0; row < LANES; row += 5) {
            chi(low, row);
            chi(high, row);
        }
        low[0] ^= LOW[round];
        high[0] ^= HIGH[round];
    }

    private void theta() {
        var lows = new int[5];
        var highs = new int[5];
        for (var x = 0; x < 5; x++) {
            lows[x] = low[x] ^ low[x + 5] ^ low[x + 10] ^ low[x + 15] ^ low[x + 20];
            highs[x] = high[x] ^ high[x + 5] ^ high[x + 10] ^ high[x + 15] ^ high[x + 20];
        }
        for (var x = 0; x < 5; x++) {
            var next = (x + 1) % 5;
            var before = (x + 4) % 5;
            var mixedLow = lows[before] ^ (lows[next] << 1 | highs[next] >>> 31);
            var mixedHigh = highs[before] ^ (highs[next] << 1 | lows[next] >>> 31);
            for (var y = 0; y < LANES; y += 5) {
                low[x + y] ^= mixedLow;
                high[x + y] ^= mixedHigh;
            }
        }
    }

    private void rhoAndPi() {
        var carriedLow = low[1];
        var carriedHigh = high[1];
        for (var i = 0; i < PLACES.length; i++) {
            var place = PLACES[i];
            var keptLow = low[place];
            var keptHigh = high[place];
            var by = ROTATIONS[i];
            var swapped = by >= 32;
            var from = swapped ? carriedHigh : carriedLow;
            var over = swapped ? carriedLow : carriedHigh;
            var bits = by & 31;
            low[place] = bits == 0 ? from : from << bits | over >>> 32 - bits;
            high[place] = bits == 0 ? over : over << bits | from >>> 32 - bits;
            carriedLow = keptLow;
            carriedHigh = keptHigh;
        }
    }

    private static void chi(int[] half, int row) {
        int a = half[row], b = half[row + 1], c = half[row + 2];
        int d = half[row + 3], e = half[row + 4];
        half[row] = a ^ ~b & c;
        half[row + 1] = b ^ ~c & d;
        half[row + 2] = c ^ ~d & e;
        half[row + 3] = d ^ ~e & a;
        half[row + 4] = e ^ ~a & b;
    }
}

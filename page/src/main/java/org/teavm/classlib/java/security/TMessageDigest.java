package org.teavm.classlib.java.security;

/**
 * {@code java.security.MessageDigest} where there is no JDK: SHA-256 (FIPS 180-4), and nothing
 * else. TeaVM takes it for the JDK's by its name and place.
 */
public final class TMessageDigest {
    private static final int BLOCK = 64;
    private static final int[] ROUNDS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2
    };
    private static final int[] START = {
        0x6a09e667,
        0xbb67ae85,
        0x3c6ef372,
        0xa54ff53a,
        0x510e527f,
        0x9b05688c,
        0x1f83d9ab,
        0x5be0cd19
    };

    private final int[] state = START.clone();
    private final int[] words = new int[BLOCK];
    private final byte[] block = new byte[BLOCK];
    private int held;
    private long total;

    private TMessageDigest() {}

    public static TMessageDigest getInstance(String algorithm) throws TNoSuchAlgorithmException {
        if (!algorithm.equals("SHA-256")) throw new TNoSuchAlgorithmException(algorithm);
        return new TMessageDigest();
    }

    public void update(byte one) {
        update(new byte[] {one}, 0, 1);
    }

    public void update(byte[] input) {
        update(input, 0, input.length);
    }

    public void update(byte[] input, int offset, int length) {
        total += length;
        var at = offset;
        var left = length;
        while (left > 0) {
            var some = Math.min(left, BLOCK - held);
            System.arraycopy(input, at, block, held, some);
            held += some;
            at += some;
            left -= some;
            if (held == BLOCK) {
                compress();
                held = 0;
            }
        }
    }

    public byte[] digest(byte[] input) {
        update(input);
        return digest();
    }

    public byte[] digest() {
        var bits = total * 8;
        update((byte) 0x80);
        while (held != BLOCK - 8) update((byte) 0);
        for (var i = 7; i >= 0; i--) update((byte) (bits >>> 8 * i));
        var hash = new byte[32];
        for (var i = 0; i < 32; i++) hash[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
        reset();
        return hash;
    }

    public void reset() {
        System.arraycopy(START, 0, state, 0, START.length);
        held = 0;
        total = 0;
    }

    private void compress() {
        for (var i = 0; i < 16; i++)
            words[i] =
                    block[4 * i] << 24
                            | (block[4 * i + 1] & 0xff) << 16
                            | (block[4 * i + 2] & 0xff) << 8
                            | block[4 * i + 3] & 0xff;
        for (var i = 16; i < BLOCK; i++) {
            var x = words[i - 15];
            var y = words[i - 2];
            words[i] =
                    words[i - 16]
                            + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
                            + words[i - 7]
                            + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
        }
        int a = state[0], b = state[1], c = state[2], d = state[3];
        int e = state[4], f = state[5], g = state[6], h = state[7];
        for (var i = 0; i < BLOCK; i++) {
            var one =
                    h
                            + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
                            + (e & f ^ ~e & g)
                            + ROUNDS[i]
                            + words[i];
            var two =
                    ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
                            + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + one;
            d = c;
            c = b;
            b = a;
            a = one + two;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}

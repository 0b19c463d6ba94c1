package org.bouncycastle.crypto.digests;

/** Hands out BouncyCastle's Keccak state, which only its own package sees, to the page's Keccak. */
public final class KeccakState {
    private KeccakState() {}

    public static long[] of(KeccakDigest digest) {
        return digest.state;
    }
}

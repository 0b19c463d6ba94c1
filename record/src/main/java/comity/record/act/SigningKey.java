package comity.record.act;

/**
 * What can sign as one key of an authority. The private key may lie in a file, in hardware or in
 * another process: the caller cannot tell.
 */
public interface SigningKey {
    /** The key's name in the directory. */
    String id();

    SignatureAlgorithm algorithm();

    byte[] sign(byte[] message);

    /** A key held in memory. */
    static SigningKey of(String id, SignatureAlgorithm algorithm, byte[] privateKey) {
        var secret = privateKey.clone();
        return new SigningKey() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public SignatureAlgorithm algorithm() {
                return algorithm;
            }

            @Override
            public byte[] sign(byte[] message) {
                return algorithm.sign(secret, message);
            }
        };
    }
}

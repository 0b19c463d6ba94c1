package comity.record.act;

import java.util.random.RandomGenerator;

/**
 * The private keys of one holder of a State's root. They are made and used on a machine of the
 * holder's own, without a network; a node has none but in a demo.
 *
 * @param secret the algorithm's private key, 32 bytes
 * @param mlDsa65Seed 32 bytes
 */
public record HolderKey(
        String name, SignatureAlgorithm algorithm, byte[] secret, byte[] mlDsa65Seed) {
    public HolderKey {
        secret = secret.clone();
        mlDsa65Seed = mlDsa65Seed.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public byte[] mlDsa65Seed() {
        return mlDsa65Seed.clone();
    }

    /**
     * @param random a cryptographic one, but in tests
     */
    public static HolderKey create(
            String name, SignatureAlgorithm algorithm, RandomGenerator random) {
        var seed = new byte[MlDsa65.SEED_BYTES];
        random.nextBytes(seed);
        return new HolderKey(name, algorithm, algorithm.newPrivateKey(random), seed);
    }

    public Root.Holder holder() {
        return new Root.Holder(
                name, algorithm, algorithm.publicKey(secret), MlDsa65.publicKey(mlDsa65Seed));
    }

    public Approval approve(Directory directory) {
        var signed = Approval.signed(directory);
        return new Approval(
                holder().id(), algorithm.sign(secret, signed), MlDsa65.sign(mlDsa65Seed, signed));
    }

    /** With the private keys in clear: only ever written encrypted. */
    public Json.Obj json() {
        return Json.object()
                .with("name", name)
                .with("algorithm", algorithm.name())
                .with("secret", Base64Url.encode(secret))
                .with("mlDsa65Seed", Base64Url.encode(mlDsa65Seed));
    }

    public static HolderKey of(Json.Obj json) throws MalformedAct {
        var part = "holder";
        Shape.only(json, part, "name", "algorithm", "secret", "mlDsa65Seed");
        return new HolderKey(
                Shape.text(json, part, "name"),
                Key.algorithm(json, part),
                Shape.bytes(json, part, "secret"),
                Shape.bytes(json, part, "mlDsa65Seed"));
    }

    @Override
    public String toString() {
        return "keys of the holder " + name;
    }
}

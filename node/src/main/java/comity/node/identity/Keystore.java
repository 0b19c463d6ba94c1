package comity.node.identity;

import comity.node.signer.Signer;
import comity.node.signer.SignerFile;
import comity.record.act.Base64Url;
import comity.record.act.Directory;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import comity.record.tlog.NoteKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This State's keys as the node has them. What signs is with the {@link Signer}, a process of its
 * own; what opens (sealing keys, the vault's key) lies here, encrypted on the disk. The State's
 * root is in neither.
 */
public final class Keystore {
    private static final String FILE = "node.keys";
    private static final String PURPOSE = "node keys";
    private final Path folder;
    private final String state;
    private final String origin;
    private final Signer signer;
    private final SignerFile file;
    private Json.Obj keys;

    private Keystore(
            Path folder,
            String state,
            String origin,
            Signer signer,
            SignerFile file,
            Json.Obj keys) {
        this.folder = folder;
        this.state = state;
        this.origin = origin;
        this.signer = signer;
        this.file = file;
        this.keys = keys;
    }

    /**
     * Opens the keys in {@code folder}, or makes them if there are none yet.
     *
     * @throws IllegalStateException with a sentence for the administrator, if they do not open
     */
    public static Keystore open(
            Path folder,
            String state,
            List<Directory.Authority> authorities,
            String origin,
            Signer signer,
            Unlocking unlocking,
            SecureRandom random) {
        var file = new SignerFile(folder.resolve(FILE), PURPOSE, unlocking, random);
        try {
            if (!file.exists()) file.write(generate(state, authorities, random));
            var keystore = new Keystore(folder, state, origin, signer, file, file.read());
            if (!keystore.text("state").equals(state))
                throw new IllegalStateException(
                        "The keys in " + folder + " are those of another State.");
            return keystore;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be read or written: " + folder, e);
        } catch (WrongKey e) {
            throw new IllegalStateException(folder.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }

    private static Json.Obj generate(
            String state, List<Directory.Authority> authorities, SecureRandom random) {
        var sealing = new LinkedHashMap<String, Json>();
        for (var authority : authorities) sealing.put(authority.id(), sealingKeys());
        return Json.object()
                .with("state", state)
                .with("vault", seed(random))
                .with("tls", seed(random))
                .with("sealing", new Json.Obj(sealing));
    }

    private static String seed(SecureRandom random) {
        var seed = new byte[32];
        random.nextBytes(seed);
        return Base64Url.encode(seed);
    }

    private static Json.Obj sealingKeys() {
        var x25519 = pair("X25519");
        var mlKem = pair("ML-KEM-768");
        return Json.object().with("x25519", pair(x25519)).with("mlKem768", pair(mlKem));
    }

    private static Json.Obj pair(KeyPair pair) {
        return Json.object()
                .with("public", Base64Url.encode(pair.getPublic().getEncoded()))
                .with("private", Base64Url.encode(pair.getPrivate().getEncoded()));
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has " + algorithm, e);
        }
    }

    /**
     * The keys of a demo's root: three holders, all of them this file. Made when they are first
     * asked for, so that a node that is no demo never has any.
     */
    public synchronized List<HolderKey> demoHolders(SecureRandom random) {
        try {
            if (keys.get("demoRoot").isEmpty()) {
                var made =
                        Stream.of("First", "Second", "Third")
                                .map(
                                        name ->
                                                HolderKey.create(
                                                        name + " demo holder",
                                                        SignatureAlgorithm.EdDSA,
                                                        random))
                                .map(HolderKey::json)
                                .toList();
                var grown = keys.with("demoRoot", new Json.Arr(List.copyOf(made)));
                file.write(grown);
                keys = grown;
            }
            var holders = new ArrayList<HolderKey>();
            for (var item : keys.items("demoRoot")) holders.add(HolderKey.of((Json.Obj) item));
            return holders;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be written: " + folder, e);
        } catch (MalformedAct e) {
            throw new IllegalStateException("The key file is damaged: " + folder, e);
        }
    }

    private String text(String member) {
        return keys.text(member)
                .orElseThrow(() -> new IllegalStateException("the key file lacks " + member));
    }

    private byte[] secret(String member) {
        return Base64Url.decode(text(member));
    }

    public String state() {
        return state;
    }

    /** The name of the State's log. */
    public String origin() {
        return origin;
    }

    /**
     * The key with which an authority of this State signs acts now: of those that it has, the
     * newest that the directory lists and that is in force.
     *
     * @param directory as it stands; empty before the State is founded
     */
    public SigningKey authority(String authority, Optional<Directory> directory, Instant now) {
        var held = signer.keys(authority);
        var listed =
                held.stream()
                        .filter(
                                key ->
                                        directory
                                                .flatMap(version -> version.key(key.id()))
                                                .filter(entry -> entry.isInForce(now))
                                                .isPresent())
                        .reduce((_, last) -> last);
        return signer.key(
                listed.or(() -> held.stream().reduce((_, last) -> last))
                        .orElseThrow(() -> new IllegalStateException("no key for " + authority)));
    }

    /** The keys of an authority as directory entries, oldest first. */
    List<comity.record.act.Key> entries(String authority, Instant from, Instant until) {
        return signer.keys(authority).stream().map(key -> entry(key, from, until)).toList();
    }

    private comity.record.act.Key entry(Signer.PublicKey key, Instant from, Instant until) {
        return new comity.record.act.Key(
                key.id(),
                key.algorithm(),
                key.bytes(),
                state,
                key.scope().authority(),
                key.scope().kinds(),
                key.scope().types(),
                from,
                until,
                Optional.empty());
    }

    /** Has another key made for an authority; it counts once the directory lists it. */
    comity.record.act.Key rotate(String authority, Instant from, Instant until) {
        return entry(signer.rotate(authority), from, until);
    }

    /** Signs a container of evidence by its list of files, with a key that the directory lists. */
    public byte[] signContainer(comity.record.act.Key listed, byte[] manifest, Instant now) {
        return signer.container(listed, manifest, now);
    }

    public NoteKeys logKeys() {
        return signer.logKeys();
    }

    public NoteKeys witnessKeys() {
        return signer.witnessKeys();
    }

    /** What the node's TLS key file opens with. */
    public String tlsPassword() {
        return text("tls");
    }

    /** The key under which the vault keeps its exhibits' keys: 32 bytes, never in the database. */
    public byte[] vaultKey() {
        return secret("vault");
    }

    Directory.SealingKey sealingPublic(String authority) {
        var held = sealing(authority);
        return new Directory.SealingKey(
                authority + "#seal1",
                authority,
                bytes(held, "x25519", "public"),
                bytes(held, "mlKem768", "public"));
    }

    /** The private halves that open what was sealed to an authority: X25519, then ML-KEM-768. */
    public SealingPrivate sealingPrivate(String authority) {
        var held = sealing(authority);
        return new SealingPrivate(
                privateKey("X25519", bytes(held, "x25519", "private")),
                privateKey("ML-KEM-768", bytes(held, "mlKem768", "private")));
    }

    public record SealingPrivate(PrivateKey x25519, PrivateKey mlKem768) {}

    private Json.Obj sealing(String authority) {
        return keys.object("sealing")
                .flatMap(held -> held.object(authority))
                .orElseThrow(() -> new IllegalStateException("no sealing key for " + authority));
    }

    private static byte[] bytes(Json.Obj held, String algorithm, String half) {
        return Base64Url.decode(
                held.object(algorithm)
                        .flatMap(pair -> pair.text(half))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the key file lacks a sealing key")));
    }

    private static PrivateKey privateKey(String algorithm, byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealing key is damaged", e);
        }
    }
}

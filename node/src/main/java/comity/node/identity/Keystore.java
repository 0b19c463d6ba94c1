package comity.node.identity;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Directory;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.NoteSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
import java.util.Set;
import java.util.stream.Stream;

/**
 * The State's private keys in one file that only its owner may read. Each key has one use: an
 * authority's key signs acts, the log's key checkpoints, the witness's key cosignatures; sealing
 * keys open, and sign nothing. The State's root is not here.
 */
public final class Keystore {
    private static final String FILE = "keys.json";
    private final Path folder;
    private final String state;
    private Json.Obj keys;

    private Keystore(Path folder, String state, Json.Obj keys) {
        this.folder = folder;
        this.state = state;
        this.keys = keys;
    }

    /** Opens the keys in {@code folder}, or makes them if there are none yet. */
    public static Keystore open(
            Path folder,
            String state,
            List<Directory.Authority> authorities,
            String origin,
            SecureRandom random) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file))
                write(folder, file, generate(state, authorities, origin, random));
            refuseIfReadableByOthers(file);
            var keystore =
                    new Keystore(folder, state, JsonReader.actObject(Files.readAllBytes(file)));
            if (!keystore.text("state").equals(state))
                throw new IllegalStateException(
                        "The keys in " + file + " are those of another State.");
            return keystore;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be read or written: " + file, e);
        } catch (MalformedJson e) {
            throw new IllegalStateException("The key file is damaged: " + file, e);
        }
    }

    private static void refuseIfReadableByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------"))
            throw new IllegalStateException(
                    "Others can read the keys: "
                            + file
                            + " has mode "
                            + mode
                            + ". Set it to 0600, and consider the keys known.");
    }

    private static void write(Path folder, Path file, Json.Obj keys) throws IOException {
        Files.createDirectories(folder);
        var draft =
                Files.createTempFile(
                        folder,
                        "keys",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(CanonicalJson.bytes(keys));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Json.Obj generate(
            String state,
            List<Directory.Authority> authorities,
            String origin,
            SecureRandom random) {
        var signing = new LinkedHashMap<String, Json>();
        var sealing = new LinkedHashMap<String, Json>();
        for (var authority : authorities) {
            signing.put(authority.id(), new Json.Str(seed(random)));
            sealing.put(authority.id(), sealingKeys());
        }
        return Json.object()
                .with("state", state)
                .with("origin", origin)
                .with("log", seed(random))
                .with("logMlDsa44", seed(random))
                .with("witness", seed(random))
                .with("witnessMlDsa44", seed(random))
                .with("vault", seed(random))
                .with("signing", new Json.Obj(signing))
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
                write(folder, folder.resolve(FILE), grown);
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
        return text("origin");
    }

    /** The key with which an authority of this State signs acts. */
    public SigningKey authority(String authority) {
        return SigningKey.of(keyId(authority), SignatureAlgorithm.EdDSA, signing(authority));
    }

    private byte[] signing(String authority) {
        return Base64Url.decode(
                keys.object("signing")
                        .flatMap(held -> held.text(authority))
                        .orElseThrow(() -> new IllegalStateException("no key for " + authority)));
    }

    private static String keyId(String authority) {
        return authority + "#1";
    }

    /** The authority's public key, as its directory entry will have it. */
    comity.record.act.Key publicKey(
            String authority, Set<String> kinds, Set<String> types, Instant from, Instant until) {
        return new comity.record.act.Key(
                keyId(authority),
                SignatureAlgorithm.EdDSA,
                SignatureAlgorithm.EdDSA.publicKey(signing(authority)),
                state,
                authority,
                kinds,
                types,
                from,
                until,
                java.util.Optional.empty());
    }

    /** Signs checkpoints of this State's log. */
    public NoteSigner log() {
        return NoteSigner.log(origin(), secret("log"), secret("logMlDsa44"));
    }

    /** Cosigns other operators' checkpoints, with the time at which they were seen. */
    public NoteSigner witness() {
        return NoteSigner.witness(
                origin() + "/witness", secret("witness"), secret("witnessMlDsa44"));
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

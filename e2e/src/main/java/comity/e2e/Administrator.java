package comity.e2e;

import comity.node.identity.Unlock;
import comity.node.registry.About;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Section;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.keys.LockedBox;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import comity.record.tlog.NoteSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A node's dishonest administrator: has the key files and what opens them, the database's
 * superuser, and no scruples. Goes around the door; what that is worth is what the cheats show.
 */
final class Administrator {
    private final RunningNode node;
    private final SecureRandom random = new SecureRandom();

    Administrator(RunningNode node) {
        this.node = node;
    }

    /** An act with any header, signed by the authority's true key. */
    Envelope sign(Header header, Map<String, Section> sections, Optional<Assertion> personal)
            throws IOException {
        var jws = DetachedJws.sign(header.canonical(), key(header.author().authority()));
        return new Envelope(header, sections, jws.compact(), personal, List.of());
    }

    private SigningKey key(String authority) throws IOException {
        return signerKeys().items("keys").stream()
                .map(Json.Obj.class::cast)
                .filter(key -> key.text("authority").filter(authority::equals).isPresent())
                .map(
                        key ->
                                key.text("secret").isPresent()
                                        ? SigningKey.of(
                                                key.text("id").orElseThrow(),
                                                SignatureAlgorithm.EdDSA,
                                                secret(key, "secret"))
                                        : inToken(key.text("id").orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** A key that does not leave its token: the signer is asked, by whoever may open its socket. */
    private SigningKey inToken(String id) {
        return new SigningKey() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public SignatureAlgorithm algorithm() {
                return SignatureAlgorithm.ES256;
            }

            @Override
            public byte[] sign(byte[] message) {
                var dot = new String(message, StandardCharsets.ISO_8859_1).indexOf('.');
                var header = Arrays.copyOfRange(message, dot + 1, message.length);
                var question =
                        Json.object()
                                .with("ask", "act")
                                .with("key", id)
                                .with("header", Base64Url.encode(header));
                return Base64Url.decode(askSigner(question).text("signature").orElseThrow());
            }
        };
    }

    /** What the node's signer answers to somebody else than its node. */
    Json.Obj askSigner(Json.Obj question) {
        try (var sockets = Files.list(node.data().resolve("keys/signer/run"));
                var channel =
                        SocketChannel.open(
                                UnixDomainSocketAddress.of(
                                        sockets.max(
                                                        Comparator.comparing(
                                                                socket ->
                                                                        socket.toFile()
                                                                                .lastModified()))
                                                .orElseThrow()))) {
            var line = new String(CanonicalJson.bytes(question), StandardCharsets.UTF_8) + "\n";
            channel.write(StandardCharsets.UTF_8.encode(line));
            var answer =
                    new BufferedReader(
                                    new InputStreamReader(
                                            Channels.newInputStream(channel),
                                            StandardCharsets.UTF_8))
                            .readLine();
            return JsonReader.actObject(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the signer does not answer", e);
        } catch (MalformedJson e) {
            throw new IllegalStateException("the signer's answer is no JSON", e);
        }
    }

    /** The keys of the State's log, as its signer's file holds them. */
    NoteSigner log() throws IOException {
        var keys = signerKeys();
        var secrets = keys.object("secrets").orElseThrow();
        return NoteSigner.log(
                keys.text("origin").orElseThrow(),
                secret(secrets, "log"),
                secret(secrets, "logMlDsa44"));
    }

    private static byte[] secret(Json.Obj keys, String name) {
        return Base64Url.decode(keys.text(name).orElseThrow());
    }

    private Json.Obj signerKeys() throws IOException {
        var file = node.data().resolve("keys/signer/signer.keys");
        var opens = Files.readString(Unlock.beside(node.data())).strip();
        try {
            return LockedBox.open(
                    JsonReader.actObject(Files.readAllBytes(file)),
                    "signing keys",
                    new Unlocking.KeyBytes(Base64Url.decode(opens)));
        } catch (MalformedJson | WrongKey e) {
            throw new IOException(file + " does not open", e);
        }
    }

    /** Any SQL, as the superuser. */
    void execute(String... statements) throws IOException, SQLException {
        try (var database = database();
                var statement = database.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    /** Writes an act into the table, at the next place, as if it had come through the door. */
    void insert(Envelope act) throws IOException, SQLException {
        try (var database = database()) {
            database.setAutoCommit(false);
            var position = next(database);
            try (var row =
                    database.prepareStatement(
                            "INSERT INTO act (position, digest, id, docket, kind, header, signature, personal, nonce, filed_at)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())")) {
                var header = act.header();
                row.setLong(1, position);
                row.setBytes(2, act.digest().bytes());
                row.setObject(3, header.id());
                row.setObject(4, header.docket());
                row.setString(5, header.kind());
                row.setBytes(6, header.canonical());
                row.setString(7, act.signature());
                if (act.personal().isPresent())
                    row.setBytes(8, CanonicalJson.bytes(act.personal().get().json()));
                else row.setNull(8, java.sql.Types.BINARY);
                row.setBytes(9, fresh());
                row.executeUpdate();
            }
            try (var row =
                    database.prepareStatement(
                            "INSERT INTO section (position, name, epoch, wrapped, sealed)"
                                    + " VALUES (?, ?, ?, ?, ?)")) {
                for (var section : act.sections().entrySet()) {
                    row.setLong(1, position);
                    row.setString(2, section.getKey());
                    var sealed =
                            keyring()
                                    .seal(
                                            CanonicalJson.bytes(section.getValue().json()),
                                            About.section(act.digest(), section.getKey()));
                    row.setInt(3, sealed.epoch());
                    row.setBytes(4, sealed.wrapped());
                    row.setBytes(5, sealed.sealed());
                    row.executeUpdate();
                }
            }
            database.commit();
        }
    }

    /** Whoever has the key folder seals like the node. */
    private Keyring keyring() {
        return new Keyring(
                new KeyFolder(node.data().resolve("keys/epochs")), InstantSource.system(), random);
    }

    private static long next(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("SELECT max(position) + 1 FROM act")) {
            row.next();
            return row.getLong(1);
        }
    }

    private byte[] fresh() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Gives a stored act another time. */
    void rewrite(Header genuine, Instant at) throws IOException, SQLException {
        var header =
                new Header(
                        genuine.id(),
                        genuine.docket(),
                        genuine.kind(),
                        genuine.type(),
                        at,
                        genuine.author(),
                        genuine.seen(),
                        genuine.rules(),
                        genuine.after(),
                        genuine.sections());
        try (var database = database();
                var update = database.prepareStatement("UPDATE act SET header = ? WHERE id = ?")) {
            update.setBytes(1, header.canonical());
            update.setObject(2, genuine.id());
            if (update.executeUpdate() != 1)
                throw new IllegalStateException("no such act in the table");
        }
    }

    /** The superuser's own connection: no role, no right, no trigger stops it. */
    private Connection database() throws IOException, SQLException {
        var moved = node.data().resolve("database.location");
        var place =
                Files.exists(moved)
                        ? Path.of(Files.readString(moved).strip())
                        : node.data().resolve("database");
        var passwords = new Properties();
        passwords.load(
                new StringReader(Files.readString(node.data().resolve("database.passwords"))));
        // The fourth line of the server's lock file is its port.
        var port = Files.readAllLines(place.resolve("cluster/postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/comity",
                "postgres",
                passwords.getProperty("superuser"));
    }

    SecureRandom random() {
        return random;
    }
}

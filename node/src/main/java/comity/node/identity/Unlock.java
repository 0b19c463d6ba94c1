package comity.node.identity;

import comity.record.act.Base64Url;
import comity.record.keys.Unlocking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What opens this node's key files, asked for anew each time: a passphrase from a file, from the
 * service manager's credentials or from the environment; without any, a key that is made at the
 * first start, in a file beside the data folder and not in it.
 */
public final class Unlock implements Supplier<Unlocking> {
    private static final Logger LOG = LoggerFactory.getLogger(Unlock.class);
    private static final String CREDENTIAL = "comity-passphrase";

    private final Optional<Path> passphraseFile;
    private final Map<String, String> environment;
    private final Path keyFile;
    private final RandomGenerator random;

    /**
     * @param passphraseFile where the passphrase lies, if the administrator says so
     * @param environment {@code COMITY_PASSPHRASE}, or the folder {@code CREDENTIALS_DIRECTORY}
     *     with a file {@code comity-passphrase} (systemd)
     * @param keyFile where the key lies that is used without a passphrase
     */
    public Unlock(
            Optional<Path> passphraseFile,
            Map<String, String> environment,
            Path keyFile,
            RandomGenerator random) {
        this.passphraseFile = passphraseFile;
        this.environment = Map.copyOf(environment);
        this.keyFile = keyFile;
        this.random = random;
    }

    /** Where the key lies beside a data folder: what copies the folder does not copy it. */
    public static Path beside(Path data) {
        var folder = data.toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + ".key");
    }

    @Override
    public synchronized Unlocking get() {
        try {
            var credential =
                    Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
                            .map(folder -> Path.of(folder, CREDENTIAL))
                            .filter(Files::exists);
            var file = passphraseFile.or(() -> credential);
            if (file.isPresent()) return Unlocking.Passphrase.of(Files.readString(file.get()));
            var said = environment.get("COMITY_PASSPHRASE");
            if (said != null) return Unlocking.Passphrase.of(said);
            if (!Files.exists(keyFile)) make();
            return new Unlocking.KeyBytes(Base64Url.decode(Files.readString(keyFile).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "What opens the keys cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(keyFile + " holds no key of this program", e);
        }
    }

    private void make() throws IOException {
        var key = new byte[32];
        random.nextBytes(key);
        Files.createFile(
                keyFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, Base64Url.encode(key) + "\n", StandardOpenOption.SYNC);
        LOG.warn(
                "No passphrase was given. The keys are encrypted under a key in {}: whoever copies"
                        + " the data folder alone opens nothing, whoever reads this whole machine"
                        + " opens everything. Keep a copy of that file apart from the backups.",
                keyFile);
    }
}

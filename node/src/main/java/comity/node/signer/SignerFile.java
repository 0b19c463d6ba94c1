package comity.node.signer;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.LockedBox;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;

/** An encrypted key file on a disk: read whole, written whole, never in clear. */
public final class SignerFile {
    private final Path file;
    private final String purpose;
    private final Unlocking with;
    private final RandomGenerator random;

    /**
     * @param purpose what the keys in it are for: a file for something else does not open
     */
    public SignerFile(Path file, String purpose, Unlocking with, RandomGenerator random) {
        this.file = file;
        this.purpose = purpose;
        this.with = with;
        this.random = random;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * @throws WrongKey with a sentence for the administrator
     */
    public Json.Obj read() throws IOException, WrongKey {
        refuseIfReadableByOthers();
        try {
            return LockedBox.open(JsonReader.actObject(Files.readAllBytes(file)), purpose, with);
        } catch (MalformedJson _) {
            throw WrongKey.damaged();
        }
    }

    private void refuseIfReadableByOthers() throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------"))
            throw new IOException(
                    "Others can read the keys: "
                            + file
                            + " has mode "
                            + mode
                            + ". Set it to 0600.");
    }

    /** Synced before it takes the former one's place: a crash leaves the one or the other. */
    public void write(Json.Obj keys) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("no folder for " + file);
        Files.createDirectories(folder);
        var draft =
                Files.createTempFile(
                        folder,
                        "keys",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes =
                    ByteBuffer.wrap(
                            CanonicalJson.bytes(LockedBox.lock(keys, purpose, with, random)));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}

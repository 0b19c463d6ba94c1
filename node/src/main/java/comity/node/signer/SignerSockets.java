package comity.node.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the signer's sockets lie: in its folder, or, where that path is longer than a socket's name
 * may be, in a temporary one. What a process left that was killed is removed at the next start.
 */
record SignerSockets(Path folder) {
    /** The longest name that every system takes is 103 bytes. */
    private static final int LONGEST = 100;

    private static final String PREFIX = "comity-signer";

    static SignerSockets in(Path signer) throws IOException {
        var near = signer.toAbsolutePath().resolve("run");
        var memo = signer.resolve("sockets.at");
        if (Files.exists(memo)) {
            var before = Path.of(Files.readString(memo).strip());
            var name = before.getFileName();
            if (name != null && name.toString().startsWith(PREFIX)) SignerProgram.clear(before);
            Files.delete(memo);
        }
        SignerProgram.clear(near);
        if (near.resolve("999.sock").toString().length() <= LONGEST)
            return new SignerSockets(Files.createDirectories(near));
        var far = Files.createTempDirectory(PREFIX);
        Files.writeString(memo, far.toString());
        return new SignerSockets(far);
    }

    Path socket(int number) {
        return folder.resolve(number + ".sock");
    }

    void remove() throws IOException {
        SignerProgram.clear(folder);
    }
}

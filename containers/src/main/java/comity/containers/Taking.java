package comity.containers;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The files of an archive, given out one after the other and unpacked nowhere: the name, the number
 * of bytes, the bytes. An archive that would be refused gives out nothing. Whoever takes them
 * hashes them again: this process has no word in that.
 */
final class Taking {
    private Taking() {}

    static void all(Path file, OutputStream to) throws IOException, Refused {
        var archive = Archive.of(file);
        var out = new DataOutputStream(to);
        for (var entry : archive.entries().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().size());
            archive.copy(entry.getKey(), out);
        }
        out.flush();
    }
}

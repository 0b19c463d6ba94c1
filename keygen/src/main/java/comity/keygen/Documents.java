package comity.keygen;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** JSON files as this command reads and writes them. */
final class Documents {
    private static final int LARGEST = 4 << 20;

    private Documents() {}

    static Json.Obj read(String name) throws WrongQuestion {
        try (var in = Files.newInputStream(Path.of(name))) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new WrongQuestion(name + " is too large");
            return JsonReader.actObject(bytes);
        } catch (MalformedJson e) {
            throw new WrongQuestion(name + " is not JSON as we write it: " + e.getMessage());
        } catch (IOException | InvalidPathException _) {
            throw new WrongQuestion("cannot read " + name);
        }
    }

    /** Never over another file: what lies there may be the only copy of a key. */
    static void write(String name, Json.Obj json) throws WrongQuestion {
        try {
            var path = Path.of(name);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix"))
                Files.createFile(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            else Files.createFile(path);
            Files.write(path, CanonicalJson.bytes(json), StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException _) {
            throw new WrongQuestion(name + " exists already; nothing was written over it");
        } catch (IOException | InvalidPathException _) {
            throw new WrongQuestion("cannot write " + name);
        }
    }
}

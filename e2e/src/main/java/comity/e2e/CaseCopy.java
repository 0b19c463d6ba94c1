package comity.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies of a case file in which somebody meddled. The original stays as it is. */
final class CaseCopy {
    private CaseCopy() {}

    /**
     * A copy in which one bit is another, in the middle of the first file that {@code which} names.
     * It is a sound ZIP: only whoever knows the file's hash can tell.
     */
    static Path withOneBitFlipped(Path original, Path copy, Predicate<String> which)
            throws IOException {
        var done = false;
        try (var from = new ZipFile(original.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (var entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (var in = from.getInputStream(entry)) {
                    if (!done && which.test(entry.getName())) {
                        flip(in, to, entry.getSize() / 2);
                        done = true;
                    } else {
                        in.transferTo(to);
                    }
                }
                to.closeEntry();
            }
        }
        if (!done) throw new IllegalStateException("no exhibit in " + original);
        return copy;
    }

    private static void flip(InputStream in, OutputStream out, long at) throws IOException {
        out.write(in.readNBytes(Math.toIntExact(at)));
        out.write(in.read() ^ 1);
        in.transferTo(out);
    }
}

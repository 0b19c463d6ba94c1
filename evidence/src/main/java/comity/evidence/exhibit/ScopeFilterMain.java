package comity.evidence.exhibit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;

/**
 * {@link ScopeFilter} as a process of its own, so that a parser that meets hostile mail has no keys
 * and no connections to give away: a mailbox on standard input, one of the two parts on standard
 * output, the counts on standard error.
 */
public final class ScopeFilterMain {
    private ScopeFilterMain() {}

    /**
     * @param arguments first day, last day, and {@code within} or {@code outside}
     */
    public static void main(String[] arguments) throws IOException {
        var from = LocalDate.parse(arguments[0]);
        var to = LocalDate.parse(arguments[1]);
        var wanted = arguments[2].equals("within");
        try (var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
                var out =
                        new BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            var nowhere = OutputStream.nullOutputStream();
            var counts =
                    ScopeFilter.split(in, from, to, wanted ? out : nowhere, wanted ? nowhere : out);
            out.flush();
            System.err.println(counts.within() + " " + counts.setAside());
        }
    }
}

package comity.reader;

import comity.evidence.reading.Counts;
import comity.evidence.reading.Task;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The confined process: a task in one line on standard input and the exhibit's bytes after it. On
 * standard output either a line for each item, or the bytes of the part that was asked for, with
 * its counts on standard error.
 */
public final class ReaderMain {
    private static final int LONGEST_TASK = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private ReaderMain() {}

    /**
     * @param arguments the folder in which it may write, which it has for itself
     */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        // What a library prints is no answer.
        System.setOut(System.err);
        var task = Task.of(line(in));
        run(task, folder, in, out);
        out.flush();
        // A parser that was given up may still be running.
        Runtime.getRuntime().halt(0);
    }

    static void run(Task task, Path folder, InputStream in, OutputStream out) throws IOException {
        switch (task.part()) {
            case LIST -> {
                var lines = new Lines(out);
                new Reading(task, folder, lines).exhibit(in);
                lines.end();
            }
            case WITHIN, OUTSIDE -> {
                var within = task.part() == Task.Part.WITHIN;
                var nowhere = OutputStream.nullOutputStream();
                var counts =
                        new Division(task, folder)
                                .divide(in, within ? out : nowhere, within ? nowhere : out);
                say(counts);
            }
        }
    }

    private static void say(Counts counts) {
        System.err.println("counts " + counts.within() + " " + counts.setAside());
        System.err.flush();
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_TASK) throw new EOFException("no task");
            line.write(next);
        }
        return line.toByteArray();
    }
}

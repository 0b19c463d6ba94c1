package comity.node.recourse;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * A form with files (RFC 7578), read here and by no server: nothing of it touches a disk in the
 * clear, and the text of whoever sent too much is still there to be shown again, for the form's
 * fields come before its files.
 *
 * @param texts the fields, each once: the first of a name counts
 * @param files those that hold something
 * @param whole whether all of it fitted
 */
record FormWithFiles(Map<String, String> texts, List<File> files, boolean whole) {
    private static final int CHUNK = 64 << 10;

    /** Beyond what is kept, so much is read and dropped, so that the answer can still be given. */
    private static final long MOST_DROPPED = 256L << 20;

    private static final int LONGEST_HEAD = 8 << 10;
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");

    FormWithFiles {
        texts = Map.copyOf(texts);
        files = List.copyOf(files);
    }

    /**
     * A file as it came.
     *
     * @param name without folders, and without signs that steer what shows it
     */
    record File(String name, byte[] bytes) {}

    /** What all forms that are being read may hold in memory together. */
    static final class Room {
        private final Semaphore chunks;

        Room(long bytes) {
            chunks = new Semaphore(Math.toIntExact(bytes / CHUNK));
        }
    }

    /** No such form, or no room for it now. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /**
     * @param most so many bytes are kept
     */
    static FormWithFiles read(HttpServletRequest request, int most, Room room)
            throws IOException, Unreadable {
        var boundary = BOUNDARY.matcher(Optional.ofNullable(request.getContentType()).orElse(""));
        if (!boundary.find()) throw new Unreadable("no boundary");
        var mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        var taken = 0;
        try {
            var body = new ByteArrayOutputStream();
            var in = request.getInputStream();
            var chunk = new byte[CHUNK];
            var whole = true;
            for (var read = in.readNBytes(chunk, 0, CHUNK);
                    read > 0;
                    read = in.readNBytes(chunk, 0, CHUNK)) {
                if (body.size() + read > most || !room.chunks.tryAcquire()) {
                    whole = false;
                    drop(in);
                    break;
                }
                taken++;
                body.write(chunk, 0, read);
            }
            return parts(body.toByteArray(), "--" + mark, whole);
        } finally {
            room.chunks.release(taken);
        }
    }

    private static void drop(InputStream in) throws IOException {
        var chunk = new byte[CHUNK];
        var dropped = 0L;
        for (var read = in.read(chunk); read > 0 && dropped < MOST_DROPPED; read = in.read(chunk))
            dropped += read;
    }

    private static FormWithFiles parts(byte[] body, String mark, boolean whole) throws Unreadable {
        var first = mark.getBytes(StandardCharsets.ISO_8859_1);
        var between = ("\r\n" + mark).getBytes(StandardCharsets.ISO_8859_1);
        var texts = new LinkedHashMap<String, String>();
        var files = new ArrayList<File>();
        if (!startsWith(body, 0, first)) throw new Unreadable("no form with files");
        var at = first.length;
        while (startsWith(body, at, new byte[] {'\r', '\n'})) {
            var head = indexOf(body, new byte[] {'\r', '\n', '\r', '\n'}, at);
            if (head < 0 || head - at > LONGEST_HEAD) break;
            var end = indexOf(body, between, head + 2);
            if (end < 0) break;
            var said = new String(body, at, head - at, StandardCharsets.UTF_8);
            var from = Math.min(head + 4, end);
            take(said, java.util.Arrays.copyOfRange(body, from, end), texts, files);
            at = end + between.length;
        }
        var closed = startsWith(body, at, new byte[] {'-', '-'});
        if (!closed && whole) throw new Unreadable("the form was cut off");
        return new FormWithFiles(texts, files, whole);
    }

    private static void take(
            String head, byte[] bytes, Map<String, String> texts, List<File> files) {
        var name = NAME.matcher(head);
        if (!name.find()) return;
        var file = FILE.matcher(head);
        if (!file.find())
            texts.putIfAbsent(name.group(1), new String(bytes, StandardCharsets.UTF_8));
        else if (bytes.length > 0) files.add(new File(harmless(file.group(1)), bytes));
    }

    /**
     * The last part of a name, without controls and without signs that turn the order of others.
     */
    static String harmless(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = new StringBuilder();
        last.codePoints()
                .map(
                        point ->
                                switch (Character.getType(point)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.SURROGATE,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR ->
                                            0xFFFD;
                                    default -> point;
                                })
                .limit(comity.record.complaint.Complaint.MOST_NAME / 2)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean startsWith(byte[] body, int at, byte[] wanted) {
        return at + wanted.length <= body.length
                && java.util.Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (var at = from; at + wanted.length <= body.length; at++)
            if (body[at] == wanted[0] && startsWith(body, at, wanted)) return at;
        return -1;
    }
}

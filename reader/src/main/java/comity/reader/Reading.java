package comity.reader;

import com.pff.PSTException;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.record.act.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Reads one exhibit: finds out what it is, and what it holds. Mailboxes and rows are read as they
 * stream, whatever their size; everything else lies in the reader's own folder while it is read.
 *
 * <p>An item that cannot be read is named with the reason and the next one is read. Only a want of
 * memory ends the process: whoever started it starts it again and has it leave that item alone.
 */
final class Reading {
    private static final int PEEKED = 1 << 16;

    private final Task task;
    private final Path folder;
    private final Sink sink;
    private final Allowance allowance;
    private final Detector detector;
    private final Documents documents;

    Reading(Task task, Path folder, Sink sink) {
        this.task = task;
        this.folder = folder;
        this.sink = sink;
        this.allowance = new Allowance(task.bounds());
        this.detector =
                new DefaultDetector(
                        MimeTypes.getDefaultMimeTypes(),
                        new ServiceLoader(Reading.class.getClassLoader()));
        this.documents = new Documents(detector);
    }

    /** The exhibit itself, from a stream that may be longer than any disk. */
    void exhibit(InputStream given) throws IOException {
        var path = Names.shown(task.name());
        var hash = Spool.hash();
        var counting = new Counting(new DigestInputStream(given, hash));
        var in = new BufferedInputStream(counting, PEEKED);
        var beginning = peek(in);
        sink.begun(path);
        if (task.skipped().contains(path)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            sink.found(
                    Item.unread(
                            path,
                            "application/octet-stream",
                            counting.count(),
                            Optional.of(Spool.digest(hash)),
                            Unread.TOO_MUCH_MEMORY));
        } else if (MailboxDivision.looksLikeMbox(beginning)) {
            var why = mailbox(path, in);
            sink.found(
                    container(
                            path,
                            "application/mbox",
                            counting.count(),
                            Optional.of(Spool.digest(hash)),
                            why));
        } else if (Rows.are(task.name(), beginning)) {
            var read = Rows.read(path, task.name(), beginning, in, task.columns());
            in.transferTo(java.io.OutputStream.nullOutputStream());
            sink.found(Rows.item(read, path, counting.count(), Spool.digest(hash)));
        } else {
            try (var spool = Spool.of(allowance.counted(in, -1), folder)) {
                item(path, task.name(), 0, spool);
            } catch (Allowance.Exceeded e) {
                sink.found(
                        Item.unread(
                                path,
                                "application/octet-stream",
                                counting.count(),
                                Optional.empty(),
                                e.why()));
            }
        }
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(PEEKED);
        var beginning = in.readNBytes(PEEKED - 1);
        in.reset();
        return beginning;
    }

    /** Something that lies in an archive, or the exhibit once it lies in the folder. */
    void entry(String path, String name, int depth, InputStream in) throws IOException {
        sink.begun(path);
        if (task.skipped().contains(path)) {
            sink.found(unread(path, Unread.TOO_MUCH_MEMORY));
            return;
        }
        try (var spool = Spool.of(in, folder)) {
            item(path, name, depth, spool);
        } catch (Allowance.Exceeded e) {
            sink.found(unread(path, e.why()));
        }
    }

    /** Says of something, without reading it, why it is not read. */
    void leave(String path, Unread why) throws IOException {
        sink.begun(path);
        sink.found(unread(path, why));
    }

    private static Item unread(String path, Unread why) {
        return Item.unread(path, "application/octet-stream", 0, Optional.empty(), why);
    }

    private void item(String path, String name, int depth, Spool spool) throws IOException {
        var media = detect(name, spool);
        var type = media.getBaseType().toString();
        if (Archives.are(type) || type.equals("application/vnd.ms-outlook-pst")) {
            var why =
                    depth >= task.bounds().depth()
                            ? Optional.of(Unread.TOO_DEEP)
                            : unpack(path, name, depth, type, spool);
            sink.found(container(path, type, spool.size(), Optional.of(spool.sha256()), why));
            return;
        }
        var beginning = beginning(spool);
        if (MailboxDivision.looksLikeMbox(beginning)) {
            try (var in = Files.newInputStream(spool.file())) {
                var why = mailbox(path, in);
                sink.found(
                        container(
                                path,
                                "application/mbox",
                                spool.size(),
                                Optional.of(spool.sha256()),
                                why));
            }
            return;
        }
        sink.found(
                Timed.run(
                        task.bounds().each(),
                        () -> leaf(path, name, media, beginning, spool),
                        why ->
                                Item.unread(
                                        path,
                                        type,
                                        spool.size(),
                                        Optional.of(spool.sha256()),
                                        why)));
    }

    private Item leaf(String path, String name, MediaType media, byte[] beginning, Spool spool)
            throws Exception {
        if (isMessage(name, media)) {
            try (var in = Files.newInputStream(spool.file())) {
                return Messages.read(path, in, spool.size(), Optional.of(spool.sha256()));
            }
        }
        if (Rows.are(name, beginning)) {
            try (var in = Files.newInputStream(spool.file())) {
                var read = Rows.read(path, name, beginning, in, task.columns());
                return Rows.item(read, path, spool.size(), spool.sha256());
            }
        }
        return documents.read(path, name, media, spool);
    }

    private static boolean isMessage(String name, MediaType media) {
        return media.getBaseType().toString().equals("message/rfc822")
                || name.toLowerCase(java.util.Locale.ROOT).endsWith(".eml");
    }

    /** Why it was not read to its end; empty if it was. */
    private Optional<Unread> unpack(String path, String name, int depth, String type, Spool spool) {
        try {
            if (type.equals("application/vnd.ms-outlook-pst"))
                Pst.read(path, spool.file(), sink, allowance, task.skipped());
            else new Archives(this, allowance).read(path, name, depth, type, spool.file());
            return Optional.empty();
        } catch (Allowance.Exceeded e) {
            return Optional.of(e.why());
        } catch (IOException | PSTException | RuntimeException e) {
            return Optional.of(Failures.why(e));
        }
    }

    private Optional<Unread> mailbox(String path, InputStream in) throws IOException {
        try {
            Mailboxes.read(
                    in,
                    (number, message, size) -> {
                        if (!allowance.anotherMessage())
                            throw new Allowance.Exceeded(Unread.TOO_MANY);
                        message(path + "!/" + number, message, size);
                    });
            return Optional.empty();
        } catch (Allowance.Exceeded e) {
            // What is not listed is hashed all the same.
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return Optional.of(e.why());
        }
    }

    private void message(String path, InputStream message, long size) throws IOException {
        sink.begun(path);
        sink.found(
                task.skipped().contains(path)
                        ? unread(path, Unread.TOO_MUCH_MEMORY)
                        : Timed.run(
                                task.bounds().each(),
                                () -> Messages.read(path, message, size, Optional.empty()),
                                why ->
                                        Item.unread(
                                                path,
                                                "message/rfc822",
                                                size,
                                                Optional.empty(),
                                                why)));
    }

    private static Item container(
            String path, String type, long size, Optional<Digest> sha256, Optional<Unread> why) {
        return new Item(
                path,
                Kind.CONTAINER,
                type,
                Set.of(),
                Set.of(),
                List.of(),
                size,
                sha256,
                Set.of(),
                List.of(),
                why);
    }

    private MediaType detect(String name, Spool spool) throws IOException {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (var in = TikaInputStream.get(spool.file())) {
            return detector.detect(in, metadata);
        } catch (RuntimeException | StackOverflowError _) {
            return MediaType.OCTET_STREAM;
        }
    }

    private static byte[] beginning(Spool spool) throws IOException {
        try (var in = Files.newInputStream(spool.file())) {
            return in.readNBytes(PEEKED);
        }
    }

    /** How much has gone through. */
    private static final class Counting extends java.io.FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            if (next >= 0) count++;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            if (read > 0) count += read;
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

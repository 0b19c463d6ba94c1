package comity.reader;

import com.pff.PSTException;
import com.pff.PSTMessage;
import comity.evidence.reading.Comparison;
import comity.evidence.reading.Counts;
import comity.evidence.reading.Item;
import comity.evidence.reading.Task;
import comity.evidence.reading.Verdict;
import comity.treaty.terms.Scope;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.james.mime4j.MimeException;

/**
 * Divides what can be divided without changing a byte of what it holds: a mailbox by its messages,
 * rows by themselves, a ZIP and a TAR by their entries as they are packed. Of an Outlook mailbox
 * what lies within is converted, and the mailbox stays. The same exhibit and the same order give
 * the same two parts.
 */
final class Division {
    private final Task task;
    private final Path folder;
    private final Scope limits;
    private long within;
    private long outside;

    Division(Task task, Path folder) {
        this.task = task;
        this.folder = folder;
        this.limits = task.limits().orElseThrow();
    }

    Counts divide(InputStream given, OutputStream in, OutputStream out) throws IOException {
        var buffered = new BufferedInputStream(given, 1 << 16);
        buffered.mark(1 << 16);
        var beginning = buffered.readNBytes((1 << 16) - 1);
        buffered.reset();
        if (MailboxDivision.looksLikeMbox(beginning)) return mailbox(buffered, in, out);
        var form = Rows.form(task.name(), beginning);
        if (form.isPresent()) rows(form.get(), buffered, in, out);
        else
            try (var spool = Spool.of(new Allowance(task.bounds()).counted(buffered, -1), folder)) {
                archive(spool.file(), in, out);
            }
        return new Counts(within, outside);
    }

    private Counts mailbox(InputStream in, OutputStream to, OutputStream aside) throws IOException {
        return MailboxDivision.split(in, this::fits, to, aside);
    }

    /** By the same comparison that the list is judged by; the first line is the mailbox's own. */
    private boolean fits(byte[] header) {
        var first = 0;
        while (first < header.length && header[first] != '\n') first++;
        var from = Math.min(header.length, first + 1);
        try {
            var item =
                    Messages.read(
                            "",
                            new ByteArrayInputStream(header, from, header.length - from),
                            header.length,
                            Optional.empty());
            return isWithin(item);
        } catch (IOException | MimeException | RuntimeException _) {
            return false;
        }
    }

    private void rows(Rows.Form form, InputStream in, OutputStream to, OutputStream aside)
            throws IOException {
        var columns = task.columns().orElseThrow();
        var time = new RowTime(columns);
        Rows.each(
                form,
                task.name(),
                in,
                new Rows.Each() {
                    @Override
                    public void heading(byte[] bytes) throws IOException {
                        to.write(bytes);
                        aside.write(bytes);
                    }

                    @Override
                    public void row(Rows.Row row) throws IOException {
                        var at = time.of(row);
                        var day = at.map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC));
                        var timely = day.filter(Division.this::isOrdered).isPresent();
                        var own =
                                columns.account()
                                        .map(row::value)
                                        .map(
                                                said ->
                                                        said.filter(account -> isOrdered(account))
                                                                .isPresent())
                                        .orElse(true);
                        count(timely && own);
                        (timely && own ? to : aside).write(row.bytes());
                    }
                });
    }

    private boolean isOrdered(LocalDate day) {
        return !day.isBefore(limits.from().orElseThrow())
                && !day.isAfter(limits.to().orElseThrow());
    }

    private boolean isOrdered(String account) {
        return limits.accounts()
                .filter(ordered -> Comparison.isOrdered(account, ordered))
                .isPresent();
    }

    private void count(boolean inside) {
        if (inside) within++;
        else outside++;
    }

    /** An entry goes where everything in it goes; what could not be read stays outside. */
    private void archive(Path file, OutputStream to, OutputStream aside) throws IOException {
        var judged = new Judged();
        try (var in = Files.newInputStream(file)) {
            new Reading(task, folder, judged).exhibit(in);
        }
        if (judged.type.contains("tar")) tar(file, judged, to, aside);
        else if (judged.type.equals(Pst.MEDIA)) outlook(file, to);
        else zip(file, judged, to, aside);
    }

    private void zip(Path file, Judged judged, OutputStream to, OutputStream aside)
            throws IOException {
        try (var zip = ZipFile.builder().setPath(file).get();
                var inside = new ZipArchiveOutputStream(to);
                var rest = new ZipArchiveOutputStream(aside)) {
            for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (entry.isDirectory()) continue;
                var fits = judged.next(entry.getName());
                count(fits);
                (fits ? inside : rest).addRawArchiveEntry(entry, zip.getRawInputStream(entry));
            }
        }
    }

    private void tar(Path file, Judged judged, OutputStream to, OutputStream aside)
            throws IOException {
        try (var tar =
                        new TarArchiveInputStream(
                                new BufferedInputStream(Files.newInputStream(file)));
                var inside = tarOf(to);
                var rest = tarOf(aside)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) continue;
                var fits = judged.next(entry.getName()) && entry.isFile();
                count(fits);
                var part = fits ? inside : rest;
                var copy = new TarArchiveEntry(Names.shown(entry.getName()), true);
                copy.setSize(entry.getSize());
                copy.setModTime(entry.getLastModifiedTime());
                part.putArchiveEntry(copy);
                tar.transferTo(part);
                part.closeArchiveEntry();
            }
        }
    }

    /**
     * No library writes this form: what lies within is converted, message by message, into an mbox;
     * the mailbox itself is what stays, whole. What has no faithful form as a message stays there.
     */
    private void outlook(Path file, OutputStream to) throws IOException {
        var path = Names.shown(task.name());
        try {
            Pst.each(
                    file,
                    new Allowance(task.bounds()),
                    (number, message) -> {
                        var converted = Files.createTempFile(folder, "letter", "");
                        try {
                            var fits = converts(Pst.place(path, number), message, converted);
                            count(fits);
                            if (fits) Files.copy(converted, to);
                        } finally {
                            Files.deleteIfExists(converted);
                        }
                    });
        } catch (PSTException e) {
            throw new IOException("an Outlook mailbox cannot be read", e);
        }
    }

    /** Whether a message lies within and could be converted, into {@code file}. */
    private boolean converts(String place, Optional<PSTMessage> found, Path file)
            throws IOException {
        if (task.skipped().contains(place) || found.filter(Pst::isMail).isEmpty()) return false;
        var message = found.get();
        var item =
                Timed.run(
                        task.bounds().each(),
                        () -> {
                            var read = Pst.item(place, message);
                            if (isWithin(read))
                                try (var out =
                                        new BufferedOutputStream(Files.newOutputStream(file))) {
                                    Pst.letter(message, 0).appendTo(out);
                                }
                            return read;
                        },
                        why -> Pst.unread(place, why));
        return isWithin(item);
    }

    private boolean isWithin(Item item) {
        return Comparison.of(item, limits).filter(Verdict.WITHIN::equals).isPresent();
    }

    private static TarArchiveOutputStream tarOf(OutputStream out) {
        var tar = new TarArchiveOutputStream(out);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    /** Which entries hold anything but what was ordered, by where they lie. */
    private final class Judged implements Sink {
        private final Set<String> seen = new HashSet<>();
        private final Set<String> spoiled = new HashSet<>();
        private final Map<String, Integer> named = new HashMap<>();
        private String type = "";

        @Override
        public void begun(String path) {}

        @Override
        public void found(Item item) {
            var root = Names.shown(task.name()) + "!/";
            if (!item.path().startsWith(root)) {
                type = item.media();
                return;
            }
            var rest = item.path().substring(root.length());
            var entry = rest.contains("!/") ? rest.substring(0, rest.indexOf("!/")) : rest;
            seen.add(entry);
            var verdict = Comparison.of(item, limits);
            if (item.unread().isPresent()
                    || verdict.filter(said -> said != Verdict.WITHIN).isPresent())
                spoiled.add(entry);
        }

        /** The next entry of this name, in the order of the archive. */
        boolean next(String name) {
            var shown = Names.shown(name);
            var before = named.merge(shown, 1, Integer::sum);
            var place = before == 1 ? shown : shown + "#" + before;
            return seen.contains(place) && !spoiled.contains(place);
        }
    }
}

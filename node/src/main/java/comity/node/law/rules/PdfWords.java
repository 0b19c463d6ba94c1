package comity.node.law.rules;

import comity.node.frame.Refused;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.springframework.stereotype.Component;

/**
 * The words of a PDF, pages parted by form feeds, behind limits: a file is a stranger's program for
 * drawing, and may be made to take for ever. One is read at a time, on a thread of its own, page by
 * page, no longer than {@link #MOST_SECONDS}; streams that unpack to more than {@link
 * #MOST_UNPACKED} are not unpacked at all.
 */
@Component
class PdfWords {
    static final int MOST_PAGES = 400;
    static final int MOST_SECONDS = 60;
    static final long MOST_UNPACKED = 200L * 1024 * 1024;
    private static final long MOST_IN_ONE = 64L * 1024 * 1024;
    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_CHARACTERS = 4_000_000;

    /** Arabic as old fonts draw it: a letter for each of its shapes. */
    private static final Pattern SHAPED = Pattern.compile("[\ufb50-\ufdff\ufe70-\ufeff]+");

    private final Semaphore one = new Semaphore(1);

    /**
     * @throws Refused if it cannot be read within the limits
     */
    String of(byte[] file) {
        if (unpacksToTooMuch(file)) throw Refused.with(422, "text.pdf-too-large");
        if (!one.tryAcquire()) throw Refused.with(503, "text.busy");
        var read = new CompletableFuture<String>();
        var reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("pdf-words")
                        .start(
                                () -> {
                                    try {
                                        read.complete(words(file));
                                    } catch (Throwable e) { // also what a hostile file exhausts
                                        read.completeExceptionally(e);
                                    } finally {
                                        one.release();
                                    }
                                });
        try {
            return read.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            reader.interrupt();
            throw Refused.with(422, "text.pdf-too-slow");
        } catch (InterruptedException _) {
            reader.interrupt();
            Thread.currentThread().interrupt();
            throw Refused.with(503, "text.busy");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refused refused
                    ? refused
                    : Refused.with(422, "text.pdf-unreadable");
        }
    }

    private static String words(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            if (document.getNumberOfPages() > MOST_PAGES)
                throw Refused.with(
                        422,
                        "text.pdf-too-many-pages",
                        Map.of(
                                "pages", Integer.toString(document.getNumberOfPages()),
                                "most", Integer.toString(MOST_PAGES)));
            var words = new StringBuilder();
            for (var page = 1; page <= document.getNumberOfPages(); page++) {
                if (Thread.interrupted()) throw new IOException("out of time");
                words.append(unshaped(page(document, page))).append('\f');
                if (words.length() > MOST_CHARACTERS) throw Refused.with(422, "text.pdf-too-large");
            }
            return words.toString();
        } catch (InvalidPasswordException _) {
            throw Refused.with(422, "text.pdf-locked");
        }
    }

    private static String page(PDDocument document, int page) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.setSortByPosition(true);
        stripper.setSuppressDuplicateOverlappingText(true);
        stripper.setLineSeparator("\n");
        stripper.setPageEnd("");
        return stripper.getText(document);
    }

    private static String unshaped(String words) {
        return SHAPED.matcher(words)
                .replaceAll(
                        shaped ->
                                java.util.regex.Matcher.quoteReplacement(
                                        Normalizer.normalize(
                                                shaped.group(), Normalizer.Form.NFKC)));
    }

    /**
     * Whether the file's packed streams hold more than a text can: asked by unpacking each in
     * passing, into nothing, before the PDF reader unpacks any into memory.
     */
    private static boolean unpacksToTooMuch(byte[] file) {
        var sum = 0L;
        var streams = 0;
        var sink = new byte[64 * 1024];
        for (var at = stream(file, 0); at.isPresent(); at = stream(file, at.get())) {
            if (++streams > MOST_STREAMS) return true;
            var length = unpacked(file, at.get(), sink);
            sum += length;
            if (length > MOST_IN_ONE || sum > MOST_UNPACKED) return true;
        }
        return false;
    }

    /** Where the next stream's bytes begin. */
    private static Optional<Integer> stream(byte[] file, int from) {
        var word = new byte[] {'s', 't', 'r', 'e', 'a', 'm'};
        for (var at = from; at + word.length + 2 < file.length; at++) {
            if (!java.util.Arrays.equals(file, at, at + word.length, word, 0, word.length))
                continue;
            var begins = at + word.length;
            if (file[begins] == '\r') begins++;
            if (begins < file.length && file[begins] == '\n') begins++;
            return Optional.of(begins);
        }
        return Optional.empty();
    }

    private static long unpacked(byte[] file, int from, byte[] sink) {
        var inflater = new Inflater();
        try {
            inflater.setInput(file, from, file.length - from);
            var length = 0L;
            while (!inflater.finished() && length <= MOST_IN_ONE) {
                var more = inflater.inflate(sink);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) break;
                length += more;
            }
            return length;
        } catch (DataFormatException _) {
            return 0; // not packed this way
        } finally {
            inflater.end();
        }
    }
}

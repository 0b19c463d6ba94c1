package comity.reader;

import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Moment;
import comity.evidence.reading.Unread;
import comity.record.act.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.ocr.TesseractOCRParser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Everything for which there are parsers by others: documents, pictures, recordings. Of all that
 * they find only times, authors and hashes are kept; no text leaves the process.
 */
final class Documents {
    private static final Set<String> NO_PARSER =
            Set.of("org.apache.tika.parser.EmptyParser", "org.apache.tika.parser.ErrorParser");
    private static final List<Property> TIMES =
            List.of(TikaCoreProperties.CREATED, TikaCoreProperties.MODIFIED);

    private final AutoDetectParser parser;

    /** None that starts other programs, and none that reads letters off pictures. */
    Documents(Detector detector) {
        this.parser =
                new AutoDetectParser(
                        detector,
                        new DefaultParser(
                                MimeTypes.getDefaultMimeTypes().getMediaTypeRegistry(),
                                new ServiceLoader(Documents.class.getClassLoader()),
                                Set.of(CompositeExternalParser.class, TesseractOCRParser.class)));
    }

    Item read(String path, String name, MediaType media, Spool spool)
            throws IOException, TikaException, SAXException {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        var parts = new Parts();
        var context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, parts);
        try (var in = TikaInputStream.get(spool.file())) {
            parser.parse(in, new DefaultHandler(), metadata, context);
        }
        var found =
                new Item(
                        path,
                        kind(media),
                        media.getBaseType().toString(),
                        authors(metadata),
                        Set.of(),
                        moments(metadata),
                        spool.size(),
                        Optional.of(spool.sha256()),
                        parts.hashes,
                        List.of(),
                        Optional.empty());
        var by = metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY);
        var last = by.length == 0 ? "" : by[by.length - 1];
        return last.isEmpty() || NO_PARSER.contains(last)
                ? found.because(Unread.UNKNOWN_FORM)
                : found;
    }

    private static Kind kind(MediaType media) {
        return switch (media.getType()) {
            case "image" -> Kind.IMAGE;
            case "audio", "video" -> Kind.RECORDING;
            default -> Kind.DOCUMENT;
        };
    }

    /** What is packed into a document is hashed, and not read: the document says when it was. */
    private static final class Parts implements EmbeddedDocumentExtractor {
        private static final int MOST = 10_000;
        private final Set<Digest> hashes = new TreeSet<>();

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true;
        }

        @Override
        public void parseEmbedded(
                InputStream in, ContentHandler handler, Metadata metadata, boolean html)
                throws IOException {
            if (hashes.size() >= MOST) throw new Allowance.Exceeded(Unread.TOO_MANY);
            var hash = Spool.hash();
            // The parser goes on with its stream: it is read to its end and not closed.
            new DigestInputStream(in, hash).transferTo(java.io.OutputStream.nullOutputStream());
            hashes.add(Spool.digest(hash));
        }
    }

    private static Set<String> authors(Metadata metadata) {
        var authors = new TreeSet<String>();
        for (var name :
                List.of(
                        "Message-From",
                        "Message-To",
                        "Message-Cc",
                        "Message-Bcc",
                        "Message:From-Email",
                        "dc:creator",
                        "meta:last-author")) {
            for (var said : metadata.getValues(name)) {
                for (var word : said.split("[\\s<>,;]+"))
                    if (word.matches("[^@\\s]{1,64}@[^@\\s]{1,255}"))
                        authors.add(Names.shown(word.toLowerCase(Locale.ROOT)));
            }
        }
        return authors;
    }

    private static List<Moment> moments(Metadata metadata) {
        var moments = new ArrayList<Moment>();
        for (var property : TIMES) {
            for (var said : metadata.getValues(property)) moment(said).ifPresent(moments::add);
        }
        taken(metadata).ifPresent(moments::add);
        return moments.stream().distinct().toList();
    }

    /** When a picture was taken, by its own clock, which has a zone only where it says so. */
    private static Optional<Moment> taken(Metadata metadata) {
        var said = metadata.get(TIFF.ORIGINAL_DATE);
        if (said == null) return Optional.empty();
        var zone = metadata.get("Exif SubIFD:Time Zone Original");
        if (zone != null && zone.matches("[+-][0-9]{2}:[0-9]{2}") && !hasZone(said))
            return moment(said + zone);
        return moment(said);
    }

    private static boolean hasZone(String said) {
        return said.endsWith("Z")
                || said.matches(".*[+-][0-9]{2}:?[0-9]{2}$") && said.length() > 19;
    }

    /** Without a zone it is a time somewhere on the earth, and not certain. */
    private static Optional<Moment> moment(String said) {
        try {
            return hasZone(said)
                    ? Optional.of(new Moment(OffsetDateTime.parse(said).toInstant(), true))
                    : Optional.of(new Moment(Instant.parse(said + "Z"), false));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

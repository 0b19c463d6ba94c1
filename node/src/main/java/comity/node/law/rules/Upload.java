package comity.node.law.rules;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.record.act.Digest;
import comity.treaty.text.ConventionReader;
import comity.treaty.text.ConventionReader.Reading;
import comity.treaty.text.Terms;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes a file that a registrar of laws loads: a PDF or words in UTF-8. It is read whole before
 * anything is stored; what is not the Convention is refused with the reason.
 */
@Component
class Upload {
    /** The certified text in one language has about a hundred thousand words and few pictures. */
    static final int MOST_BYTES = 12 * 1024 * 1024;

    static final String PDF = "application/pdf";
    static final String PLAIN = "text/plain";
    private static final byte[] PDF_BEGINS = {'%', 'P', 'D', 'F', '-'};

    private final CertifiedTexts texts;
    private final PdfWords pdf;

    Upload(CertifiedTexts texts, PdfWords pdf) {
        this.texts = texts;
        this.pdf = pdf;
    }

    CertifiedTexts.Loaded take(String language, byte[] file, String name, Officer registrar) {
        if (!Terms.LANGUAGES.contains(language)) throw Refused.with(422, "text.language");
        if (file.length == 0) throw Refused.with(422, "text.empty");
        if (file.length > MOST_BYTES)
            throw Refused.with(
                    413,
                    "text.too-large",
                    Map.of("most", Integer.toString(MOST_BYTES / 1024 / 1024)));
        var isPdf = isPdf(file);
        var words = isPdf ? pdf.of(file) : plain(file);
        return switch (ConventionReader.read(words, language)) {
            case Reading.Read _ ->
                    texts.load(
                            language,
                            Digest.of(file),
                            isPdf ? PDF : PLAIN,
                            clean(name),
                            words,
                            registrar);
            case Reading.Refused(var reason, var articles) ->
                    throw Refused.with(
                            422,
                            switch (reason) {
                                case NO_ARTICLES -> "text.no-articles";
                                case TOO_FEW_ARTICLES -> "text.too-few-articles";
                                case ANOTHER_TEXT -> "text.another";
                            },
                            Map.of(
                                    "articles", Integer.toString(articles),
                                    "least", Integer.toString(ConventionReader.LEAST_ARTICLES)));
        };
    }

    /** Some programs put a few bytes before a PDF's first line; readers allow for it. */
    private static boolean isPdf(byte[] file) {
        for (var at = 0; at < Math.min(1_024, file.length - PDF_BEGINS.length); at++)
            if (java.util.Arrays.equals(
                    file, at, at + PDF_BEGINS.length, PDF_BEGINS, 0, PDF_BEGINS.length))
                return true;
        return false;
    }

    private static String plain(byte[] file) {
        try {
            var words =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(file))
                            .toString();
            if (words.indexOf('\0') >= 0) throw Refused.with(422, "text.not-utf8");
            return words;
        } catch (CharacterCodingException _) {
            throw Refused.with(422, "text.not-utf8");
        }
    }

    private static String clean(String name) {
        var printable = name.replaceAll("\\p{Cntrl}", "").strip();
        return printable.length() > 255 ? printable.substring(0, 255) : printable;
    }
}

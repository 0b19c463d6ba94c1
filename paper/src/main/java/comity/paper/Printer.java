package comity.paper;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Prints XHTML as PDF/A-2u, tagged for screen readers (PDF/UA). Its families are {@code Sans},
 * {@code Arabic} and {@code Han}, regular and bold; a style names them in the order of its
 * language.
 */
public final class Printer {
    private Printer() {}

    /**
     * @param html a whole document, well formed, that refers to nothing outside of itself
     * @param what is printed, for whoever reads of a failure
     */
    public static byte[] pdf(String html, String what) {
        var out = new ByteArrayOutputStream();
        // It tells the terminal of each font that it loads, whoever's terminal that is.
        XRLog.setLoggingEnabled(false);
        try {
            var builder = new PdfRendererBuilder();
            builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
            builder.usePdfUaAccessibility(true);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
            builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
            builder.defaultTextDirection(TextDirection.LTR);
            for (var weight : List.of(400, 700)) {
                font(builder, "Sans", "sans", weight);
                font(builder, "Arabic", "arabic", weight);
                font(builder, "Han", "han", weight);
            }
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("printing " + what, e);
        }
        return out.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String family, String file, int weight) {
        builder.useFont(() -> open(file, weight), family, weight, FontStyle.NORMAL, true);
    }

    private static InputStream open(String file, int weight) {
        var name = file + "-" + weight + ".ttf";
        return Objects.requireNonNull(Printer.class.getResourceAsStream(name), name);
    }
}

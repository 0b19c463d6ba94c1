package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.dossier.CasePaper;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Verification;
import comity.paper.Printer;
import comity.paper.Qr;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** The report on paper: PDF/A by another's judgement, and the same lines as on the screen. */
class PrintedReportTest {
    private static final Map<String, String> RESULTS =
            Map.of(
                    "ar", "كل الفحوص ناجحة",
                    "en", "Everything passed.",
                    "es", "Todo",
                    "fr", "Tout est vérifié.",
                    "ru", "верно",
                    "zh", "全部通过");
    @TempDir Path folder;

    private Report report(Story story) throws IOException {
        return Verification.verify(
                story.write(folder), Optional.of(story.roots()), Progress.SILENT);
    }

    /** veraPDF reads the file with a parser of its own; what it says is what an archive asks. */
    private static List<String> complaints(byte[] pdf, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (var foundry = Foundries.defaultInstance();
                var parser = foundry.createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .map(one -> one.getRuleId().getClause() + ": " + one.getMessage())
                    .distinct()
                    .toList();
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return Normalizer.normalize(
                            new PDFTextStripper().getText(document), Normalizer.Form.NFKC)
                    .replace('\u06CC', '\u064A')
                    .replace('\u06D5', '\u0647')
                    .replaceAll("\\s+", " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void is_an_archive_s_pdf_and_says_what_the_screen_says(String language) throws Exception {
        var report = report(new Story().told());
        var pdf = PrintedReport.of(report, Locale.of(language));
        keep(language, pdf);

        assertThat(complaints(pdf, PDFAFlavour.PDFA_2_U)).isEmpty();
        assertThat(complaints(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(text(pdf))
                .contains(RESULTS.get(language))
                .contains("openssl pkeyutl -verify", "RFC 8785");
    }

    /** The report that lies in the case file itself: hashes, custody, and a code for a camera. */
    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void the_paper_in_a_case_file_is_an_archive_s_pdf_too(String language) throws Exception {
        var story = new Story().told();
        var pdf =
                Printer.pdf(
                        CasePaper.document(
                                story.contents(),
                                Map.of("XA", Map.of(language, "Arcadia")),
                                Locale.of(language),
                                "https://node.example/case-page",
                                Qr.image("https://node.example/case-page")),
                        "a paper");
        keep("case-" + language, pdf);

        assertThat(complaints(pdf, PDFAFlavour.PDFA_2_U)).isEmpty();
        assertThat(complaints(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(text(pdf).replace(" ", ""))
                .contains(Digest.of(Story.TRANSMITTED).hex())
                .contains(story.act("produce").hex())
                .contains("https://node.example/case-page");
    }

    private static void keep(String language, byte[] pdf) throws IOException {
        Files.write(Path.of("target", "report-" + language + ".pdf"), pdf);
    }

    /** Each line of the report stands on the paper, failures first. */
    @Test
    void says_every_line_and_failures_first() throws Exception {
        var story = new Story().told();
        var parts = Parts.of(story.write(folder));
        parts.entries.forEach(
                (name, bytes) -> {
                    if (name.startsWith("exhibits/")) bytes[0] ^= 1;
                });
        var report =
                Verification.verify(
                        parts.write(folder), Optional.of(story.roots()), Progress.SILENT);
        var text = text(PrintedReport.of(report, Locale.ENGLISH));

        assertThat(text).contains("What failed: 1", "What holds: 39");
        assertThat(text.indexOf("The file was changed."))
                .isBetween(0, text.indexOf("What holds: 39"));
        for (var line : report.json(Locale.ENGLISH).items("lines")) {
            var sentence = ((Json.Obj) line).text("sentence").orElseThrow();
            assertThat(text).contains(sentence.substring(0, Math.min(20, sentence.length())));
        }
    }

    /** Signs that no font has a shape for, tags, and what would turn a line, stay harmless. */
    @Test
    void prints_whatever_a_case_file_says() throws Exception {
        var evil = "a\u202e\u0e01\ud83d\ude00<b>&amp;\u0000\ufffe]]>";
        var story =
                new Story()
                        .when(
                                "transmit",
                                draft ->
                                        draft.say(
                                                "exhibits",
                                                "exhibits",
                                                new Json.Arr(
                                                        List.of(
                                                                Story.derived()
                                                                        .with("name", evil)))))
                        .told();
        for (var language : List.of("en", "ar")) {
            var pdf = PrintedReport.of(report(story), Locale.of(language));

            assertThat(complaints(pdf, PDFAFlavour.PDFA_2_U)).as(language).isEmpty();
            assertThat(text(pdf)).contains("<b>&amp;");
        }
    }

    @Test
    void is_written_where_the_command_line_says() throws Exception {
        var to = folder.resolve("report.pdf");
        var out = new ByteArrayOutputStream();
        var exit =
                Verify.run(
                        List.of(
                                new Story().told().write(folder).toString(),
                                "--pdf",
                                to.toString(),
                                "--language",
                                "fr"),
                        new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(exit).as("no root keys were given").isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(complaints(Files.readAllBytes(to), PDFAFlavour.PDFA_2_U)).isEmpty();
    }
}

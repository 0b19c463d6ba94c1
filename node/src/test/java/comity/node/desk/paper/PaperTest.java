package comity.node.desk.paper;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.frame.Page;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.treaty.forms.RequestDocument;
import comity.treaty.rules.Wording;
import comity.treaty.translation.AuthenticTerms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * A request on paper says in both languages what it says, and the Convention's terms stay its own.
 */
class PaperTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats", "requests");
    private static final Locale ARABIC = Locale.of("ar");
    private static final Locale CHINESE = Locale.of("zh");

    static Stream<Locale> languages() {
        return Wording.LANGUAGES.stream();
    }

    static List<Path> examples() throws Exception {
        try (var files = Files.list(EXAMPLES)) {
            return files.sorted().toList();
        }
    }

    private static Sheet sheet(Path example, Json.Obj translation, Optional<Locale> translated)
            throws Exception {
        var request =
                RequestDocument.read(JsonReader.actObject(Files.readAllBytes(example)))
                        .document()
                        .orElseThrow();
        return new Sheet(
                request.form(),
                request.measure(),
                request.said(),
                Locale.ENGLISH,
                translated
                        .map(
                                into ->
                                        java.util.Map.of(
                                                into.getLanguage(),
                                                new Sheet.Translation(
                                                        translation, "", Optional.empty())))
                        .orElse(java.util.Map.of()),
                "019a2b7c-0000-7000-8000-000000000001",
                "9f".repeat(32),
                false,
                "");
    }

    /**
     * Arabic is printed in its joined shapes; read back, letters are letters again. A font draws
     * some letters with one shape for two code points, of which reading back gives either.
     */
    private static String text(byte[] pdf) throws Exception {
        var folder = System.getProperty("comity.papers");
        if (folder != null)
            Files.write(Files.createTempFile(Path.of(folder), "paper", ".pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(false);
            return Normalizer.normalize(stripper.getText(document), Normalizer.Form.NFKC)
                    .replace('戶', '户')
                    .replace('\u06CC', '\u064A')
                    .replace('\u06D5', '\u0647')
                    .replaceAll("\\s+", " ");
        }
    }

    @Test
    void a_request_is_printed_in_English_and_Arabic() throws Exception {
        var pdf =
                Paper.pdf(
                        sheet(
                                examples().getFirst(),
                                Json.object()
                                        .with("facts.relationship", "جاءت الطلبات من هذا الحساب."),
                                Optional.of(ARABIC)),
                        Locale.ENGLISH,
                        ARABIC);
        var text = text(pdf);
        assertThat(text)
                .contains("Request for expedited preservation")
                .contains("Computer-related fraud")
                .contains("Draft: not signed, not filed")
                .containsPattern("\\p{IsArabic}");
        assertThat(letters(text)).contains(letters("بيانات الحركة")).contains(letters("الحساب"));
        var raw = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(raw).contains("pdfaid:part").contains("pdfuaid:part").contains("/MarkInfo");
    }

    @Test
    void a_filed_act_shows_the_check_words_of_each_reader() throws Exception {
        var draft = sheet(examples().get(2), Json.EMPTY, Optional.empty());
        var filed =
                new Sheet(
                        draft.form(),
                        draft.measure(),
                        draft.said(),
                        draft.written(),
                        draft.translations(),
                        draft.docket(),
                        draft.digest(),
                        true,
                        "Central Authority of Arcadia (XA.central-authority)");
        var words = CheckWords.of(new Digest(draft.digest()));
        var text = text(Paper.pdf(filed, Locale.ENGLISH, Locale.of("ru")));
        for (var language : List.of(Locale.ENGLISH, Locale.of("ru")))
            assertThat(text).contains(words.in(language));
        assertThat(text(Paper.pdf(draft, Locale.ENGLISH, Locale.FRENCH)))
                .doesNotContain("Check words");
    }

    @Test
    void a_request_is_printed_in_French_and_Chinese() throws Exception {
        var text =
                text(
                        Paper.pdf(
                                sheet(examples().get(2), Json.EMPTY, Optional.empty()),
                                Locale.FRENCH,
                                CHINESE));
        assertThat(text)
                .contains("Demande de données relatives aux abonnés")
                .contains("订户信息")
                .contains("自由文本按原文显示");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_form_has_a_paper_with_nothing_left_out(Path example) throws Exception {
        var sheet = sheet(example, Json.EMPTY, Optional.empty());
        var html = Paper.html(sheet, Locale.ENGLISH, Locale.of("ru"));
        for (var section : sheet.said().members().values())
            for (var said : ((Json.Obj) section).members().entrySet()) {
                assertThat(html)
                        .as(said.getKey())
                        .contains(Html.text(word(Locale.ENGLISH, said.getKey())))
                        .contains(Html.text(word(Locale.of("ru"), said.getKey())));
            }
        assertThat(text(Paper.pdf(sheet, Locale.of("ru"), Locale.of("es")))).contains("1 / ");
    }

    /** By the judgement of veraPDF, which has a parser of its own; an archive asks it too. */
    @ParameterizedTest
    @MethodSource("examples")
    void each_form_is_an_archive_s_pdf_and_readable_by_a_screen_reader(Path example)
            throws Exception {
        var sheet = sheet(example, Json.EMPTY, Optional.empty());
        for (var pair : List.of(List.of("en", "ar"), List.of("zh", "ru"))) {
            var pdf = Paper.pdf(sheet, Locale.of(pair.getFirst()), Locale.of(pair.getLast()));

            assertThat(complaints(pdf, PDFAFlavour.PDFA_2_U)).as("%s", pair).isEmpty();
            assertThat(complaints(pdf, PDFAFlavour.PDFUA_1)).as("%s", pair).isEmpty();
        }
    }

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

    private static String word(Locale language, String field) {
        return new Page(language, "", "", "", List.of(), Set.of(), "", "", false).label(field);
    }

    /** A label that is a term of the Convention is the Convention's, in each language. */
    @ParameterizedTest
    @MethodSource("languages")
    void a_label_holds_its_locked_term(Locale language) {
        var page = new Page(language, "", "", "", List.of(), Set.of(), "", "", false);
        var wrong = new ArrayList<String>();
        AuthenticTerms.LOCKED.forEach(
                (label, key) -> {
                    var term = AuthenticTerms.term(key, language).orElseThrow();
                    var text = page.t(label);
                    var holds =
                            AuthenticTerms.in(text, language).stream()
                                    .anyMatch(found -> found.term().key().equals(key));
                    if (!holds) wrong.add(label + " = " + text + " lacks " + term.forms());
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_somebody_wrote_cannot_become_markup() {
        assertThat(Html.text("<script>&\u0000\"")).isEqualTo("&lt;script&gt;&amp;&quot;");
    }

    /** Letters alone, in one order: extraction gives a right-to-left line in either. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{IsArabic}]", "");
    }
}

package comity.treaty.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.treaty.text.ConventionReader.Reading;
import comity.treaty.text.ConventionReader.Reason;
import comity.treaty.text.ConventionReader.Remark;
import comity.treaty.text.ConventionReader.Trouble;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of the six languages are read into articles and paragraphs; what is none is refused. */
class ConventionReaderTest {

    static Stream<String> languages() {
        return Terms.LANGUAGES.stream().sorted();
    }

    @Nested
    class A_whole_text {
        static Stream<String> languages() {
            return ConventionReaderTest.languages();
        }

        @ParameterizedTest
        @MethodSource("languages")
        void is_read_with_every_article_and_nothing_missing(String language) {
            var read = (Reading.Read) ConventionReader.read(Synthetic.whole(language), language);
            assertThat(read.text().articles())
                    .extracting(ConventionText.Article::number)
                    .hasSize(68)
                    .isSorted();
            assertThat(read.remarks()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("languages")
        void speaks_of_what_every_citation_means(String language) {
            var read = (Reading.Read) ConventionReader.read(Synthetic.whole(language), language);
            for (var citation : Terms.citations()) {
                var article = Integer.parseInt(citation.replaceFirst("\\(.*", ""));
                var path = citation.replaceFirst("^\\d+", "");
                assertThat(Terms.compare(article, path, read.text()))
                        .as("%s in %s: %s", citation, language, read.text().at(article, path))
                        .isEqualTo(Terms.Answer.MATCHES);
            }
        }

        @ParameterizedTest
        @MethodSource("languages")
        void is_read_alike_when_pages_have_heads_and_feet(String language) {
            var plain = (Reading.Read) ConventionReader.read(Synthetic.whole(language), language);
            var paged = (Reading.Read) ConventionReader.read(paged(language), language);
            assertThat(paged.text()).isEqualTo(plain.text());
            assertThat(paged.remarks()).isEmpty();
        }
    }

    /** Every third line a new page, each with a head, a symbol and its number. */
    private static String paged(String language) {
        var pages = new StringBuilder();
        var number = 0;
        for (var article = 1; article <= 68; article++) {
            number++;
            pages.append("A/RES/79/243\n")
                    .append(Synthetic.filler(language))
                    .append(" – specimen\n\n");
            pages.append(Synthetic.article(language, article)).append("\n\n");
            pages.append("24-24486\n").append(number).append("/68\n\f");
        }
        return pages.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | Article 42
                    en | ARTICLE 42.
                    fr | Article 42
                    es | Artículo 42
                    es | ARTICULO 42
                    ru | Статья 42
                    ar | المادة 42
                    ar | المادة ٤٢
                    zh | 第四十二条
                    zh | 第 42 条
                    """)
    void a_heading_is_known_in_its_language(String language, String heading) {
        assertThat(Headings.of(heading, 0, language))
                .get()
                .extracting(Headings.Heading::number)
                .isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | Article 42 of this specimen applies.
                    en | article 42
                    ar | المادة 17 من هذا النموذج
                    zh | 第四十二条第一款所述
                    en | Article 142
                    """)
    void a_reference_is_no_heading(String language, String line) {
        assertThat(Headings.of(line, 0, language)).isEmpty();
    }

    @Test
    void a_title_on_the_headings_line_is_its_title() {
        assertThat(Headings.of("المادة 7: عنوان ما", 0, "ar"))
                .get()
                .extracting(Headings.Heading::title)
                .isEqualTo("عنوان ما");
        assertThat(Headings.of("Article premier – Objet", 0, "fr"))
                .get()
                .isEqualTo(new Headings.Heading(1, 0, "Objet"));
    }

    @Nested
    class Paragraphs {
        @Test
        void nest_numbers_letters_and_items() {
            var text =
                    """
                    Article 1
                    A title

                    1. First, of a specimen:
                    (a) one;
                    (b) another:
                    (i) small;
                    (ii) smaller;
                    and what closes the list.
                    2. (a) Marks may share a line.
                    (b) So they do.
                    """;
            var article = only(text, "en");
            assertThat(article.paragraphs())
                    .containsExactly(
                            "(1)",
                            "(1)(a)",
                            "(1)(b)",
                            "(1)(b)(i)",
                            "(1)(b)(ii)",
                            "(2)",
                            "(2)(a)",
                            "(2)(b)");
            assertThat(article.at("(1)(b)"))
                    .extracting(ConventionText.Passage::words)
                    .containsExactly("another:", "small;", "smaller; and what closes the list.");
            assertThat(article.at("(1)(a)-(b)")).hasSize(4);
        }

        @Test
        void letters_go_on_where_a_roman_numeral_looks_like_one() {
            var text = new StringBuilder("Article 1\nA title\n\n");
            for (var letter = 'a'; letter <= 'k'; letter++)
                text.append('(').append(letter).append(") words of the specimen;\n");
            assertThat(only(text.toString(), "en").paragraphs())
                    .hasSize(11)
                    .contains("(h)", "(i)", "(j)")
                    .doesNotContain("(h)(i)");
        }

        @Test
        void cyrillic_letters_are_read_by_their_place_or_by_their_look() {
            var counted = "Статья 1\nНазвание\n\nа) раз;\nб) два;\nв) три;\nг) четыре.\n";
            assertThat(only(counted, "ru").paragraphs())
                    .containsExactly("(a)", "(b)", "(c)", "(d)");
            var looked = "Статья 1\nНазвание\n\nа) раз;\nb) два;\nс) три;\nd) четыре;\nе) пять.\n";
            assertThat(only(looked, "ru").paragraphs())
                    .containsExactly("(a)", "(b)", "(c)", "(d)", "(e)");
        }

        @Test
        void arabic_letters_number_in_their_own_order_and_items_stand_in_quotes() {
            var text =
                    """
                    المادة 1: عنوان
                    ١ - أول الكلام:
                    (أ) شيء؛
                    (ب) شيء آخر:
                    ’1‘ صغير؛
                    ’2‘ أصغر؛
                    (ج) ثالث؛
                    (د) رابع؛
                    (هـ) خامس.
                    ٢ - آخر الكلام.
                    """;
            var article = only(text, "ar");
            assertThat(article.paragraphs())
                    .containsExactly(
                            "(1)",
                            "(1)(a)",
                            "(1)(b)",
                            "(1)(b)(i)",
                            "(1)(b)(ii)",
                            "(1)(c)",
                            "(1)(d)",
                            "(1)(e)",
                            "(2)");
            assertThat(article.title()).isEqualTo("عنوان");
        }

        @Test
        void chinese_counts_paragraphs_letters_and_items_each_in_its_way() {
            var text = "第一条\n标题\n一、 样本：\n（一） 其一；\n（二） 其二：\n1. 小；\n2. 更小。\n二、 样本完。\n";
            assertThat(only(text, "zh").paragraphs())
                    .containsExactly("(1)", "(1)(a)", "(1)(b)", "(1)(b)(i)", "(1)(b)(ii)", "(2)");
        }

        @Test
        void a_line_that_begins_with_a_reference_goes_on_as_text() {
            var text =
                    "Article 1\nA title\n\n1. As the specimen says in paragraph\n9. of another, and\n17. of a third.\n2. Next.\n";
            assertThat(only(text, "en").paragraphs()).containsExactly("(1)", "(2)");
        }

        @Test
        void a_jump_in_the_numbers_is_said() {
            var read = ConventionReader.parse("Article 1\nA title\n\n1. One.\n3. Three.\n", "en");
            assertThat(read.remarks()).contains(new Remark(1, "(3)", Trouble.NUMBERING_JUMPED));
        }
    }

    @Nested
    class Layout {
        @Test
        void words_divided_at_a_lines_end_are_put_together() {
            var article =
                    only(
                            "Article 1\nA title\n\n1. The speci-\nmen of non-\nStates and half-\u00ad\nway.\n",
                            "en");
            assertThat(article.at("(1)").getFirst().words())
                    .isEqualTo("The specimen of non- States and half-way.");
        }

        @Test
        void chinese_lines_are_joined_without_spaces() {
            assertThat(only("第一条\n标题\n\n一、 样本\n继续。\n", "zh").at("(1)").getFirst().words())
                    .isEqualTo("样本继续。");
        }

        @Test
        void footnotes_and_chapters_are_no_text() {
            var text =
                    "Article 1\nA title\n\n1. Words¹ of it.\n_____\n1 Specimen, Treaty Series, vol. 1.\nmore of the note\n\f"
                            + "2. More.\n\nChapter II\nOf other things\n\nArticle 2\nB title\n\n1. Else.\n";
            var read = ConventionReader.parse(text, "en");
            assertThat(read.text().article(1).orElseThrow().passages())
                    .extracting(ConventionText.Passage::words)
                    .containsExactly("Words¹ of it.", "More.");
        }

        @Test
        void a_table_of_contents_is_not_taken_for_the_text() {
            var contents = new StringBuilder();
            for (var at = 1; at <= 68; at++)
                contents.append("Article ").append(at).append(". A title\n");
            var read =
                    (Reading.Read)
                            ConventionReader.read(contents + "\n" + Synthetic.whole("en"), "en");
            assertThat(read.remarks()).isEmpty();
            assertThat(read.text().at(42, "(8)")).isNotEmpty();
        }

        @Test
        void a_stray_line_that_looks_like_a_heading_costs_no_article() {
            var stray =
                    Synthetic.whole("en")
                            .replace(
                                    Synthetic.article("en", 15),
                                    "Article 40\n" + Synthetic.article("en", 15));
            var read = (Reading.Read) ConventionReader.read(stray, "en");
            assertThat(read.text().articles()).hasSize(68);
        }
    }

    @Nested
    class What_is_not_the_Convention {
        @Test
        void is_refused_with_the_reason() {
            assertThat(ConventionReader.read("a letter to a friend", "en"))
                    .isEqualTo(new Reading.Refused(Reason.NO_ARTICLES, 0));
            assertThat(ConventionReader.read(Synthetic.articles("en", 1, 15), "en"))
                    .isEqualTo(new Reading.Refused(Reason.TOO_FEW_ARTICLES, 15));
            var other = new StringBuilder();
            for (var at = 1; at <= 68; at++)
                other.append("Article ").append(at).append("\nFish\n\n1. Cod.\n2. Herring.\n\n");
            assertThat(ConventionReader.read(other.toString(), "en"))
                    .isEqualTo(new Reading.Refused(Reason.ANOTHER_TEXT, 68));
        }

        @Test
        void and_so_is_another_language_than_was_named() {
            assertThat(ConventionReader.read(Synthetic.whole("ru"), "en"))
                    .isEqualTo(new Reading.Refused(Reason.NO_ARTICLES, 0));
            assertThat(ConventionReader.read(Synthetic.whole("en"), "fr"))
                    .isInstanceOf(Reading.Refused.class);
            assertThatThrownBy(() -> ConventionReader.read("", "de"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Property(tries = 300)
        void nothing_makes_it_fail(@ForAll @StringLength(max = 400) String anything) {
            for (var language : List.of("en", "ar", "zh", "ru"))
                assertThat(ConventionReader.read(anything, language)).isNotNull();
            ConventionReader.parse("Article 1\n" + anything, "en");
            ConventionReader.parse("第一条\n一、" + anything, "zh");
        }
    }

    @Nested
    class Answers {
        @Test
        void a_paragraph_that_is_not_there_or_speaks_of_something_else_differs() {
            var whole = Synthetic.whole("en");
            var text = ((Reading.Read) ConventionReader.read(whole, "en")).text();
            assertThat(Terms.compare(42, "(12)", text)).isEqualTo(Terms.Answer.DIFFERS);
            assertThat(Terms.compare(42, "(7)", text)).isEqualTo(Terms.Answer.CANNOT_BE_TOLD);
            var moved =
                    ((Reading.Read)
                                    ConventionReader.read(
                                            whole.replace("sixty days", "ever"), "en"))
                            .text();
            assertThat(Terms.compare(42, "(8)", moved)).isEqualTo(Terms.Answer.DIFFERS);
            var half =
                    ((Reading.Read) ConventionReader.read(whole.replace("preserv", "keep"), "en"))
                            .text();
            assertThat(Terms.compare(42, "(8)", half)).isEqualTo(Terms.Answer.CANNOT_BE_TOLD);
        }

        @Test
        void words_are_known_in_all_six_languages() {
            for (var citation : Terms.citations()) {
                var article = Integer.parseInt(citation.replaceFirst("\\(.*", ""));
                for (var language : Terms.LANGUAGES)
                    assertThat(Terms.wanted(article, citation.replaceFirst("^\\d+", ""), language))
                            .as("%s in %s", citation, language)
                            .isPresent();
            }
        }
    }

    private static ConventionText.Article only(String text, String language) {
        return ConventionReader.parse(text, language).text().article(1).orElseThrow();
    }
}

package comity.node.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Phase;
import comity.treaty.docket.Type;
import comity.treaty.register.Article;
import comity.treaty.register.Column;
import comity.treaty.register.Confidence;
import comity.treaty.register.DualCriminality;
import comity.treaty.register.Element;
import comity.treaty.register.Problem;
import comity.treaty.register.Relation;
import comity.treaty.register.Verb;
import comity.treaty.rules.Wording;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages' words: all there, in all six languages, and none left in English. */
class PageWordsTest {
    private static final Pattern USED = Pattern.compile("page\\.t\\(\"([^\"]+)\"[,)]");

    /** Words that are written alike in English and in the other language. */
    private static final Set<String> ALIKE =
            Set.of(
                    "Phase",
                    "Article {0}",
                    "Non-discrimination",
                    "Arcadia",
                    "Borduria",
                    "Asia",
                    "Europe",
                    "Source",
                    "No",
                    "no",
                    "Article");

    private static final Map<String, String> SCRIPTS =
            Map.of("ar", "\\p{IsArabic}", "zh", "\\p{IsHan}", "ru", "\\p{IsCyrillic}");

    static Stream<Locale> languages() {
        return Wording.LANGUAGES.stream();
    }

    /** The words of all bundles together: the pages' own, and each room's. */
    private static Map<String, String> words(Locale language) {
        var words = new TreeMap<String, String>();
        Stream.concat(Stream.of("pages"), Page.ROOMS.stream())
                .forEach(
                        room -> {
                            var bundle = bundle("messages." + room, language);
                            for (var key : bundle.keySet()) {
                                assertThat(Page.bundle(key))
                                        .as(key + " in messages." + room)
                                        .isEqualTo("messages." + room);
                                words.put(key, bundle.getString(key));
                            }
                        });
        return words;
    }

    private static ResourceBundle bundle(String name, Locale language) {
        return ResourceBundle.getBundle(
                name,
                language,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void says_the_same_things_as_English(Locale language) {
        assertThat(words(language).keySet()).isEqualTo(words(Locale.ENGLISH).keySet());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void leaves_nothing_in_English(Locale language) {
        var english = words(Locale.ENGLISH);
        var words = words(language);
        for (var key : words.keySet()) {
            var text = Objects.requireNonNull(words.get(key));
            var script = SCRIPTS.get(language.getLanguage());
            if (script != null) assertThat(text).as(key).containsPattern(script);
            else if (!language.equals(Locale.ENGLISH) && !ALIKE.contains(text))
                assertThat(text).as(key).isNotEqualTo(english.get(key));
        }
    }

    private static final Pattern COUNTING = Pattern.compile("\\{\\d+, plural, ");
    private static final Pattern FORM = Pattern.compile("(\\w+) \\{([^}]*)}");

    private static final Pattern COUNTED = Pattern.compile("\\{\\d+} [a-z]+s\\b");

    /** Where the number before the noun is never one: lengths, hours, and a small chance. */
    private static final Set<String> NEVER_ONE =
            Set.of(
                    "alerts.chance",
                    "complaint.wrong.account-long",
                    "complaint.wrong.accounts-many",
                    "complaint.wrong.files-many",
                    "complaint.wrong.line-long",
                    "complaint.wrong.text-long",
                    "weekly.address.hint",
                    "weekly.asked.hours",
                    "weekly.know.forgotten");

    /** Verbs after a State's name, and what is no number. */
    private static final Pattern NO_NOUN =
            Pattern.compile(
                    "\\{\\d+} (is|has|says|holds|was|differs|certifies|classifies|runs|as)\\b");

    @ParameterizedTest
    @MethodSource("languages")
    void has_every_plural_form_that_the_language_has(Locale language) {
        var forms = PluralRules.forLocale(language).getKeywords();
        words(language)
                .forEach(
                        (key, text) -> {
                            if (!COUNTING.matcher(text).find()) return;
                            var found =
                                    FORM.matcher(text)
                                            .results()
                                            .map(form -> form.group(1))
                                            .collect(Collectors.toSet());
                            assertThat(found).as(key).isEqualTo(forms);
                        });
    }

    @Test
    void counts_nothing_without_its_plural() {
        words(Locale.ENGLISH)
                .forEach(
                        (key, text) -> {
                            if (!NEVER_ONE.contains(key))
                                assertThat(NO_NOUN.matcher(text).replaceAll(""))
                                        .as(key)
                                        .doesNotContainPattern(COUNTED);
                        });
    }

    /** Chinese nouns have one form; what counts in English counts in each other language. */
    @ParameterizedTest
    @MethodSource("languages")
    void a_number_that_changes_a_word_changes_it_in_every_language(Locale language) {
        var words = words(language);
        words(Locale.ENGLISH)
                .forEach(
                        (key, text) -> {
                            var said = Objects.requireNonNull(words.get(key));
                            if (COUNTING.matcher(text).find()
                                    && !language.getLanguage().equals("zh"))
                                assertThat(said).as(key).containsPattern(COUNTING);
                        });
    }

    @Test
    void a_day_is_one_and_days_are_several() {
        assertThat(left("en", 1)).isEqualTo("1 day left");
        assertThat(left("en", 34)).isEqualTo("34 days left");
        assertThat(left("fr", 1)).isEqualTo("1 jour restant");
        assertThat(left("ru", 1)).isEqualTo("остался 1 день");
        assertThat(left("ru", 3)).isEqualTo("осталось 3 дня");
        assertThat(left("ru", 12)).isEqualTo("осталось 12 дней");
        assertThat(left("ru", 21)).isEqualTo("остался 21 день");
        assertThat(left("ar", 2)).isEqualTo("بقي يومان");
        assertThat(left("ar", 3)).isEqualTo("بقيت 3 أيام");
        assertThat(left("ar", 34)).isEqualTo("بقي 34 يومًا");
        assertThat(left("zh", 34)).isEqualTo("还剩34天");
    }

    private static String left(String language, int days) {
        var locale = Locale.of(language);
        return Languages.filled(
                Objects.requireNonNull(words(locale).get("work.days.left")), locale, days);
    }

    @Test
    void has_every_word_that_a_template_uses() throws IOException {
        var used = new TreeSet<String>();
        try (var templates = Files.walk(Path.of("src/main/jte"))) {
            for (var template : templates.filter(Files::isRegularFile).toList()) {
                var found = USED.matcher(Files.readString(template));
                while (found.find()) used.add(found.group(1));
            }
        }
        assertThat(used).isNotEmpty();
        assertThat(words(Locale.ENGLISH).keySet()).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void has_a_word_for_everything_that_the_treaty_names(Locale language) {
        var named = new TreeSet<String>();
        for (var type : Type.values()) {
            named.add("type." + type.word());
            for (var field : Cooperation.fields(type)) {
                named.add(label(field.name()));
                for (var choice : field.choices()) named.add(word(choice));
            }
        }
        for (var phase : Phase.values()) named.add("phase." + phase);
        for (var office : Office.values()) named.add("office." + office);
        for (var word : Truth.values()) named.add("word." + word);
        for (var word : Measure.values()) named.add("word." + word);
        for (var word : DataCategory.values()) named.add("word." + word);
        for (var word : Conduct.values()) named.add("word." + word);
        for (var word : Ground.values()) named.add("word." + word);
        var known = new TreeSet<>(words(language).keySet());
        // The catalogue's sentences have a test of their own; here they only have to be there.
        known.addAll(bundle("comity.treaty.facts.facts", Locale.ENGLISH).keySet());
        assertThat(known).containsAll(named);
    }

    /** A field named as a fact is asked in the catalogue's own sentence. */
    private static String label(String name) {
        return name.contains(".") ? name : "field." + name;
    }

    /** A choice that is a fact, where assessments are contested, is called by its sentence. */
    private static String word(String choice) {
        return choice.contains(".") ? choice : "word." + choice;
    }

    @Test
    void has_a_word_for_everything_that_the_register_names() {
        var named = new TreeSet<String>();
        for (var verb : Verb.values()) named.add("register.verb." + verb);
        for (var element : Element.values()) named.add("register.element." + element);
        for (var column : Column.values()) named.add("register.field." + column.word());
        for (var one : Confidence.values()) named.add("register.confidence." + one);
        for (var reason : DualCriminality.Reason.values()) named.add("register.reason." + reason);
        for (var article : Article.values()) named.add("register.offence." + article.number());
        for (var relation : Relation.values()) {
            named.add("register.relation." + relation);
            named.add("register.legend." + relation);
        }
        for (var truth : Truth.values())
            for (var said : Set.of("both", "criminal", "holds", "there", "truth"))
                named.add("register." + said + "." + truth);
        assertThat(words(Locale.ENGLISH).keySet()).containsAll(named);
    }

    @Test
    void has_a_sentence_for_every_problem_of_a_provision() {
        assertThat(words(Locale.ENGLISH).keySet())
                .containsAll(
                        Problem.CODES.stream().map(code -> "register.problem." + code).toList());
    }

    /** 64 and 65(1) were read in the depositary's notices, Articles 1 to 15 in the final text. */
    private static final Pattern PARAGRAPH_FROM_MEMORY =
            Pattern.compile(
                    "(?<![\\d.])(1[6-9]|[2-5]\\d|6[0-36-8])[(\uff08](\\d{1,2}|[a-z\u0621-\u064a]{1,2})[)\uff09]");

    /** Until a lawyer has compared it with the certified text, it is its article alone. */
    @Test
    void no_sentence_gives_the_number_of_a_paragraph_from_memory() throws IOException {
        var root = Path.of(System.getProperty("comity.root", ".."));
        for (var module : Set.of("node", "treaty")) {
            try (var files = Files.walk(root.resolve(module).resolve("src/main/resources"))) {
                for (var file : files.filter(it -> it.toString().endsWith(".properties")).toList())
                    for (var line : Files.readAllLines(file))
                        assertThat(line.substring(line.indexOf('=') + 1))
                                .as("%s: %s", file.getFileName(), line)
                                .doesNotContainPattern(PARAGRAPH_FROM_MEMORY);
            }
        }
    }
}

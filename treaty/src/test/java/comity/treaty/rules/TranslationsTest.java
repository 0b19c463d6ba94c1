package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.translation.Identifiers;
import comity.treaty.translation.Original;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the case files cannot say: what a translation keeps of its original. */
class TranslationsTest {
    private static final String ACCOUNT = "k.orlov@harbourmail.example";

    @Nested
    class Identifiers_stand_letter_for_letter {
        @Test
        void accounts_numbers_hashes_days_and_references_are_found() {
            assertThat(
                            Identifiers.in(
                                    "On 2026-10-01 k.orlov@harbourmail.example wrote to @ghost from 192.0.2.7:8443 (2001:db8::1),"
                                            + " see https://pay.example/x?id=9 and s. 12(3)(a) of Act 44/2019; file_name;"
                                            + " pay-here.example; 1,500 in 3 parts, on the 4th, an 18-year-old."))
                    .containsExactly(
                            "2026-10-01",
                            ACCOUNT,
                            "@ghost",
                            "192.0.2.7:8443",
                            "2001:db8::1",
                            "https://pay.example/x?id=9",
                            "12(3)(a)",
                            "44/2019",
                            "file_name",
                            "pay-here.example",
                            "1,500",
                            "3",
                            "4",
                            "18");
            assertThat(Identifiers.in("于2026年3月12日发送至 a.b@c.example"))
                    .containsExactly("2026", "3", "12", "a.b@c.example");
            assertThat(Identifiers.in("في 12 آذار و13 منه، المادة ٣٢٣ كتابًا14"))
                    .containsExactly("12", "13", "323", "14");
            assertThat(Identifiers.in("5-й день 2026-го года")).containsExactly("5", "2026");
            assertThat(Identifiers.in("No word of this, e.g. that one, is any.")).isEmpty();
        }

        @Test
        void a_text_of_any_length_and_shape_is_read_in_one_pass() {
            assertThat(Identifiers.in("a" + ".".repeat(200_000))).isEmpty();
            assertThat(Identifiers.in("a-".repeat(100_000))).isEmpty();
            assertThat(Identifiers.in("1-aaa".repeat(40_000))).hasSize(1);
            assertThat(Identifiers.in("1(a)".repeat(50_000))).hasSize(1);
        }

        @Test
        void a_text_of_identifiers_alone_asks_for_no_translation() {
            assertThat(Identifiers.hasWords("2026/4711, k.orlov@harbourmail.example")).isFalse();
            assertThat(Identifiers.hasWords("Case 2026/4711")).isTrue();
            assertThat(Identifiers.hasWords("案件2026/4711")).isTrue();
        }

        @Test
        void no_twin_passes_for_the_account_that_was_named() {
            var original = "The account " + ACCOUNT + " and no other.";
            for (var twin :
                    List.of(
                            // Cyrillic о for Latin o.
                            ACCOUNT.replace('o', 'о'),
                            // Right to left override, and what is not seen at all.
                            "k.\u202Eorlov\u202C@harbourmail.example",
                            "k.or\u200Blov@harbourmail.example",
                            "k.orlov@harbourmail.example.net",
                            "xk.orlov@harbourmail.example",
                            "K.Orlov@harbourmail.example"))
                assertThat(Identifiers.missing(original, List.of(), "Le compte " + twin + "."))
                        .as(twin)
                        .containsExactly(ACCOUNT);
            assertThat(Identifiers.missing("café_1", List.of(), "cafe\u0301_1"))
                    .as("composed and decomposed")
                    .containsExactly("café_1");
            assertThat(Identifiers.missing(original, List.of(), "حساب " + ACCOUNT + "، لا غير"))
                    .isEmpty();
        }

        @Test
        void accounts_that_the_act_lists_count_even_if_they_look_like_words() {
            assertThat(
                            Identifiers.missing(
                                    "The user ghost wrote.", Set.of("ghost"), "L’usager a écrit."))
                    .containsExactly("ghost");
        }

        /**
         * Random texts of words and identifiers; one identifier is dropped from the translation.
         */
        @Test
        void a_translation_that_lacks_one_is_never_filed() {
            var chance = new Random(20261127);
            var docket = Proceeding.upTo(Type.ACKNOWLEDGE).docket();
            for (var round = 0; round < 300; round++) {
                var kept = new LinkedHashSet<String>();
                while (kept.size() < 2 + chance.nextInt(4)) kept.add(identifier(chance));
                var asked = asked("What of " + String.join(" and of ", kept) + " is held?", docket);
                var with = docket.with(asked);
                var whole = "Que détient-on de " + String.join(" et de ", kept) + " ?";
                assertThat(rules(with, translation(with, asked, "question", whole)))
                        .as(whole)
                        .doesNotContain("W-108");
                var dropped = List.copyOf(kept).get(chance.nextInt(kept.size()));
                var rest = new LinkedHashSet<>(kept);
                rest.remove(dropped);
                var lacking = "Que détient-on de " + String.join(" et de ", rest) + " ?";
                assertThat(rules(with, translation(with, asked, "question", lacking)))
                        .as("%s without %s", whole, dropped)
                        .contains("W-108");
                var ruling = ruling(with, translation(with, asked, "question", lacking));
                assertThat(ruling).isInstanceOf(Ruling.Denied.class);
            }
        }

        private static String identifier(Random chance) {
            var number = 10 + chance.nextInt(90_000);
            return switch (chance.nextInt(8)) {
                case 0 -> "user" + number + "@mail.example";
                case 1 -> Integer.toString(number);
                case 2 -> "2026-0" + (1 + chance.nextInt(9)) + "-1" + chance.nextInt(10);
                case 3 -> Digest.of(new byte[] {(byte) number}).hex();
                case 4 -> number + "(" + (1 + chance.nextInt(9)) + ")";
                case 5 -> "198.51.100." + chance.nextInt(255);
                case 6 -> "@user_" + (char) ('a' + chance.nextInt(26)) + number;
                default -> "https://h" + number + ".example/p?q=" + number;
            };
        }
    }

    @Nested
    class Terms_of_the_Convention {
        @Test
        void are_used_or_the_translator_says_why_not() {
            var docket = Proceeding.upTo(Type.ACKNOWLEDGE).docket();
            var asked = asked("Is any traffic data held?", docket);
            var with = docket.with(asked);
            var free = translation(with, asked, "question", "Garde-t-on des connexions ?");
            assertThat(rules(with, free)).containsExactly("W-109");
            assertThat(
                            rules(
                                    with,
                                    translation(
                                            with,
                                            asked,
                                            "question",
                                            "Détient-on des données relatives au trafic ?")))
                    .isEmpty();
            var why =
                    Json.object()
                            .with(
                                    "overruled",
                                    Json.object()
                                            .with("question/traffic-data", "Colloquial, quoted."));
            assertThat(
                            rules(
                                    with,
                                    translation(
                                            with,
                                            asked,
                                            "question",
                                            "Garde-t-on des connexions ?",
                                            why)))
                    .isEmpty();
        }

        @Test
        void are_none_in_a_language_in_which_it_is_not_authentic() {
            assertThat(Original.locked("Verkehrsdaten, traffic data", "de", "", "fr")).isEmpty();
            assertThat(Original.locked("traffic data", "en", "", "de")).isEmpty();
        }
    }

    @Test
    void the_last_one_into_each_language_stands_and_the_replaced_one_stays_on_the_docket() {
        var docket =
                Proceeding.upTo(Type.ACKNOWLEDGE)
                        .permits(Officer.TANAKA, Type.TRANSLATE)
                        .permits(Officer.TANAKA, Type.TRANSLATE, "translatedInto=ar")
                        .permits(Officer.TANAKA, Type.TRANSLATE, "replaces=" + latest("fr"))
                        .docket();
        var request = docket.request().orElseThrow().digest();
        assertThat(docket.all(Act.Translate.class)).hasSize(3);
        assertThat(Translations.of(docket, request))
                .extracting(entry -> ((Act.Translate) entry.act()).into())
                .containsExactly("ar", "fr");
    }

    @Test
    void what_the_original_does_not_say_is_not_said_in_its_translation() {
        var docket = Proceeding.upTo(Type.ACKNOWLEDGE).docket();
        var asked = asked("Is anything held?", docket);
        var with = docket.with(asked);
        assertThat(rules(with, translation(with, asked, "summary", "Tout est avoué.")))
                .containsExactly("W-107");
    }

    private static String latest(String into) {
        var before =
                Proceeding.upTo(Type.ACKNOWLEDGE)
                        .permits(Officer.TANAKA, Type.TRANSLATE, "translatedInto=" + into)
                        .docket();
        return before.latest(Act.Translate.class).orElseThrow().digest().hex();
    }

    @Test
    void what_a_reader_does_not_hold_is_unknown_and_not_missing() {
        var docket = Proceeding.upTo(Type.ACKNOWLEDGE).docket();
        var asked = asked("What of 4711 is held?", docket);
        var with = docket.with(asked);
        var act = translation(with, asked, "question", "Que détient-on de 4711 ?");
        var sections = new TreeMap<>(act.sections());
        sections.remove("facts");
        var withheld = new Envelope(act.header(), sections, "", act.personal(), act.receipts());
        assertThat(ruling(with, withheld).all())
                .filteredOn(finding -> finding.rule().equals("W-107"))
                .extracting(finding -> finding.truth().name())
                .containsExactly("UNKNOWN");
    }

    private static Envelope asked(String question, Docket docket) {
        return World.act(Officer.KATZ, Type.ASK_INFORMATION, docket, Map.of("question", question));
    }

    private static Envelope translation(
            Docket docket, Envelope original, String field, String words) {
        return translation(docket, original, field, words, Json.EMPTY);
    }

    private static Envelope translation(
            Docket docket, Envelope original, String field, String words, Json.Obj also) {
        var content = new TreeMap<String, Json.Obj>();
        for (var section : Cooperation.TRANSLATABLE) content.put(section, Json.EMPTY);
        content.put(
                "terms",
                Json.object()
                        .with("translates", original.digest().hex())
                        .with("writtenIn", "en")
                        .with("translatedInto", "fr")
                        .with("accurate", "TRUE")
                        .with("machine", "FALSE"));
        var said = new java.util.LinkedHashMap<>(also.members());
        said.put("translated", Json.object().with(field, words));
        content.put("facts", new Json.Obj(said));
        return World.act(
                Officer.NOVA,
                Type.TRANSLATE,
                new TreeSet<>(docket.causality().heads()),
                content,
                Instant.parse("2026-11-24T12:00:00Z"));
    }

    private static Ruling ruling(Docket docket, Envelope act) {
        return Rulebook.current()
                .ruling(
                        docket,
                        Cooperation.read(act),
                        act.header().author(),
                        World.PROFILES,
                        LocalDate.of(2026, 11, 24));
    }

    private static List<String> rules(Docket docket, Envelope act) {
        return ruling(docket, act).all().stream().map(Finding::rule).distinct().toList();
    }
}

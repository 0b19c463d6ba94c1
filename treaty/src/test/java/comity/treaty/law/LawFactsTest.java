package comity.treaty.law;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Truth;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LawFactsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static Json.Obj json(String text) {
        try {
            return JsonReader.actObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What follows for {@code facts} if Borduria publishes this beside what it must say. */
    private static Facts told(Facts.Builder facts, String members) {
        return told(facts, members, "{}");
    }

    private static Facts told(Facts.Builder facts, String borduria, String arcadia) {
        return LawFacts.with(
                facts.build(),
                "XA",
                "XB",
                new Profiles(Map.of("XA", profile("XA", arcadia), "XB", profile("XB", borduria))),
                DAY);
    }

    private static Profile profile(String state, String members) {
        return new Profile(state, json(members).with("format", ProfileTerms.FORMAT));
    }

    private static Facts.Builder asks(String measure) {
        return Facts.builder().with(Fact.MEASURE, measure);
    }

    @Test
    void what_no_profile_says_stays_unsaid() {
        var told = told(asks("INTERCEPT").with(Fact.ARTICLE, 10).with(Fact.LANGUAGE, "fr"), "{}");
        for (var fact :
                Set.of(
                        Fact.LANGUAGE_ACCEPTED,
                        Fact.MOST_AUTHORISED_DAYS,
                        Fact.IN_CATALOGUE,
                        Fact.ELEMENT_REQUIRED,
                        Fact.CHILD_EXCLUSION,
                        Fact.LIMITED_14_3,
                        Fact.HARM_REQUIRED,
                        Fact.RESERVATION_23_3,
                        Fact.RESERVATION_42_5,
                        Fact.ABOLITIONIST,
                        Fact.STRICTER,
                        Fact.REMEDY,
                        Fact.DOMESTIC_MEASURE,
                        Fact.TRANSFER_BASIS,
                        Fact.IN_FORCE,
                        Fact.OTHER_TREATY)) assertThat(told.value(fact)).as(fact.path()).isEmpty();
    }

    @Test
    void without_profiles_nothing_is_added() {
        var stated = asks("PRESERVE").build();
        assertThat(LawFacts.with(stated, "XA", "XB", Profiles.NONE, DAY).stated())
                .isEqualTo(stated.stated());
    }

    @Test
    void the_firstform_of_the_first_release_says_its_five() {
        var first =
                new Profile(
                        "XB",
                        json(
                                "{'centralAuthority':'XB.central-authority','languages':['en'],'mostAccounts':5,'mostDays':31,'bothThresholds':true}"));
        var told =
                LawFacts.with(
                        asks("PRESERVE").with(Fact.LANGUAGE, "en").build(),
                        "XA",
                        "XB",
                        new Profiles(Map.of("XB", first)),
                        DAY);
        assertThat(told.value(Fact.MOST_ACCOUNTS)).contains(5L);
        assertThat(told.value(Fact.MOST_DAYS)).contains(31L);
        assertThat(told.is(Fact.BOTH_THRESHOLDS)).isEqualTo(Truth.TRUE);
        assertThat(told.is(Fact.LANGUAGE_ACCEPTED)).isEqualTo(Truth.TRUE);
    }

    @Nested
    class A_statement {
        @Test
        void does_not_loosen_what_is_published() {
            var told =
                    told(
                            asks("INTERCEPT")
                                    .with(Fact.LANGUAGE, "ru")
                                    .with(Fact.LANGUAGE_ACCEPTED, true)
                                    .with(Fact.MOST_ACCOUNTS, 1_000)
                                    .with(Fact.ABOLITIONIST, false),
                            "{'languages':['en'],'caps':{'accounts':3},'deathPenalty':{'barsHelp':true}}");
            assertThat(told.is(Fact.LANGUAGE_ACCEPTED)).isEqualTo(Truth.FALSE);
            assertThat(told.value(Fact.MOST_ACCOUNTS)).contains(3L);
            assertThat(told.is(Fact.ABOLITIONIST)).isEqualTo(Truth.TRUE);
        }

        @Test
        void may_be_stricter_than_what_is_published() {
            var told =
                    told(
                            asks("INTERCEPT")
                                    .with(Fact.LANGUAGE, "en")
                                    .with(Fact.LANGUAGE_ACCEPTED, false)
                                    .with(Fact.MOST_ACCOUNTS, 1),
                            "{'languages':['en'],'caps':{'accounts':3}}");
            assertThat(told.is(Fact.LANGUAGE_ACCEPTED)).isEqualTo(Truth.FALSE);
            assertThat(told.value(Fact.MOST_ACCOUNTS)).contains(1L);
        }

        @Test
        void of_a_treaty_stands() {
            var told =
                    told(
                            asks("PRESERVE").with(Fact.IN_FORCE, false),
                            "{'treaties':[{'instrument':'UNCC','with':'XA','inForce':true,'from':'2026-01-01','asOf':'2026-11-01','source':'depositary'}]}");
            assertThat(told.is(Fact.IN_FORCE)).isEqualTo(Truth.FALSE);
        }
    }

    @Nested
    class Article30_interception {
        private static final String CATALOGUE =
                "{'interception':{'minimumMonths':96,'offences':[{'provision':'s. 5','article':14,'months':60}]}}";

        @Test
        void is_open_for_a_listed_offence() {
            assertThat(
                            told(asks("INTERCEPT").with(Fact.ARTICLE, 14), CATALOGUE)
                                    .is(Fact.IN_CATALOGUE))
                    .isEqualTo(Truth.TRUE);
        }

        @Test
        void is_open_at_96_months_and_closed_at_95() {
            assertThat(
                            told(asks("INTERCEPT").with(Fact.MONTHS_REQUESTED, 96), CATALOGUE)
                                    .is(Fact.IN_CATALOGUE))
                    .isEqualTo(Truth.TRUE);
            assertThat(
                            told(asks("INTERCEPT").with(Fact.MONTHS_REQUESTED, 95), CATALOGUE)
                                    .is(Fact.IN_CATALOGUE))
                    .isEqualTo(Truth.FALSE);
        }

        @Test
        void is_not_told_while_the_penalty_is_unknown() {
            assertThat(told(asks("INTERCEPT"), CATALOGUE).isUnknown(Fact.IN_CATALOGUE)).isTrue();
        }

        @Test
        void is_for_a_person_to_find_where_an_offence_of_no_article_is_listed() {
            var listed =
                    "{'interception':{'offences':[{'provision':'s. 9, espionage','months':120}]}}";
            assertThat(
                            told(asks("INTERCEPT").with(Fact.MONTHS_REQUESTED, 120), listed)
                                    .isUnknown(Fact.IN_CATALOGUE))
                    .isTrue();
            assertThat(
                            told(asks("INTERCEPT").with(Fact.IN_CATALOGUE, true), listed)
                                    .is(Fact.IN_CATALOGUE))
                    .as("found and stated")
                    .isEqualTo(Truth.TRUE);
        }
    }

    @Nested
    class Optional_elements {
        @Test
        void speak_to_their_own_article() {
            var elements = "{'elements':['A7_2_SECURITY_MEASURE','A16_5_INTENT_TO_HARM']}";
            var seven = told(asks("PRODUCE_CONTENT").with(Fact.ARTICLE, 7), elements);
            assertThat(seven.is(Fact.ELEMENT_REQUIRED)).isEqualTo(Truth.TRUE);
            assertThat(seven.is(Fact.HARM_REQUIRED)).isEqualTo(Truth.FALSE);
            var eight = told(asks("PRODUCE_CONTENT").with(Fact.ARTICLE, 8), elements);
            assertThat(eight.is(Fact.ELEMENT_REQUIRED)).isEqualTo(Truth.FALSE);
            var sixteen = told(asks("PRODUCE_CONTENT").with(Fact.ARTICLE, 16), elements);
            assertThat(sixteen.is(Fact.HARM_REQUIRED)).isEqualTo(Truth.TRUE);
        }

        @Test
        void leave_out_children_and_what_is_only_imagined() {
            var elements = "{'elements':['A14_3_EXISTING_PERSON','A15_4_CONDUCT_BY_CHILDREN']}";
            var fourteen = told(asks("PRODUCE_CONTENT").with(Fact.ARTICLE, 14), elements);
            assertThat(fourteen.is(Fact.LIMITED_14_3)).isEqualTo(Truth.TRUE);
            assertThat(fourteen.is(Fact.CHILD_EXCLUSION)).isEqualTo(Truth.FALSE);
            var fifteen = told(asks("PRODUCE_CONTENT").with(Fact.ARTICLE, 15), elements);
            assertThat(fifteen.is(Fact.CHILD_EXCLUSION)).isEqualTo(Truth.TRUE);
            assertThat(fifteen.is(Fact.LIMITED_14_3)).isEqualTo(Truth.FALSE);
        }
    }

    @Nested
    class Thresholds {
        @Test
        void a_higher_one_of_the_requested_State_counts_and_no_statement_lowers_it() {
            var five = "{'thresholds':{'months':60}}";
            var request = asks("PRODUCE_TRAFFIC").with(Fact.MONTHS_REQUESTING, 59);
            assertThat(told(request, five).value(Fact.SERIOUS_MONTHS)).contains(60L);
            assertThat(told(request, five).is(Fact.STRICTER)).isEqualTo(Truth.TRUE);
            assertThat(told(request.with(Fact.SERIOUS_MONTHS, 48), five).value(Fact.SERIOUS_MONTHS))
                    .contains(60L);
            assertThat(told(request, five).fallsShort(Fact.MONTHS_REQUESTING, Fact.SERIOUS_MONTHS))
                    .isEqualTo(Truth.TRUE);
        }
    }

    @Nested
    class Reservations {
        @Test
        void under_23_3_a_covers_what_it_does_not_name() {
            var reserved =
                    "{'reservations':[{'provision':'23(3)(a)','articles':[10],'minimumMonths':60,'text':'t','asOf':'2026-11-01'}]}";
            var ten = told(asks("RT_TRAFFIC").with(Fact.ARTICLE, 10), reserved);
            assertThat(ten.is(Fact.RESERVATION_23_3)).isEqualTo(Truth.FALSE);
            var light =
                    told(
                            asks("RT_TRAFFIC")
                                    .with(Fact.ARTICLE, 9)
                                    .with(Fact.MONTHS_REQUESTED, 59),
                            reserved);
            assertThat(light.is(Fact.RESERVATION_23_3)).isEqualTo(Truth.TRUE);
            var unproven = told(asks("RT_TRAFFIC").with(Fact.ARTICLE, 9), reserved);
            assertThat(unproven.isUnknown(Fact.RESERVATION_23_3)).isTrue();
            var stored = told(asks("PRODUCE_TRAFFIC").with(Fact.ARTICLE, 9), reserved);
            assertThat(stored.is(Fact.RESERVATION_23_3)).isEqualTo(Truth.FALSE);
        }

        @Test
        void under_23_3_b_is_for_a_person_to_find() {
            var reserved =
                    "{'reservations':[{'provision':'23(3)(b)','text':'t','asOf':'2026-11-01'}]}";
            assertThat(told(asks("INTERCEPT"), reserved).isUnknown(Fact.RESERVATION_23_3)).isTrue();
            assertThat(told(asks("PRESERVE"), reserved).is(Fact.RESERVATION_23_3))
                    .isEqualTo(Truth.FALSE);
        }

        @Test
        void under_42_5_is_made_or_not() {
            assertThat(
                            told(
                                            asks("PRESERVE"),
                                            "{'reservations':[{'provision':'42(5)','text':'t','asOf':'2026-11-01'}]}")
                                    .is(Fact.RESERVATION_42_5))
                    .isEqualTo(Truth.TRUE);
            assertThat(told(asks("PRESERVE"), "{'reservations':[]}").value(Fact.RESERVATION_42_5))
                    .contains(false);
        }
    }

    @Nested
    class Treaties {
        private static String row(String rest) {
            return "{'treaties':[{'instrument':'UNCC',%s,'asOf':'2026-11-01','source':'depositary'}]}"
                    .formatted(rest);
        }

        @Test
        void are_in_force_from_their_first_day_to_their_last() {
            var dated = row("'with':'XA','inForce':true,'from':'2026-11-24','until':'2026-11-24'");
            var profiles = new Profiles(Map.of("XB", profile("XB", dated)));
            assertThat(
                            Stream.of(DAY.minusDays(1), DAY, DAY.plusDays(1))
                                    .map(
                                            day ->
                                                    LawFacts.inForce(
                                                            "UNCC", "XA", "XB", profiles, day)))
                    .containsExactly(Truth.FALSE, Truth.TRUE, Truth.FALSE);
        }

        @Test
        void that_were_not_in_force_when_somebody_looked_may_be_since() {
            var told = told(asks("PRESERVE"), row("'with':'XA','inForce':false"));
            assertThat(told.value(Fact.IN_FORCE)).isEmpty();
        }

        @Test
        void that_one_State_denies_are_unknown() {
            var told =
                    told(
                            asks("PRESERVE"),
                            row("'with':'XA','inForce':true,'from':'2026-01-01'"),
                            row("'with':'XB','inForce':true,'from':'2027-01-01'"));
            assertThat(told.value(Fact.IN_FORCE)).isEmpty();
        }

        @Test
        void with_others_say_nothing_here() {
            var told =
                    told(asks("PRESERVE"), row("'with':'XC','inForce':true,'from':'2026-01-01'"));
            assertThat(told.value(Fact.IN_FORCE)).isEmpty();
        }
    }

    @Test
    void a_measure_that_its_law_does_not_know_is_not_available() {
        var powers = "{'powers':{'unavailable':['INTERCEPT']}}";
        assertThat(told(asks("INTERCEPT"), powers).is(Fact.DOMESTIC_MEASURE))
                .isEqualTo(Truth.FALSE);
        assertThat(told(asks("RT_TRAFFIC"), powers).is(Fact.DOMESTIC_MEASURE))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void what_it_says_of_a_State_goes_before_what_it_says_of_all() {
        var transfers =
                "{'dataProtection':{'transfers':[{'to':'*','basis':'SAFEGUARDS'},{'to':'XA','basis':'NONE'}]}}";
        assertThat(told(asks("PRODUCE_CONTENT"), transfers).is(Fact.TRANSFER_BASIS))
                .isEqualTo(Truth.FALSE);
    }

    @Test
    void the_sender_is_designated_by_its_own_State() {
        var arcadia = "{'authorities':{'central':'XA.central-authority'}}";
        assertThat(
                        told(
                                        asks("PRESERVE")
                                                .with(Fact.AUTHORITY, "XA.central-authority"),
                                        "{}",
                                        arcadia)
                                .is(Fact.DESIGNATED))
                .isEqualTo(Truth.TRUE);
        assertThat(
                        told(asks("PRESERVE").with(Fact.AUTHORITY, "XA.police"), "{}", arcadia)
                                .is(Fact.DESIGNATED))
                .isEqualTo(Truth.FALSE);
        assertThat(
                        told(
                                        asks("PRESERVE")
                                                .with(Fact.AUTHORITY, "Ministry of Justice"),
                                        "{}",
                                        arcadia)
                                .value(Fact.DESIGNATED))
                .isEmpty();
    }

    @Test
    void a_language_is_accepted_in_its_regional_forms() {
        var languages = "{'languages':['en','zh-Hans']}";
        assertThat(
                        Stream.of("en", "EN-gb", "zh-Hans-CN", "zh", "eng")
                                .map(
                                        language ->
                                                told(
                                                                asks("PRESERVE")
                                                                        .with(
                                                                                Fact.LANGUAGE,
                                                                                language),
                                                                languages)
                                                        .is(Fact.LANGUAGE_ACCEPTED)))
                .containsExactly(Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.FALSE, Truth.FALSE);
    }

    @Test
    void a_State_that_asks_for_more_is_stricter_here() {
        var judge =
                "{'authorisations':[{'side':'REQUESTED','measure':'PRODUCE_SUBSCRIBER','category':'SUBSCRIBER','kinds':['JUDGE']}]}";
        var subscriber = asks("PRODUCE_SUBSCRIBER").with(Fact.CATEGORIES, Set.of("SUBSCRIBER"));
        assertThat(told(subscriber, judge).is(Fact.STRICTER)).isEqualTo(Truth.TRUE);
        assertThat(told(asks("HEARING"), judge).value(Fact.STRICTER)).isEmpty();
    }
}

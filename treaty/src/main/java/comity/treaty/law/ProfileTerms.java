package comity.treaty.law;

import static comity.treaty.law.Term.of;

import comity.treaty.facts.Fact;
import comity.treaty.law.Term.Order;
import comity.treaty.offices.Separation;
import comity.treaty.terms.Citation;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue of what a profile says. Reader, schema, form, page and comparison are all made from
 * it, so that a member added here is read, published, asked for, shown and compared.
 */
public final class ProfileTerms {
    public static final String FORMAT = "comity-profile/1";

    /** What assistance may rest on. */
    public static final List<String> INSTRUMENTS =
            List.of("UNCC", "BUDAPEST", "BUDAPEST_PROTOCOL_2", "UNTOC", "BILATERAL", "RECIPROCITY");

    /** Elements that a State requires, or conduct that it leaves out, as an article lets it. */
    public static final List<String> ELEMENTS =
            List.of(
                    "A7_2_SECURITY_MEASURE",
                    "A7_2_INTENT",
                    "A7_2_CONNECTED_SYSTEM",
                    "A8_2_INTENT",
                    "A8_2_CONNECTED_SYSTEM",
                    "A9_2_SERIOUS_HARM",
                    "A11_2_AUTHORISED_TESTING",
                    "A12_2_INTENT",
                    "A14_3_EXISTING_PERSON",
                    "A14_3_VISUAL_MATERIAL",
                    "A14_4_SELF_GENERATED",
                    "A14_4_CONSENSUAL_PRIVATE",
                    "A15_2_FURTHERING_ACT",
                    "A15_4_CONDUCT_BY_CHILDREN",
                    "A16_5_INTENT_TO_HARM",
                    "A17_SELF_LAUNDERING");

    /** Conduct that it adds, as an article lets it. */
    public static final List<String> EXTENSIONS =
            List.of(
                    "A14_2_WRITTEN_OR_AUDIO",
                    "A15_3_BELIEVED_TO_BE_A_CHILD",
                    "A16_3_UNDER_18_OF_LEGAL_AGE",
                    "A19_2_ATTEMPT",
                    "A19_3_PREPARATION");

    private static final List<String> MEASURES = Fact.MEASURE.codes();
    private static final List<String> GROUNDS = Fact.REFUSAL_GROUNDS.codes();

    /** 42(6), 43(2); and 42(5) for whom it is reserved. */
    private static final Set<String> NOT_FOR_PRESERVATION =
            Set.of(
                    "NOT_IN_CONFORMITY",
                    "CONTRARY_TO_LEGAL_SYSTEM",
                    "DUAL_CRIMINALITY",
                    "DE_MINIMIS",
                    "HUMAN_RIGHTS",
                    "DATA_PROTECTION",
                    "OUT_OF_SCOPE",
                    "FISCAL",
                    "BANK_SECRECY");

    private ProfileTerms() {}

    /** The whole document. */
    public static final Shape.Group DOCUMENT =
            new Shape.Group(
                    List.of(
                            of("format", codes(FORMAT)).always(),
                            of("state", new Shape.State()).always(),
                            of("version", number(1, 1_000_000)).always(),
                            of("asOf", new Shape.Day()).always(),
                            of("inForceFrom", new Shape.Day()).always(),
                            of("source", text(2_000)),
                            group(
                                            "authorities",
                                            of("central", new Shape.Authority()).always(),
                                            of("contact24", new Shape.Authority()),
                                            of("telephone", text(100)),
                                            of("mail", text(200)),
                                            of("essentialInterests", new Shape.Authority()))
                                    .always(),
                            of("languages", new Shape.Several(new Shape.Language()))
                                    .always()
                                    .stricter(Order.FEWER),
                            group(
                                    "thresholds",
                                    of("months", months())
                                            .stricter(Order.MORE)
                                            .atLeast(48, Citation.seen(2, "(h)")),
                                    of("bothThresholds", new Shape.Truth()).stricter(Order.TRUE),
                                    of("dualCriminality", several(MEASURES))
                                            .stricter(Order.ADDED)
                                            .never(
                                                    Set.of("PRESERVE", "TRAFFIC_DISCLOSE"),
                                                    Citation.high(42, "(4)"))),
                            group(
                                    "caps",
                                    of("accounts", number(1, 10_000)).stricter(Order.LESS),
                                    of("days", number(1, 3_660)).stricter(Order.LESS),
                                    of("authorisedDays", number(1, 3_660)).stricter(Order.LESS),
                                    of("reminders", number(1, 100)).stricter(Order.NONE)),
                            rows(
                                            "authorisations",
                                            List.of("side", "measure", "category"),
                                            of("side", codes("REQUESTING", "REQUESTED")).always(),
                                            of("measure", new Shape.Code(MEASURES)).always(),
                                            of("category", new Shape.Code(Fact.CATEGORIES.codes())),
                                            of("kinds", several(words(Authorisation.Kind.values())))
                                                    .always()
                                                    .stricter(Order.FEWER))
                                    .stricter(Order.ADDED),
                            group(
                                    "powers",
                                    of("unavailable", several(MEASURES)).stricter(Order.ADDED)),
                            group(
                                    "interception",
                                    of("minimumMonths", months())
                                            .stricter(Order.MORE_OR_NONE)
                                            .atLeast(48, Citation.high(30, "")),
                                    rows(
                                                    "offences",
                                                    List.of("provision"),
                                                    of("provision", text(500)).always(),
                                                    of("title", text(500)),
                                                    of("article", article()),
                                                    of("months", months())
                                                            .always()
                                                            .atLeast(48, Citation.high(30, "")))
                                            .stricter(Order.FEWER)),
                            of("elements", several(ELEMENTS)).stricter(Order.ADDED),
                            of("extensions", several(EXTENSIONS)),
                            rows(
                                            "reservations",
                                            List.of("provision"),
                                            of("provision", provisions()).always(),
                                            of("articles", new Shape.Several(article()))
                                                    .stricter(Order.FEWER),
                                            of("minimumMonths", months())
                                                    .stricter(Order.MORE_OR_NONE),
                                            of("text", text(4_000)).always(),
                                            of("asOf", new Shape.Day()).always(),
                                            of("source", text(2_000)))
                                    .stricter(Order.ADDED),
                            group(
                                    "refusals",
                                    of("grounds", several(GROUNDS))
                                            .stricter(Order.ADDED)
                                            .never(
                                                    Set.of("BANK_SECRECY", "FISCAL"),
                                                    Citation.medium(40, "(23)-(24)")),
                                    of("preservationGrounds", several(GROUNDS))
                                            .stricter(Order.ADDED)
                                            .never(NOT_FOR_PRESERVATION, Citation.high(42, "(6)"))),
                            rows(
                                    "treaties",
                                    List.of("instrument", "with", "title", "from"),
                                    of("instrument", new Shape.Code(INSTRUMENTS)).always(),
                                    of("title", text(500)),
                                    of("with", new Shape.State()).always(),
                                    of("inForce", new Shape.Truth()).always(),
                                    of("from", new Shape.Day()),
                                    of("until", new Shape.Day()),
                                    of("asOf", new Shape.Day()).always(),
                                    of("source", text(2_000)).always()),
                            group(
                                    "deathPenalty",
                                    of("abolished", new Shape.Truth()).stricter(Order.TRUE),
                                    of("barsHelp", new Shape.Truth()).stricter(Order.TRUE)),
                            group(
                                    "dataProtection",
                                    of("law", text(500)),
                                    rows(
                                            "transfers",
                                            List.of("to"),
                                            of("to", new Shape.StateOrAll()).always(),
                                            of(
                                                            "basis",
                                                            codes(
                                                                    "ADEQUACY",
                                                                    "AGREEMENT",
                                                                    "SAFEGUARDS",
                                                                    "DEROGATION",
                                                                    "NONE"))
                                                    .always(),
                                            of("source", text(2_000))),
                                    of("onwardNeedsAuthorisation", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.high(36, "(3)")),
                                    of("otherUseNeedsConsent", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.medium(40, "(19)"))),
                            group(
                                    "safeguards",
                                    of("proportionality", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.high(24, "(1)")),
                                    of("lessIntrusiveMeans", new Shape.Truth())
                                            .stricter(Order.TRUE),
                                    of("thirdParties", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.high(24, "(3)")),
                                    of("reasonsForRefusal", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.medium(40, "(25)")),
                                    of("consultsBeforeRefusal", new Shape.Truth())
                                            .stricter(Order.TRUE)
                                            .must(true, Citation.medium(40, "(28)"))),
                            group(
                                    "preservation",
                                    of("days", number(1, 3_660))
                                            .atLeast(60, Citation.high(42, "(8)")),
                                    of("orderDays", number(1, 3_660)).stricter(Order.LESS),
                                    of("orderRenewable", new Shape.Truth()).stricter(Order.FALSE)),
                            group(
                                    "secrecy",
                                    of("mostDays", number(1, 3_660)).stricter(Order.LESS),
                                    of("reviewDays", number(1, 3_660)).stricter(Order.LESS),
                                    of("accountHolder", new Shape.Truth()).stricter(Order.TRUE)),
                            group(
                                    "remedy",
                                    of("available", new Shape.Truth()).stricter(Order.TRUE),
                                    of("before", text(500)),
                                    of("days", number(1, 3_660)),
                                    of("source", text(2_000))),
                            group(
                                    "retention",
                                    of("caseDays", number(1, 36_600)).stricter(Order.LESS),
                                    of("refusedDays", number(1, 36_600)).stricter(Order.LESS),
                                    of("automatic", new Shape.Truth())),
                            group(
                                    "custody",
                                    of("trainingRequired", new Shape.Truth()).stricter(Order.TRUE)),
                            group(
                                    "separation",
                                    of(
                                                    "relaxed",
                                                    several(
                                                            List.copyOf(
                                                                    Separation.shipped()
                                                                            .relaxable())))
                                            .stricter(Order.FEWER)),
                            rows(
                                    "deadlines",
                                    List.of("step"),
                                    of("step", codes(words(StepDeadline.Step.values()))).always(),
                                    of("count", number(1, StepDeadline.MOST)).always(),
                                    of("unit", codes(words(StepDeadline.Unit.values()))).always()),
                            group(
                                    "calendar",
                                    of("zone", new Shape.Zone()).always(),
                                    of("rest", several(words(DayOfWeek.values()))).always(),
                                    of("from", new Shape.Day()),
                                    of("until", new Shape.Day()),
                                    rows(
                                            "holidays",
                                            List.of("day"),
                                            of("day", new Shape.Day()).always(),
                                            of("name", text(200)).always()))));

    private static Term group(String name, Term... terms) {
        return of(name, new Shape.Group(List.of(terms)));
    }

    private static Term rows(String name, List<String> key, Term... terms) {
        return of(name, new Shape.Rows(key, List.of(terms)));
    }

    private static Shape text(int most) {
        return new Shape.Text(most);
    }

    private static Shape.Whole number(long least, long most) {
        return new Shape.Whole(least, most);
    }

    /** Up to a hundred years; imprisonment for life is more and is said in words. */
    private static Shape.Whole months() {
        return number(0, 1_200);
    }

    private static Shape.Whole article() {
        return number(7, 17);
    }

    private static Shape several(List<String> codes) {
        return new Shape.Several(new Shape.Code(codes));
    }

    private static Shape codes(String... codes) {
        return new Shape.Code(List.of(codes));
    }

    private static Shape codes(List<String> codes) {
        return new Shape.Code(codes);
    }

    private static Shape provisions() {
        return codes(
                Stream.of(Reservation.Provision.values())
                        .map(Reservation.Provision::text)
                        .toList());
    }

    private static List<String> words(Enum<?>[] words) {
        return Stream.of(words).map(Enum::name).toList();
    }
}

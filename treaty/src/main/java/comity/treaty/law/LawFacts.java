package comity.treaty.law;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What two States' published law tells about a case: every fact of {@link Fact.Owner#LAW} that
 * their profiles answer, given what is asked. What no profile says stays unsaid.
 *
 * <p>What was stated stands, with one exception, for which the State's own signed law is the better
 * authority: a statement never loosens it (59(2)). So of two limits ({@code law.mostAccounts},
 * {@code law.mostDays}, {@code law.mostAuthorisedDays}) the lower holds, and of two truths the one
 * that restricts: that the language is not accepted, that four years are asked for under both laws,
 * that the offence is not in the catalogue, that an element is required, that a reservation covers
 * the case, that the State is abolitionist, that there is no remedy, no such measure and no basis
 * for the transfer, that the sender is not the designated one. Whether a treaty is in force is a
 * dated fact with a source on either side: there what was stated stands.
 */
public final class LawFacts {
    private static final Facts.Codes INTERCEPTION = Facts.Codes.of("INTERCEPT");
    private static final Facts.Codes REAL_TIME_TRAFFIC = Facts.Codes.of("RT_TRAFFIC");
    private static final Facts.Codes REAL_TIME = Facts.Codes.of("RT_TRAFFIC", "INTERCEPT");
    private static final List<String> OF_ASSISTANCE =
            List.of("BUDAPEST", "BUDAPEST_PROTOCOL_2", "BILATERAL");

    private final Facts stated;
    private final Facts.Builder facts;

    private LawFacts(Facts stated) {
        this.stated = stated;
        this.facts = stated.but();
    }

    /**
     * @param facts what is asked, as it was stated
     * @param requesting the State that asks, ISO 3166-1, two letters
     * @param requested the State that is asked: its law rules, except for who sends
     * @param day on which treaties are taken
     */
    public static Facts with(
            Facts facts, String requesting, String requested, Profiles profiles, LocalDate day) {
        var law = new LawFacts(facts);
        profiles.of(requested).ifPresent(there -> law.there(there, requesting));
        profiles.of(requesting).ifPresent(law::here);
        law.treaty(Fact.IN_FORCE, inForce("UNCC", requesting, requested, profiles, day));
        law.treaty(
                Fact.OTHER_TREATY,
                OF_ASSISTANCE.stream()
                        .map(code -> inForce(code, requesting, requested, profiles, day))
                        .reduce(Truth::or)
                        .orElse(Truth.UNKNOWN));
        return law.facts.build();
    }

    /**
     * Whether an instrument is in force between two States, by what both published: unknown if
     * neither says, or if one denies what the other says.
     */
    public static Truth inForce(
            String instrument,
            String requesting,
            String requested,
            Profiles profiles,
            LocalDate day) {
        return Stream.concat(
                        said(instrument, profiles.of(requesting), requested, day),
                        said(instrument, profiles.of(requested), requesting, day))
                .filter(truth -> truth != Truth.UNKNOWN)
                .reduce((one, other) -> one == other ? one : Truth.UNKNOWN)
                .orElse(Truth.UNKNOWN);
    }

    /** What one State says: of several treaties of one kind with another, one in force suffices. */
    private static Stream<Truth> said(
            String instrument, Optional<Profile> profile, String with, LocalDate day) {
        return profile.stream()
                .flatMap(said -> said.treaties().stream())
                .filter(treaty -> treaty.instrument().equals(instrument))
                .filter(treaty -> treaty.with().equals(with))
                .map(treaty -> treaty.on(day))
                .reduce(Truth::or)
                .stream();
    }

    /** 40(12): who may send, by the requesting State's own word. */
    private void here(Profile profile) {
        var central = profile.centralAuthority();
        var authority = stated.value(Fact.AUTHORITY).map(String::valueOf);
        if (central.isEmpty() || authority.isEmpty()) return;
        // The name of an authority in words tells nothing; its identifier does.
        var named = authority.get().startsWith(profile.state() + ".");
        if (authority.equals(central)) restricts(Fact.DESIGNATED, true, false);
        else if (named) restricts(Fact.DESIGNATED, false, false);
    }

    private void there(Profile profile, String requesting) {
        lower(Fact.MOST_ACCOUNTS, OptionalLong.of(profile.mostAccounts()));
        lower(Fact.MOST_DAYS, OptionalLong.of(profile.mostDays()));
        lower(Fact.MOST_AUTHORISED_DAYS, profile.mostAuthorisedDays());
        higher(Fact.SERIOUS_MONTHS, profile.seriousMonths());
        restricts(Fact.BOTH_THRESHOLDS, profile.bothThresholds(), true);
        language(profile);
        profile.interception().ifPresent(this::catalogue);
        profile.elements().ifPresent(this::elements);
        profile.reservations().ifPresent(this::reservations);
        profile.abolitionist().ifPresent(truth -> restricts(Fact.ABOLITIONIST, truth, true));
        profile.remedy().ifPresent(truth -> restricts(Fact.REMEDY, truth, false));
        if (profile.saysPowers())
            measure()
                    .ifPresent(
                            asked ->
                                    restricts(
                                            Fact.DOMESTIC_MEASURE,
                                            !profile.unavailable().contains(asked),
                                            false));
        profile.transferBasis(requesting)
                .ifPresent(truth -> restricts(Fact.TRANSFER_BASIS, truth, false));
        if (isStricter(profile)) restricts(Fact.STRICTER, true, true);
    }

    private Optional<String> measure() {
        return stated.isUnknown(Fact.MEASURE)
                ? Optional.empty()
                : stated.value(Fact.MEASURE).map(String::valueOf);
    }

    /** A language that is accepted is so in all its regional forms (RFC 4647, basic filtering). */
    private void language(Profile profile) {
        if (profile.languages().isEmpty() || stated.value(Fact.LANGUAGE).isEmpty()) return;
        var language = String.valueOf(stated.value(Fact.LANGUAGE).get());
        restricts(
                Fact.LANGUAGE_ACCEPTED,
                profile.languages().stream()
                        .anyMatch(
                                accepted ->
                                        language.equalsIgnoreCase(accepted)
                                                || language.regionMatches(
                                                        true,
                                                        0,
                                                        accepted + "-",
                                                        0,
                                                        accepted.length() + 1)),
                false);
    }

    /** 30: in the catalogue if it is listed, or if its maximum penalty reaches the line. */
    private void catalogue(Interception catalogue) {
        var article = article();
        if (article.filter(catalogue.articles()::contains).isPresent()) {
            restricts(Fact.IN_CATALOGUE, true, false);
            return;
        }
        var reaches =
                catalogue.minimumMonths().isEmpty()
                        ? Truth.FALSE
                        : stated.atLeast(
                                Fact.MONTHS_REQUESTED, catalogue.minimumMonths().getAsLong());
        // Whether it is one of the listed offences that answer to no article, a person finds.
        var listed = catalogue.others() > 0 ? Truth.UNKNOWN : Truth.FALSE;
        var in = reaches.or(listed);
        if (in != Truth.UNKNOWN) restricts(Fact.IN_CATALOGUE, in == Truth.TRUE, false);
        else if (stated.any(Fact.MEASURE, INTERCEPTION) == Truth.TRUE
                && stated.value(Fact.IN_CATALOGUE).isEmpty()) facts.unknown(Fact.IN_CATALOGUE);
    }

    private Optional<Long> article() {
        return stated.value(Fact.ARTICLE).filter(Long.class::isInstance).map(Long.class::cast);
    }

    /** Arts 7 to 17: what an article lets a State require or leave out. */
    private void elements(Set<String> elements) {
        var article = article().orElse(0L);
        restricts(
                Fact.ELEMENT_REQUIRED,
                Set.of(7L, 8L, 9L, 12L).contains(article) && any(elements, "A" + article + "_2_"),
                true);
        restricts(
                Fact.CHILD_EXCLUSION,
                article == 14 && any(elements, "A14_4_")
                        || article == 15 && any(elements, "A15_4_"),
                true);
        restricts(Fact.LIMITED_14_3, article == 14 && any(elements, "A14_3_"), true);
        restricts(Fact.HARM_REQUIRED, article == 16 && any(elements, "A16_5_"), true);
    }

    private static boolean any(Set<String> elements, String prefix) {
        return elements.stream().anyMatch(element -> element.startsWith(prefix));
    }

    private void reservations(List<Reservation> reservations) {
        restricts(
                Fact.RESERVATION_42_5,
                reservations.stream()
                        .anyMatch(made -> made.provision() == Reservation.Provision.A42_5),
                true);
        var covers = reservations.stream().map(this::covers).reduce(Truth::or).orElse(Truth.FALSE);
        if (covers != Truth.UNKNOWN) restricts(Fact.RESERVATION_23_3, covers == Truth.TRUE, true);
        else if (stated.value(Fact.RESERVATION_23_3).isEmpty())
            facts.unknown(Fact.RESERVATION_23_3);
    }

    /** 23(3): whether a reservation covers what is asked. */
    private Truth covers(Reservation reservation) {
        return switch (reservation.provision()) {
            case A23_3_A ->
                    stated.any(Fact.MEASURE, REAL_TIME_TRAFFIC)
                            .and(collectedNevertheless(reservation).not());
            // Whether the system is one of a closed group of users, a person finds.
            case A23_3_B -> stated.any(Fact.MEASURE, REAL_TIME).and(Truth.UNKNOWN);
            case A11_3, A42_5, A63 -> Truth.FALSE;
        };
    }

    private Truth collectedNevertheless(Reservation reservation) {
        var months = reservation.minimumMonths();
        return Truth.of(article().filter(reservation.articles()::contains).isPresent())
                .or(
                        months.isEmpty()
                                ? Truth.FALSE
                                : stated.atLeast(Fact.MONTHS_REQUESTED, months.getAsLong()));
    }

    /** Whether it asks for more than the Convention does, for what is asked here. */
    private boolean isStricter(Profile profile) {
        var asked = measure().orElse("");
        return profile.bothThresholds()
                || profile.seriousMonths().orElse(0) > Offence.SERIOUS_MONTHS
                || profile.dualCriminality().contains(asked)
                || profile.unavailable().contains(asked)
                || profile.mostAuthorisedDays().isPresent()
                || profile.authorisations().stream()
                        .filter(authorisation -> authorisation.side().equals("REQUESTED"))
                        .anyMatch(authorisation -> authorisation.bears(asked, categories()));
    }

    private Set<String> categories() {
        return stated.value(Fact.CATEGORIES)
                .filter(Set.class::isInstance)
                .map(LawFacts::words)
                .orElse(Set.of());
    }

    private static Set<String> words(Object codes) {
        return ((Set<?>) codes)
                .stream()
                        .map(String::valueOf)
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Of what was stated and what is published, the truth that restricts. */
    private void restricts(Fact fact, boolean published, boolean strict) {
        var said = stated.value(fact).orElse(Truth.UNKNOWN);
        if (said instanceof Boolean && published != strict) return;
        facts.with(fact, published);
    }

    /** Of two limits, the lower. */
    private void lower(Fact fact, OptionalLong published) {
        if (published.isEmpty()) return;
        var said = stated.value(fact);
        facts.with(
                fact,
                said.isPresent() && said.get() instanceof Long limit
                        ? Math.min(limit, published.getAsLong())
                        : published.getAsLong());
    }

    /** Of two floors, the higher. */
    private void higher(Fact fact, OptionalLong published) {
        if (published.isEmpty()) return;
        var said = stated.value(fact);
        facts.with(
                fact,
                said.isPresent() && said.get() instanceof Long floor
                        ? Math.max(floor, published.getAsLong())
                        : published.getAsLong());
    }

    private void treaty(Fact fact, Truth published) {
        if (published == Truth.UNKNOWN || stated.value(fact).isPresent()) return;
        facts.with(fact, published == Truth.TRUE);
    }
}

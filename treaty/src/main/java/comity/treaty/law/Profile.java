package comity.treaty.law;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a State says of its own law and practice, as data: published as an act on its law docket. It
 * may be stricter than the Convention, never looser (59(2)). Read once, for it is asked often, and
 * gently: what is not as docs/formats/profile.md has it was not said. {@link ProfileReader} is the
 * strict one.
 */
public final class Profile {
    public static final String KIND = "law";
    public static final String TYPE = "publish";
    public static final String SECTION = "profile";

    /** The most accounts that one request may name, where the State does not say. */
    private static final long ACCOUNTS = 10;

    /** The longest period in days that one request may cover, where the State does not say. */
    private static final long DAYS = 92;

    private final String state;
    private final Json.Obj document;
    private final Json.Obj whole;
    private final Digest digest;
    private final Optional<String> centralAuthority;
    private final Set<String> languages;
    private final long mostAccounts;
    private final long mostDays;
    private final boolean bothThresholds;
    private final Set<String> dualCriminality;
    private final List<Authorisation> authorisations;
    private final Set<String> unavailable;
    private final Optional<Interception> interception;
    private final Optional<Set<String>> elements;
    private final Optional<List<Reservation>> reservations;
    private final List<TreatyInForce> treaties;
    private final List<StepDeadline> deadlines;
    private final Optional<WorkingCalendar> calendar;

    /**
     * @param document as docs/formats/profile.md has it, or in the short form of the first release
     */
    public Profile(String state, Json.Obj document) {
        this.state = state;
        this.document = document;
        this.digest = Digest.of(document);
        this.whole = ShortForm.whole(state, document);
        this.centralAuthority = group("authorities").text("central");
        this.languages = Set.copyOf(whole.texts("languages"));
        var caps = group("caps");
        this.mostAccounts = caps.integer("accounts").orElse(ACCOUNTS);
        this.mostDays = caps.integer("days").orElse(DAYS);
        var thresholds = group("thresholds");
        this.bothThresholds = thresholds.bool("bothThresholds").orElse(false);
        this.dualCriminality = Set.copyOf(thresholds.texts("dualCriminality"));
        this.authorisations = read("authorisations", Authorisation::of);
        this.unavailable = Set.copyOf(group("powers").texts("unavailable"));
        this.interception = Interception.of(whole.object("interception"));
        this.elements = whole.get("elements").map(_ -> Set.copyOf(whole.texts("elements")));
        this.reservations =
                whole.get("reservations").map(_ -> read("reservations", Reservation::of));
        this.treaties = read("treaties", TreatyInForce::of);
        this.deadlines = read("deadlines", StepDeadline::of);
        this.calendar = whole.object("calendar").flatMap(WorkingCalendar::of);
    }

    private Json.Obj group(String name) {
        return Said.group(whole, name);
    }

    private <T> List<T> read(
            String name, java.util.function.Function<Json.Obj, Optional<T>> reader) {
        return Said.objects(whole, name).stream()
                .flatMap(row -> reader.apply(row).stream())
                .toList();
    }

    public String state() {
        return state;
    }

    public Json.Obj document() {
        return document;
    }

    /** The document as {@link ProfileTerms} lays it out, also of one in the short form. */
    public Json.Obj whole() {
        return whole;
    }

    public Digest digest() {
        return digest;
    }

    /** False for a format that a later release has made: kept, shown, relied on by nothing. */
    public boolean recognised() {
        return document.get("format").isEmpty()
                || document.text("format").filter(ProfileTerms.FORMAT::equals).isPresent();
    }

    /** Whether it is of a format that a release after this one has made. */
    public boolean isOfALaterRelease() {
        return !recognised()
                && document.text("format")
                        .filter(format -> format.matches("comity-profile/[1-9][0-9]{0,3}"))
                        .isPresent();
    }

    /** Its number; zero for the short form, which has none. */
    public long version() {
        return whole.integer("version").orElse(0L);
    }

    /** The day on which its author looked at the law. */
    public Optional<LocalDate> asOf() {
        return Said.day(whole, "asOf");
    }

    /** Since when the State's law is as it says. */
    public Optional<LocalDate> inForceFrom() {
        return Said.day(whole, "inForceFrom");
    }

    /** 40(12): the authority that sends and receives requests. */
    public Optional<String> centralAuthority() {
        return centralAuthority;
    }

    /** 41(1): the number at which the point of contact answers at every hour. */
    public Optional<String> telephone() {
        return group("authorities").text("telephone");
    }

    /** 41: the point of contact at every hour. */
    public Optional<String> contact24() {
        return group("authorities").text("contact24");
    }

    /** Whose head signs where essential interests are the ground (40(21)(b)). */
    public Optional<String> essentialInterestsAuthority() {
        return group("authorities").text("essentialInterests");
    }

    /** 40(14): acceptable languages, as BCP 47 tags. */
    public Set<String> languages() {
        return languages;
    }

    /** The most accounts that one request may name. */
    public long mostAccounts() {
        return mostAccounts;
    }

    /** The longest period that one request may cover, in days. */
    public long mostDays() {
        return mostDays;
    }

    /** 24(2): the longest that a measure may be authorised for, in days, if the State says. */
    public OptionalLong mostAuthorisedDays() {
        return number("caps", "authorisedDays");
    }

    /** After how many unanswered reminders a request counts as not in conformity (40(21)(a)). */
    public OptionalLong mostReminders() {
        return number("caps", "reminders");
    }

    /** The maximum penalty, in months, from which a crime is serious to this State (2(h)). */
    public OptionalLong seriousMonths() {
        return number("thresholds", "months");
    }

    /** Whether the four years of 2(h) are asked for under this State's law as well. */
    public boolean bothThresholds() {
        return bothThresholds;
    }

    /** 40(8): the measures for which it asks that the conduct be criminal in both States. */
    public Set<String> dualCriminality() {
        return dualCriminality;
    }

    /** 24(2): who may authorise what, as far as it says. */
    public List<Authorisation> authorisations() {
        return authorisations;
    }

    /** Measures that its law does not know at all (40(21)(c)). */
    public Set<String> unavailable() {
        return unavailable;
    }

    /** Whether it says which measures its law knows. */
    public boolean saysPowers() {
        return whole.object("powers").flatMap(powers -> powers.get("unavailable")).isPresent();
    }

    /** 30: for which offences content may be intercepted; empty if it does not say. */
    public Optional<Interception> interception() {
        return interception;
    }

    /** Arts 7 to 17: the optional elements it requires; empty if it does not say. */
    public Optional<Set<String>> elements() {
        return elements;
    }

    /** Its reservations and declarations; empty if it does not say. */
    public Optional<List<Reservation>> reservations() {
        return reservations;
    }

    /** What is in force between it and others, as dated facts. */
    public List<TreatyInForce> treaties() {
        return treaties;
    }

    /** Whether it has abolished the death penalty or its law bars help towards one. */
    public Optional<Boolean> abolitionist() {
        var penalty = group("deathPenalty");
        var abolished = penalty.bool("abolished");
        var bars = penalty.bool("barsHelp");
        if (abolished.isEmpty() && bars.isEmpty()) return Optional.empty();
        if (abolished.orElse(false) || bars.orElse(false)) return Optional.of(true);
        return abolished.isPresent() && bars.isPresent() ? Optional.of(false) : Optional.empty();
    }

    /**
     * 36(1)(a): whether its data-protection law gives a basis for a transfer to a State: what it
     * says of that State goes before what it says of all. Empty if it does not say.
     */
    public Optional<Boolean> transferBasis(String to) {
        var transfers = Said.objects(group("dataProtection"), "transfers");
        return transfers.stream()
                .filter(row -> row.text("to").filter(to::equals).isPresent())
                .findFirst()
                .or(
                        () ->
                                transfers.stream()
                                        .filter(
                                                row ->
                                                        row.text("to")
                                                                .filter("*"::equals)
                                                                .isPresent())
                                        .findFirst())
                .flatMap(row -> row.text("basis"))
                .map(basis -> !basis.equals("NONE"));
    }

    /** 24(2): whether the person concerned has an effective remedy; empty if it does not say. */
    public Optional<Boolean> remedy() {
        return group("remedy").bool("available");
    }

    /** 42(8): for how long it has data preserved, in days, if it says. */
    public OptionalLong preservationDays() {
        return number("preservation", "days");
    }

    /** How long a measure may be kept secret from the person, in days, if it says. */
    public OptionalLong mostSecretDays() {
        return number("secrecy", "mostDays");
    }

    /** After how many days secrecy towards the person is reviewed, if it says. */
    public OptionalLong secrecyReviewDays() {
        return number("secrecy", "reviewDays");
    }

    /** Whether its law has the holder of an account told as well as the person concerned. */
    public boolean tellsTheHolder() {
        return group("secrecy").bool("accountHolder").orElse(false);
    }

    /** Before whom the person concerned may contest a measure, if it says. */
    public Optional<String> remedyBefore() {
        return group("remedy").text("before");
    }

    /** Which law gives that remedy, if it says. */
    public Optional<String> remedySource() {
        return group("remedy").text("source");
    }

    /** Within how many days after the notice a measure is contested, if it says. */
    public OptionalLong remedyDays() {
        return number("remedy", "days");
    }

    /** 36(2): how long it keeps what it received after the case, in days, if it says. */
    public OptionalLong retentionDays() {
        return number("retention", "caseDays");
    }

    /** 36(2): how long it keeps what was refused, in days, if it says. */
    public OptionalLong refusedRetentionDays() {
        return number("retention", "refusedDays");
    }

    /** Whether whoever touches evidence must hold a valid certificate of training. */
    public boolean demandsTraining() {
        return group("custody").bool("trainingRequired").orElse(false);
    }

    /** Whether its node erases by itself what is kept no longer, without a second person. */
    public boolean erasesByItself() {
        return group("retention").bool("automatic").orElse(false);
    }

    /** The pairs of offices that it cannot staff with two humans, such as {@code CUS/INV}. */
    public Set<String> relaxed() {
        return Set.copyOf(group("separation").texts("relaxed"));
    }

    private OptionalLong number(String group, String name) {
        var number = group(group).integer(name);
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    public Optional<StepDeadline> deadline(StepDeadline.Step step) {
        return deadlines.stream().filter(deadline -> deadline.step() == step).findFirst();
    }

    /** Its working days; empty if it does not say. */
    public Optional<WorkingDays> workingDays() {
        return calendar.map(WorkingDays::new);
    }

    public Optional<WorkingCalendar> calendar() {
        return calendar;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile profile
                && profile.state.equals(state)
                && profile.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

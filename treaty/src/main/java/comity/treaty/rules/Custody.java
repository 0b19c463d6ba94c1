package comity.treaty.rules;

import static comity.treaty.rules.Rulebook.all;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 36(2): what was obtained is under safeguards, and so every touch of it is an act: who,
 * what, when, where, why, under which authorisation, and, where the State's profile demands it,
 * with which valid certificate of training (docs/decisions/0076).
 */
public final class Custody {
    static final Rule HELD =
            rule(
                    "W-080",
                    "custody.not-held",
                    "Whoever touches an exhibit holds it: as keeper of their State's vault, or because it was handed over to their authority and received.");
    static final Rule TOLD =
            rule(
                    "W-081",
                    "custody.not-told",
                    "Every touch of evidence names what is touched, where it happens and a standing act that permits it.");
    static final Rule RECEIVED =
            rule(
                    "W-082",
                    "custody.receipt",
                    "What is received was handed over to the authority that receives it, and was received by nobody yet.");
    static final Rule DERIVED =
            rule(
                    "W-083",
                    "custody.derived",
                    "Whatever is made of an exhibit names its origin, how it was made, and with which tool and version; a redaction also what binds it to its original.");
    static final Rule TRAINED =
            rule(
                    "W-084",
                    "custody.untrained",
                    "Where a State's profile demands it, only a person with a valid certificate of training touches evidence.");
    static final Rule CERTIFIED =
            rule(
                    "W-085",
                    "custody.certificate",
                    "A certificate of training names another person, a course, and a time that ends after it begins.");
    static final Rule IMPORTED =
            rule(
                    "W-086",
                    "custody.import",
                    "What somebody else packed comes in whole: the container as it is, who brought it, what reads it, and every file in it accounted for.");

    static final Rule LOOKS =
            rule(
                    "W-087",
                    "custody.no-look",
                    "Without holding an exhibit a judge looks at it, the filter reviewer of what is marked and not ruled on, and the defence to which it was disclosed; they copy nothing.");
    static final Rule ASIDE =
            rule(
                    "W-088",
                    "custody.set-aside",
                    "What was set aside as lying outside the order, and what it was taken from, is opened by a judge alone.");

    static final List<Rule> ALL =
            List.of(HELD, TOLD, RECEIVED, DERIVED, TRAINED, CERTIFIED, IMPORTED, LOOKS, ASIDE);

    /** How long an opening stands; after that somebody says anew why. */
    public static final Duration OPEN_FOR = Duration.ofHours(24);

    /** The acts under which evidence may be touched. */
    private static final List<Class<? extends Act>> PERMITTING =
            List.of(
                    Act.Order.class,
                    Act.AuthoriseExecution.class,
                    Act.ConfirmReceipt.class,
                    Act.Transmit.class,
                    Act.Authorise.class,
                    Act.Request.class,
                    Act.Inform.class,
                    Act.DecideSetAside.class,
                    Act.RuleOnMark.class);

    private Custody() {}

    private static Rule rule(String id, String code, String demand) {
        return new Rule(
                id, Citation.high(36, "(2)"), Basis.POLICY, Effect.REFUSE_MANDATORY, code, demand);
    }

    static List<Finding> mayHandOver(Question question, Act.HandOver act) {
        var another =
                act.to().startsWith(question.actor().state() + ".")
                        && !act.to().equals(question.actor().authority());
        return all(touches(question, act.touch()), TOLD.met(another));
    }

    static List<Finding> mayReceive(Question question, Act.Receive act) {
        var holding = Holding.of(question.docket());
        var state = question.actor().state();
        var sound =
                !act.touch().exhibits().isEmpty()
                        && act.touch().exhibits().stream()
                                .allMatch(
                                        exhibit ->
                                                holding.place(state, exhibit)
                                                                instanceof
                                                                Holding.Place.UnderWay way
                                                        && way.to()
                                                                .equals(
                                                                        question.actor()
                                                                                .authority())
                                                        && act.handover()
                                                                .filter(way.handOver()::equals)
                                                                .isPresent());
        return all(
                RECEIVED.met(
                        known(question, sound),
                        Map.of("handover", act.handover().map(Digest::brief).orElse("-"))),
                tells(question, act.touch().place(), act.touch().under()),
                Article40.givesReasons(act.touch().reasons()),
                isTrained(question));
    }

    static List<Finding> mayHandle(Question question, Act.Handle act) {
        var conditions =
                UseLimits.mayTouch(
                        question,
                        act.handling().filter(Act.Handling.COPY::equals).isPresent()
                                ? Act.Doing.COPY
                                : Act.Doing.USE,
                        act.touch());
        return switch (Office.of(question.actor().office()).orElse(Office.ADM)) {
            case JUD -> all(looks(question, act), conditions, isNotInQuarantine(question, act));
            // No condition of another State keeps protection or what speaks for the accused away.
            case FIL, DEF ->
                    all(
                            looks(question, act),
                            isNotGone(question, act.touch()),
                            isNotInQuarantine(question, act));
            default ->
                    all(
                            touches(question, act.touch()),
                            TOLD.met(act.handling().isPresent()),
                            isFree(question, act.touch()),
                            isNotAside(question, act.touch()),
                            conditions);
        };
    }

    /**
     * An opening as {@code actor} would file it, with the place and the reasons still to be said:
     * the rulebook tells what else stands in its way.
     */
    public static Act.Handle opening(Docket docket, Author actor, Digest exhibit) {
        return new Act.Handle(
                new Act.Touch(
                        Set.of(exhibit),
                        "-",
                        permissions(docket, actor).stream().map(Entry::digest).findFirst(),
                        Optional.of("-")),
                Optional.of(Act.Handling.OPEN));
    }

    /**
     * Who looks without custody says so all the same, and is trained where that is demanded; only
     * the defence owes nobody a reason.
     */
    private static List<Finding> looks(Question question, Act.Handle act) {
        var touch = act.touch();
        var other =
                touch.exhibits().stream()
                        .filter(exhibit -> !mayLookAt(question, exhibit))
                        .findFirst();
        var sound =
                other.isEmpty()
                        && !touch.exhibits().isEmpty()
                        && act.handling().filter(Act.Handling.OPEN::equals).isPresent();
        var defends = question.actor().office().equals(Office.DEF.name());
        return all(
                LOOKS.met(
                        known(question, sound),
                        Map.of("exhibit", other.map(Digest::brief).orElse("-"))),
                tells(question, touch.place(), touch.under()),
                defends ? List.of() : Article40.givesReasons(touch.reasons()),
                isTrained(question));
    }

    private static boolean mayLookAt(Question question, Digest exhibit) {
        var docket = question.docket();
        // That it is in quarantine is said by its own rule, and once.
        var frozen =
                Marked.frozen(docket, exhibit).isPresent()
                        && Errors.quarantine(docket, exhibit).isEmpty();
        return switch (Office.of(question.actor().office()).orElse(Office.ADM)) {
            case JUD ->
                    Exhibits.of(docket).contains(exhibit)
                            && (!frozen || Marked.isReviewed(docket, exhibit));
            case FIL -> Marked.awaitsRuling(docket, exhibit);
            case DEF ->
                    !frozen
                            && (Exculpatory.isDisclosed(
                                            docket, exhibit, question.actor().authority())
                                    || Defence.isOpened(
                                            docket,
                                            exhibit,
                                            question.actor().officer(),
                                            question.day()));
            default -> false;
        };
    }

    private static List<Finding> isNotGone(Question question, Act.Touch touch) {
        var origins = Exhibits.origins(question.docket());
        return touch.exhibits().stream()
                .filter(
                        exhibit ->
                                Disposals.isGone(
                                        question.docket(), Exhibits.line(exhibit, origins)))
                .map(exhibit -> UseLimits.GONE.violated(Map.of("exhibit", exhibit.brief())))
                .toList();
    }

    /** Nobody looks at what came by mistake, whatever else they may look at. */
    private static List<Finding> isNotInQuarantine(Question question, Act.Handle act) {
        return act.touch().exhibits().stream()
                .flatMap(exhibit -> Errors.quarantine(question.docket(), exhibit).stream())
                .distinct()
                .toList();
    }

    private static List<Finding> isNotAside(Question question, Act.Touch touch) {
        return touch.exhibits().stream()
                .filter(exhibit -> SetAside.holdsWhatWasSetAside(question.docket(), exhibit))
                .map(exhibit -> ASIDE.violated(Map.of("exhibit", exhibit.brief())))
                .toList();
    }

    /**
     * This person's acts that opened an exhibit in the last {@link #OPEN_FOR}, the newest first.
     * Whether they still permit anything the rulebook says, asked again on the docket as it is.
     */
    public static List<Entry> openings(Docket docket, Author author, Digest exhibit, Instant now) {
        return docket.all(Act.Handle.class).reversed().stream()
                .filter(entry -> entry.header().author().equals(author))
                .filter(entry -> ((Act.Handle) entry.act()).touch().exhibits().contains(exhibit))
                .filter(entry -> !entry.header().at().plus(OPEN_FOR).isBefore(now))
                .toList();
    }

    static List<Finding> mayDerive(Question question, Act.Derive act) {
        return all(
                touches(question, act.touch()),
                isFree(question, act.touch()),
                DERIVED.met(
                        act.exhibits()
                                .map(made -> Truth.of(isToldWhole(act, made)))
                                .orElse(Truth.UNKNOWN)));
    }

    /** Whether every exhibit of a derivation says of what, how and with what it was made. */
    private static boolean isToldWhole(Act.Derive act, List<Act.Exhibit> made) {
        return act.made().isPresent()
                && !made.isEmpty()
                && made.stream().allMatch(one -> lacking(act, one).isEmpty())
                && (act.made().get() != Act.Making.REDACTION || act.commitment().isPresent());
    }

    /**
     * What a derivation does not say of an exhibit: {@code origin}, {@code tool} or {@code
     * version}; empty if it says all.
     */
    public static Optional<String> lacking(Act.Derive act, Act.Exhibit made) {
        var from = made.derivation().map(Act.Derivation::from);
        if (from.filter(act.touch().exhibits()::contains).isEmpty()
                || from.filter(made.sha256()::equals).isPresent()) return Optional.of("origin");
        if (act.tool().isBlank()) return Optional.of("tool");
        return act.version().isBlank() ? Optional.of("version") : Optional.empty();
    }

    static List<Finding> mayImport(Question question, Act.Import act) {
        return all(
                tells(question, act.place(), act.under()),
                Article40.givesReasons(act.reasons()),
                isTrained(question),
                IMPORTED.met(
                        act.exhibits()
                                .map(exhibits -> Truth.of(isWhole(act, exhibits)))
                                .orElse(Truth.UNKNOWN)));
    }

    /**
     * One container, and what was taken from it: no more than lies in it, and the tool is named.
     */
    private static boolean isWhole(Act.Import act, List<Act.Exhibit> exhibits) {
        var containers = exhibits.stream().filter(one -> one.derivation().isEmpty()).toList();
        if (containers.size() != 1) return false;
        var container = containers.getFirst().sha256();
        return !act.giver().isBlank()
                && !act.format().isBlank()
                && !act.verdict().isBlank()
                && !act.tool().isBlank()
                && !act.version().isBlank()
                && act.files() >= 0
                && exhibits.stream()
                        .flatMap(one -> one.derivation().stream())
                        .allMatch(made -> made.from().equals(container));
    }

    static List<Finding> certifies(Question question, Act.CertifyHandler act) {
        var sound =
                act.holder()
                                .filter(holder -> !holder.equals(question.actor().officer()))
                                .isPresent()
                        && !act.course().isBlank()
                        && !act.reference().isBlank()
                        && act.validFrom()
                                .filter(from -> act.validUntil().filter(from::isBefore).isPresent())
                                .isPresent();
        return CERTIFIED.met(sound);
    }

    private static List<Finding> touches(Question question, Act.Touch touch) {
        var holding = Holding.of(question.docket());
        var other =
                touch.exhibits().stream()
                        .filter(exhibit -> !holding.isHeldBy(question.actor(), exhibit))
                        .findFirst();
        var held = other.isEmpty() && !touch.exhibits().isEmpty();
        return all(
                HELD.met(
                        known(question, held),
                        Map.of("exhibit", other.map(Digest::brief).orElse("-"))),
                tells(question, touch.place(), touch.under()),
                Article40.givesReasons(touch.reasons()),
                isTrained(question));
    }

    /** What an act that is not here may tell. */
    private static Truth known(Question question, boolean sound) {
        return sound || !Exhibits.areHidden(question.docket()) ? Truth.of(sound) : Truth.UNKNOWN;
    }

    private static List<Finding> tells(Question question, String place, Optional<Digest> under) {
        var named = under.flatMap(question.docket()::entry);
        var permitting =
                named.filter(entry -> !entry.overridden())
                        .filter(entry -> permits(entry, question.actor()))
                        .isPresent();
        var hidden =
                named.filter(entry -> entry.act() instanceof Act.Withheld).isPresent()
                        || under.filter(question.docket().unknown()::contains).isPresent();
        var truth = permitting ? Truth.TRUE : hidden ? Truth.UNKNOWN : Truth.FALSE;
        return TOLD.met(truth.and(Truth.of(!place.isBlank())));
    }

    private static List<Finding> isFree(Question question, Act.Touch touch) {
        return touch.exhibits().stream()
                .flatMap(exhibit -> Marked.frozen(question.docket(), exhibit).stream())
                .distinct()
                .toList();
    }

    /** The standing acts under which evidence may be touched, the newest of each type first. */
    public static List<Entry> permissions(Docket docket) {
        return PERMITTING.stream().flatMap(type -> docket.all(type).reversed().stream()).toList();
    }

    /** The same for one person: who looks without custody does so under an act of their own. */
    public static List<Entry> permissions(Docket docket, Author actor) {
        return permitting(actor).stream()
                .flatMap(type -> docket.all(type).reversed().stream())
                .filter(entry -> permits(entry, actor))
                .toList();
    }

    private static List<Class<? extends Act>> permitting(Author actor) {
        return switch (Office.of(actor.office()).orElse(Office.ADM)) {
            case FIL -> List.of(Act.Mark.class);
            case DEF -> List.of(Act.DiscloseExculpatory.class, Act.Admit.class);
            default -> PERMITTING;
        };
    }

    private static boolean permits(Entry entry, Author actor) {
        return switch (entry.act()) {
            case Act.DiscloseExculpatory disclosed ->
                    actor.office().equals(Office.DEF.name())
                            && disclosed.recipient().strip().equals(actor.authority());
            case Act.Admit admitted ->
                    actor.office().equals(Office.DEF.name())
                            && admitted.counsel().filter(actor.officer()::equals).isPresent();
            case Act act -> permitting(actor).stream().anyMatch(type -> type.isInstance(act));
        };
    }

    /** The act that a touch names where nothing else is said: the last that permits one. */
    static Optional<Digest> permission(Docket docket) {
        return PERMITTING.stream()
                .flatMap(type -> docket.latest(type).stream())
                .findFirst()
                .map(Entry::digest);
    }

    private static List<Finding> isTrained(Question question) {
        var state = question.actor().state();
        var profile = question.profiles().of(Optional.of(state));
        if (profile.filter(law -> law.demandsTraining()).isEmpty()) return List.of();
        return TRAINED.met(
                training(question.docket(), state, question.actor().officer(), question.day()),
                Map.of(
                        "state", state,
                        "profile", profile.get().digest().brief(),
                        "day", question.day().toString()));
    }

    /**
     * Whether a person holds a valid certificate on a day: of each course the last one counts, so
     * that a later one that ends sooner takes it away. Unknown where certificates are withheld.
     */
    public static Truth training(Docket docket, String state, Digest officer, LocalDate day) {
        var last = new LinkedHashMap<String, Act.CertifyHandler>();
        for (var entry : docket.all(Act.CertifyHandler.class)) {
            var act = (Act.CertifyHandler) entry.act();
            if (act.holder().filter(officer::equals).isPresent()
                    && entry.header().author().state().equals(state)) last.put(act.course(), act);
        }
        if (last.values().stream().anyMatch(act -> isValid(act, day))) return Truth.TRUE;
        return docket.holds(Act.CertifyHandler.class, _ -> false);
    }

    private static boolean isValid(Act.CertifyHandler act, LocalDate day) {
        return act.validFrom().filter(from -> !day.isBefore(from)).isPresent()
                && act.validUntil().filter(until -> !day.isAfter(until)).isPresent();
    }
}

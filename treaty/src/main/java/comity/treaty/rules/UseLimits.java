package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Articles 36 and 40(19), (20): the conditions on which something was transmitted bind the State
 * that received it, and all that is made of it there, for as long as it is kept. They are asked at
 * each use and not once at receipt; the State of origin widens them by a consent, and by exactly
 * what that consent answers (docs/decisions/0074).
 */
public final class UseLimits {
    static final Rule HANDLED =
            binding(
                    "W-060",
                    Citation.high(36, "(1)"),
                    "condition.handling",
                    "What another State gave is handled by the offices that its conditions name, and by no other without consent.");
    static final Rule FORBIDDEN =
            binding(
                    "W-061",
                    Citation.high(36, "(1)"),
                    "condition.forbidden",
                    "What a condition of the State of origin forbids is not done without its consent.");
    static final Rule KEPT =
            binding(
                    "W-062",
                    Citation.high(36, "(2)"),
                    "condition.kept-too-long",
                    "What another State gave is not used after the day until which it may be kept.");
    static final Rule GONE =
            binding(
                    "W-063",
                    Citation.high(36, "(2)"),
                    "condition.gone",
                    "What was returned or destroyed is used no more.");
    static final Rule CONFIDENTIAL =
            binding(
                    "W-064",
                    Citation.medium(40, "(20)"),
                    "condition.confidential",
                    "What is to be kept confidential is not given to the public.");
    static final Rule NAMES =
            new Rule(
                    "W-065",
                    Citation.medium(40, "(19)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "condition.names-nothing",
                    "An act about what another State gave names exhibits of that transmission, or what was made of them.");
    static final Rule ASKED =
            new Rule(
                    "W-066",
                    Citation.medium(40, "(19)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "consent.asks-nothing",
                    "A request for consent says what is to be done, to whom a transfer goes, and until when something is to be kept.");
    static final Rule ANSWERED =
            new Rule(
                    "W-067",
                    Citation.medium(40, "(19)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "consent.answers-nothing",
                    "An answer says yes or no, and consents to nothing that was not asked for.");
    static final Rule COMPLETE =
            new Rule(
                    "W-068",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "condition.incomplete",
                    "A condition on how long something is kept says until which day, and whether it is then returned or destroyed.");

    static final List<Rule> ALL =
            List.of(HANDLED, FORBIDDEN, KEPT, GONE, CONFIDENTIAL, NAMES, ASKED, ANSWERED, COMPLETE);

    private UseLimits() {}

    private static Rule binding(String id, Citation citation, String code, String demand) {
        return new Rule(id, citation, Basis.TREATY, Effect.REFUSE_MANDATORY, code, demand);
    }

    /**
     * What somebody wants to do with an exhibit.
     *
     * @param purpose for which; empty for the one that the transmission states
     * @param office in which; empty where it is the State's as a whole
     * @param recipient to whom it would go; empty unless it is given away
     */
    public record Wish(
            Act.Doing doing, Digest exhibit, String purpose, String office, String recipient) {
        /** To open or use it for the stated purpose. */
        public static Wish use(Digest exhibit, String office) {
            return new Wish(Act.Doing.USE, exhibit, "", office, "");
        }

        /** The same with something else. */
        public Wish with(Act.Doing other) {
            return new Wish(other, exhibit, purpose, office, recipient);
        }
    }

    /**
     * A transmission whose conditions bind an exhibit.
     *
     * @param until the last day on which it may be kept, as far as consents extend it
     */
    public record Bound(Digest transmission, Act.Transmit sent, Optional<LocalDate> until) {}

    /**
     * Why {@code state} may not do with an exhibit what it wishes on {@code day}; nothing if it
     * may. Every transmission that brought it binds; nothing binds the State that gave it.
     */
    public static List<Finding> refuse(Docket docket, String state, Wish wish, LocalDate day) {
        if (docket.requesting().filter(state::equals).isEmpty()) return List.of();
        var line = Exhibits.line(wish.exhibit(), Exhibits.origins(docket));
        var found = new ArrayList<Finding>();
        var bound = false;
        for (var entry : transmissions(docket))
            if (brings(entry, line)) {
                bound = true;
                found.addAll(new Asked(docket, entry, line, wish, day).all());
            }
        // Conditions that cannot be read any more bind as any do: nobody can say what they allow.
        if (!bound && areErased(docket))
            found.addAll(
                    Article40.PURPOSE.met(
                            Truth.UNKNOWN, Map.of("purpose", wish.purpose(), "stated", "?")));
        return found;
    }

    /** Also one that a concurrent act has overridden: what it brought is here, and bound. */
    private static List<Entry> transmissions(Docket docket) {
        return docket.entries().stream()
                .filter(entry -> entry.act() instanceof Act.Transmit)
                .toList();
    }

    private static boolean areErased(Docket docket) {
        return docket.entries().stream()
                .map(Entry::act)
                .anyMatch(
                        act ->
                                act instanceof Act.Withheld(var type)
                                                && type.equals(Type.TRANSMIT.word())
                                        || act instanceof Act.Transmit sent
                                                && sent.exhibits().isEmpty());
    }

    /** The transmissions that bind an exhibit, oldest first. */
    public static List<Bound> on(Docket docket, Digest exhibit, LocalDate day) {
        var line = Exhibits.line(exhibit, Exhibits.origins(docket));
        return transmissions(docket).stream()
                .filter(entry -> brings(entry, line))
                .map(entry -> bound(docket, entry, line, day))
                .toList();
    }

    private static Bound bound(Docket docket, Entry entry, Set<Digest> line, LocalDate day) {
        var sent = (Act.Transmit) entry.act();
        return new Bound(
                entry.digest(),
                sent,
                sent.conditions()
                        .keptUntil()
                        .map(said -> latest(said, docket, entry.digest(), line, day)));
    }

    /** The last day on which anything of a transmission may be kept; empty if none is set. */
    static Optional<LocalDate> until(Docket docket, Entry transmission, LocalDate day) {
        var sent = (Act.Transmit) transmission.act();
        var all =
                sent.exhibits().orElse(List.of()).stream()
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toSet());
        return bound(docket, transmission, all, day).until();
    }

    private static LocalDate latest(
            LocalDate said, Docket docket, Digest transmission, Set<Digest> line, LocalDate day) {
        return consents(docket, transmission, line, day)
                .filter(ask -> ask.seeks().contains(Act.Doing.KEEP))
                .flatMap(ask -> ask.keepUntil().stream())
                .reduce(said, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static boolean brings(Entry transmission, Set<Digest> line) {
        return ((Act.Transmit) transmission.act())
                .exhibits().orElse(List.of()).stream()
                        .anyMatch(exhibit -> line.contains(exhibit.sha256()));
    }

    /** What was asked for and granted, of a transmission, for one of these, and not yet ended. */
    private static Stream<Act.AskConsent> consents(
            Docket docket, Digest transmission, Set<Digest> line, LocalDate day) {
        return docket.all(Act.Consent.class).stream()
                .map(entry -> (Act.Consent) entry.act())
                .filter(UseLimits::isGranted)
                .filter(consent -> consent.consentUntil().filter(day::isAfter).isEmpty())
                .filter(consent -> concerns(consent.concerning(), line))
                .flatMap(
                        consent ->
                                docket
                                        .standing(consent.consentSought(), Act.AskConsent.class)
                                        .stream())
                .filter(ask -> ask.transmission().filter(transmission::equals).isPresent())
                .filter(ask -> concerns(ask.concerning(), line));
    }

    private static boolean isGranted(Act.Consent consent) {
        return consent.granted().filter(Truth.TRUE::equals).isPresent();
    }

    /** No names stand for all. */
    private static boolean concerns(Set<Digest> named, Set<Digest> line) {
        return named.isEmpty() || named.stream().anyMatch(line::contains);
    }

    /** One transmission's conditions, asked about one wish. */
    private record Asked(Docket docket, Entry entry, Set<Digest> line, Wish wish, LocalDate day) {

        List<Finding> all() {
            var found = new ArrayList<Finding>();
            found.addAll(
                    GONE.met(
                            !Disposals.isGone(docket, line),
                            Map.of("exhibit", wish.exhibit().brief())));
            found.addAll(isKeptInTime());
            found.addAll(isHandledByWhoMay());
            found.addAll(isForThePurpose());
            found.addAll(
                    FORBIDDEN.met(
                            !conditions().forbids().contains(wish.doing())
                                    || isConsented(_ -> true),
                            facts()));
            if (wish.doing() == Act.Doing.TRANSFER)
                found.addAll(Article36.ONWARD.met(isAuthorisedOnward(), facts()));
            if (wish.doing() == Act.Doing.DISCLOSE && wish.recipient().equals(PUBLIC))
                found.addAll(CONFIDENTIAL.met(!conditions().isConfidential(), facts()));
            return found;
        }

        private Act.Transmit sent() {
            return (Act.Transmit) entry.act();
        }

        private Act.Conditions conditions() {
            return sent().conditions();
        }

        private List<Finding> isKeptInTime() {
            var until =
                    conditions()
                            .keptUntil()
                            .map(said -> latest(said, docket, entry.digest(), line, day));
            return KEPT.met(
                    until.filter(day::isAfter).isEmpty(),
                    with("day", until.map(LocalDate::toString).orElse("-"), Act.Doing.KEEP));
        }

        private List<Finding> isHandledByWhoMay() {
            var offices =
                    conditions().handledBy().stream().map(Enum::name).collect(Collectors.toSet());
            if (wish.office().isEmpty() || offices.isEmpty()) return List.of();
            var may =
                    offices.contains(wish.office())
                            || consents(docket, entry.digest(), line, day)
                                    .flatMap(ask -> ask.handlers().stream())
                                    .anyMatch(office -> office.name().equals(wish.office()));
            return HANDLED.met(may, with("office", wish.office(), wish.doing()));
        }

        /** 40(19): a consent to use, or to this very thing, for this purpose. */
        private List<Finding> isForThePurpose() {
            var purpose = wish.purpose().strip();
            var may =
                    purpose.isEmpty()
                            || purpose.equals(sent().purpose().strip())
                            || conditions().alsoFor().contains(purpose)
                            || isConsented(ask -> true)
                            || consents(docket, entry.digest(), line, day)
                                    .anyMatch(
                                            ask ->
                                                    ask.seeks().contains(Act.Doing.USE)
                                                            && isOf(ask, purpose));
            var facts = new TreeMap<>(facts());
            facts.put("purpose", purpose);
            facts.put("stated", sent().purpose());
            return Article40.PURPOSE.met(may, facts);
        }

        private boolean isAuthorisedOnward() {
            return conditions().onwardTo().contains(wish.recipient())
                    || isConsented(ask -> ask.recipient().strip().equals(wish.recipient()));
        }

        /** Whether what is wished was consented to: this thing, for this purpose. */
        private boolean isConsented(Predicate<Act.AskConsent> also) {
            var purpose = wish.purpose().isBlank() ? sent().purpose() : wish.purpose();
            return consents(docket, entry.digest(), line, day)
                    .filter(ask -> ask.seeks().contains(wish.doing()))
                    .filter(ask -> isOf(ask, purpose.strip()))
                    .anyMatch(also);
        }

        private static boolean isOf(Act.AskConsent ask, String purpose) {
            return ask.purpose().strip().equals(purpose);
        }

        /** What fills the sentence, and what a request for consent would name. */
        private Map<String, String> facts() {
            return Map.of(
                    "docket", docket.id().toString(),
                    "doing", wish.doing().name(),
                    "exhibit", wish.exhibit().brief(),
                    "purpose", wish.purpose(),
                    "recipient", wish.recipient(),
                    "sha256", wish.exhibit().hex(),
                    "transmission", entry.digest().hex());
        }

        private Map<String, String> with(String name, String value, Act.Doing doing) {
            var facts = new TreeMap<>(facts());
            facts.put(name, value);
            facts.put("doing", doing.name());
            return facts;
        }
    }

    /** The audience of a disclosure that is everybody. */
    private static final String PUBLIC = "public";

    /** What an audience begins with that is another State. */
    private static final String ANOTHER_STATE = "state:";

    /** Exhibits that a transmission brought, and what was made of them here. */
    static Set<Digest> of(Docket docket, Optional<Digest> transmission) {
        var brought =
                docket
                        .standing(transmission, Act.Transmit.class)
                        .flatMap(Act.Transmit::exhibits)
                        .orElse(List.of())
                        .stream()
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toSet());
        var origins = Exhibits.origins(docket);
        var all = new LinkedHashSet<>(brought);
        for (var exhibit : Exhibits.of(docket))
            if (Exhibits.line(exhibit, origins).stream().anyMatch(brought::contains))
                all.add(exhibit);
        return all;
    }

    /** Whether an act names exhibits of the transmission; unknown where they are withheld. */
    static List<Finding> names(
            Question question, Optional<Digest> transmission, Set<Digest> exhibits) {
        var known = of(question.docket(), transmission);
        var truth = Truth.of(!exhibits.isEmpty() && known.containsAll(exhibits));
        return NAMES.met(
                truth == Truth.FALSE
                                && !exhibits.isEmpty()
                                && Exhibits.areHidden(question.docket())
                                && known.isEmpty()
                        ? Truth.UNKNOWN
                        : truth,
                Map.of(
                        "exhibit",
                        exhibits.stream()
                                .filter(exhibit -> !known.contains(exhibit))
                                .map(Digest::brief)
                                .findFirst()
                                .orElse("-")));
    }

    static List<Finding> mayUse(Question question, Act.Use use) {
        var found = new ArrayList<>(names(question, use.transmission(), use.used()));
        var office = question.actor().office();
        for (var exhibit : use.used())
            found.addAll(
                    refuse(question, new Wish(Act.Doing.USE, exhibit, use.purpose(), office, "")));
        if (use.purpose().isBlank())
            found.addAll(
                    Article40.PURPOSE.met(
                            Truth.FALSE, Map.of("purpose", use.purpose(), "stated", "?")));
        return found;
    }

    /** 36(1): whoever has it, opens it, or makes something of it, does so within its conditions. */
    static List<Finding> mayTouch(Question question, Act.Doing doing, Act.Touch touch) {
        var office = question.actor().office();
        return touch.exhibits().stream()
                .flatMap(
                        exhibit -> refuse(question, Wish.use(exhibit, office).with(doing)).stream())
                .distinct()
                .toList();
    }

    /** 36(3): what R-072 says of the authorisation itself is asked of the facts, and once. */
    static List<Finding> mayTransfer(Question question, Act.TransferOnward transfer) {
        var exhibits = transferred(question.docket(), transfer);
        var found =
                new ArrayList<>(
                        transfer.concerning().isEmpty()
                                ? List.<Finding>of()
                                : names(question, transfer.transmission(), transfer.concerning()));
        for (var exhibit : exhibits)
            refuse(question, onward(exhibit, transfer)).stream()
                    .filter(finding -> !finding.rule().equals(Article36.ONWARD.id()))
                    .forEach(found::add);
        return found;
    }

    private static Wish onward(Digest exhibit, Act.TransferOnward transfer) {
        return new Wish(
                Act.Doing.TRANSFER, exhibit, transfer.purpose(), "", transfer.recipient().strip());
    }

    /** Whether a condition or a consent lets everything go on that an act passes on. */
    static Truth mayGoOn(Docket docket, Act.TransferOnward transfer, LocalDate day) {
        if (transfer.consent().filter(docket.unknown()::contains).isPresent()) return Truth.UNKNOWN;
        var exhibits = transferred(docket, transfer);
        if (exhibits.isEmpty()) return Exhibits.areHidden(docket) ? Truth.UNKNOWN : Truth.FALSE;
        // A consent counts only for an act that names one.
        var named =
                docket.standing(transfer.consent(), Act.Consent.class)
                        .filter(UseLimits::isGranted)
                        .isPresent();
        return Truth.of(
                exhibits.stream()
                        .allMatch(
                                exhibit ->
                                        named
                                                ? isAuthorised(
                                                        docket, onward(exhibit, transfer), day)
                                                : isOpen(docket, onward(exhibit, transfer), day)));
    }

    private static boolean isAuthorised(Docket docket, Wish wish, LocalDate day) {
        return refuse(docket, docket.requesting().orElse(""), wish, day).stream()
                .noneMatch(finding -> finding.rule().equals(Article36.ONWARD.id()));
    }

    /** Whether the conditions themselves name the recipient. */
    private static boolean isOpen(Docket docket, Wish wish, LocalDate day) {
        return on(docket, wish.exhibit(), day).stream()
                .allMatch(bound -> bound.sent().conditions().onwardTo().contains(wish.recipient()));
    }

    private static Set<Digest> transferred(Docket docket, Act.TransferOnward transfer) {
        return transfer.concerning().isEmpty()
                ? docket
                        .standing(transfer.transmission(), Act.Transmit.class)
                        .flatMap(Act.Transmit::exhibits)
                        .orElse(List.of())
                        .stream()
                        .map(Act.Exhibit::sha256)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : transfer.concerning();
    }

    /** Whoever is given a docket in part gets its exhibits, unless their list is withheld. */
    static List<Finding> mayDisclose(Question question, Act.Disclose disclosure) {
        var found = new ArrayList<Finding>();
        var audience = disclosure.audience();
        if (audience.equals(PUBLIC)) found.addAll(keepsConfidential(question));
        if (disclosure.withheld().contains("exhibits")) return found;
        var abroad = audience.startsWith(ANOTHER_STATE);
        var recipient = abroad ? audience.substring(ANOTHER_STATE.length()) : audience;
        for (var exhibit : transmitted(question.docket())) {
            // The bytes leave in a case file: what forbids either forbids both.
            var wish = new Wish(Act.Doing.DISCLOSE, exhibit, "", "", recipient);
            if (abroad) found.addAll(refuse(question, wish.with(Act.Doing.TRANSFER)));
            else {
                found.addAll(refuse(question, wish));
                found.addAll(refuse(question, wish.with(Act.Doing.EXPORT)));
            }
        }
        return found.stream().distinct().toList();
    }

    /** 40(20): what either State asked the other to keep confidential is not made public. */
    private static List<Finding> keepsConfidential(Question question) {
        var docket = question.docket();
        var asked =
                question.request()
                                .filter(
                                        _ ->
                                                !question.actor()
                                                        .state()
                                                        .equals(question.requesting()))
                                .flatMap(request -> request.said().truth("confidential"))
                                .filter(Truth.TRUE::equals)
                                .isPresent()
                        || question.actor().state().equals(question.requesting())
                                && docket.all(Act.Transmit.class).stream()
                                        .anyMatch(
                                                entry ->
                                                        ((Act.Transmit) entry.act())
                                                                .conditions()
                                                                .isConfidential());
        return CONFIDENTIAL.met(!asked);
    }

    private static Set<Digest> transmitted(Docket docket) {
        return docket.all(Act.Transmit.class).stream()
                .flatMap(
                        entry -> ((Act.Transmit) entry.act()).exhibits().orElse(List.of()).stream())
                .map(Act.Exhibit::sha256)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Finding> refuse(Question question, Wish wish) {
        return refuse(question.docket(), question.actor().state(), wish, question.day());
    }

    static List<Finding> asksForSomething(Question question, Act.AskConsent ask) {
        var seeks = ask.seeks();
        var said =
                !seeks.isEmpty()
                        && !ask.purpose().isBlank()
                        && (!seeks.contains(Act.Doing.TRANSFER) || !ask.recipient().isBlank())
                        && (!seeks.contains(Act.Doing.KEEP) || ask.keepUntil().isPresent());
        var found = new ArrayList<>(ASKED.met(said));
        if (!ask.concerning().isEmpty())
            found.addAll(names(question, ask.transmission(), ask.concerning()));
        return found;
    }

    static List<Finding> answersWhatWasAsked(Question question, Act.Consent consent) {
        var ask = question.docket().standing(consent.consentSought(), Act.AskConsent.class);
        if (ask.isEmpty()) return List.of();
        var named =
                ask.get().concerning().isEmpty()
                        ? of(question.docket(), ask.get().transmission())
                        : ask.get().concerning();
        var said = consent.granted().filter(truth -> truth != Truth.UNKNOWN).isPresent();
        return ANSWERED.met(said && named.containsAll(consent.concerning()));
    }

    /** 36(2): until when, and what then, are said together or not at all. */
    static List<Finding> areComplete(Question question, Act.Transmit transmission) {
        var said = transmission.conditions();
        return COMPLETE.met(
                said.keptUntil().isPresent() == said.atEnd().isPresent()
                        && said.keptUntil().filter(question.day()::isAfter).isEmpty());
    }
}

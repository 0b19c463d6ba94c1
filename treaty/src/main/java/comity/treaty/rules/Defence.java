package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.offices.Separation;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Article 21(4): the rights of the defence. A judge admits counsel to a docket, says what is opened
 * to them and until when; and what they could not read because the State's node did not serve is
 * added to that (docs/decisions/0125).
 */
public final class Defence {
    /** So many days after it ended a judge may still let the same admission run on. */
    public static final long LAPSE_DAYS = 14;

    /** A day on which the node did not serve for so long is given back. */
    public static final int LOST_MINUTES = 60;

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    static final Rule WHOLE =
            new Rule(
                    "W-124",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "admission.not-whole",
                    "A judge who admits counsel says who is admitted, whom they defend, which sections are opened to them, and until which day.");
    static final Rule APART =
            new Rule(
                    "W-125",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "admission.not-apart",
                    "Whoever defends on a docket does nothing else on it, before or after, and nobody admits themselves.");
    static final Rule CLOSED =
            new Rule(
                    "W-126",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "admission.closed",
                    "No admission opens who the victims or the officers are; and while a measure is kept from the person, none is given unless the judge says that it is given all the same.");
    static final Rule RUNNING =
            new Rule(
                    "W-127",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "admission.not-running",
                    "An admission is extended by a judge of its own State to a later day, while it runs and for fourteen days after; it is ended by such a judge, or by the counsel whom it admits, once.");
    static final Rule OUTAGE =
            new Rule(
                    "W-128",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "admission.outage",
                    "An outage that is counted names past days on which the admission ran, with the minutes of each, sixty at least, and a day that was not counted before.");

    static final Rule PLEADS =
            new Rule(
                    "W-129",
                    Citation.medium(21, "(4)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "defence.not-admitted",
                    "Counsel ask a judge for a measure on a docket to which a judge of their State admitted them, while that runs.");

    static final List<Rule> ALL = List.of(WHOLE, APART, CLOSED, RUNNING, OUTAGE, PLEADS);

    private Defence() {}

    /**
     * An admission as it stands.
     *
     * @param act that admitted
     * @param counsel the pseudonym of whoever is admitted
     * @param opened the names of the sections that they read
     * @param exhibits those that they may look at
     * @param decided the last day as a judge decided last
     * @param lost days given back since that decision, in their order
     * @param counted every day that any act counted
     * @param ended the act that ended it before its day
     */
    public record Admission(
            Entry act,
            Digest counsel,
            Optional<Act.Client> client,
            Set<String> opened,
            Set<Digest> exhibits,
            LocalDate decided,
            List<LocalDate> lost,
            Set<LocalDate> counted,
            Optional<Entry> ended) {
        public Digest digest() {
            return act.digest();
        }

        public String state() {
            return act.header().author().state();
        }

        public LocalDate from() {
            return day(act);
        }

        /** The last day: the one that a judge named, and one more for each day that was lost. */
        public LocalDate ends() {
            return decided.plusDays(lost.size());
        }

        /** Whether counsel read on {@code day}. */
        public boolean runs(LocalDate day) {
            return ended.isEmpty() && !day.isAfter(ends());
        }

        /** Whether a judge may still let it run longer. */
        public boolean isExtendable(LocalDate day) {
            return ended.isEmpty() && !day.isAfter(ends().plusDays(LAPSE_DAYS));
        }

        /** Whether an outage gives a day back: it lasted, was theirs, and was not counted yet. */
        public boolean isCountable(Outage outage) {
            var day = outage.day();
            return outage.minutes() >= LOST_MINUTES
                    && !day.isBefore(from())
                    && !day.isAfter(ends())
                    && !counted.contains(day);
        }

        /** Whether an act is this admission, or extends, ends or lengthens it. */
        public boolean isMeant(Entry entry) {
            if (entry.digest().equals(digest())) return true;
            var named =
                    switch (entry.act()) {
                        case Act.ExtendAdmission extension -> extension.admission();
                        case Act.EndAdmission end -> end.admission();
                        case Act.CountOutage outage -> outage.admission();
                        default -> Optional.<Digest>empty();
                    };
            return named.filter(digest()::equals).isPresent();
        }

        LocalDate specimenEnd(LocalDate day) {
            return (ends().isBefore(day) ? day : ends()).plusDays(1);
        }

        /** A day that could be counted, whether or not the node served. */
        String specimenOutage(LocalDate day) {
            var last = ends().isBefore(day) ? ends() : day;
            while (counted.contains(last)) last = last.minusDays(1);
            return last + " " + LOST_MINUTES;
        }
    }

    /** A day on which the node did not serve, and for how long. */
    public record Outage(LocalDate day, int minutes) {
        /** As an act says it. */
        public String text() {
            return day + " " + minutes;
        }

        /** Empty for what says no day and no minutes of it. */
        public static Optional<Outage> of(String text) {
            var parts = text.split(" ", -1);
            if (parts.length != 2
                    || parts[1].isEmpty()
                    || parts[1].length() > 4
                    || !parts[1].chars().allMatch(c -> c >= '0' && c <= '9'))
                return Optional.empty();
            var minutes = Integer.parseInt(parts[1]);
            if (minutes > MINUTES_OF_A_DAY) return Optional.empty();
            try {
                return Optional.of(new Outage(LocalDate.parse(parts[0]), minutes));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }

    /** Every admission that stands on the docket, oldest first. */
    public static List<Admission> on(Docket docket) {
        return docket.all(Act.Admit.class).stream()
                .flatMap(entry -> admission(docket, entry).stream())
                .toList();
    }

    /** What this pseudonym reads on {@code day}. */
    public static List<Admission> running(Docket docket, Digest counsel, LocalDate day) {
        return on(docket).stream()
                .filter(admission -> admission.counsel().equals(counsel))
                .filter(admission -> admission.runs(day))
                .toList();
    }

    /** Whether a judge opened an exhibit to this pseudonym, and it runs on {@code day}. */
    public static boolean isOpened(Docket docket, Digest exhibit, Digest counsel, LocalDate day) {
        return running(docket, counsel, day).stream()
                .anyMatch(admission -> admission.exhibits().contains(exhibit));
    }

    private static Optional<Admission> admission(Docket docket, Entry entry) {
        var act = (Act.Admit) entry.act();
        if (act.counsel().isEmpty() || act.until().isEmpty()) return Optional.empty();
        var state = entry.header().author().state();
        var last = entry;
        var decided = act.until().get();
        for (var extending : docket.all(Act.ExtendAdmission.class)) {
            var extension = (Act.ExtendAdmission) extending.act();
            if (!names(extension.admission(), entry)
                    || !extending.header().author().state().equals(state)
                    || extension.until().isEmpty()) continue;
            last = extending;
            decided = extension.until().get();
        }
        var counted = new TreeSet<LocalDate>();
        var known = new HashSet<LocalDate>();
        // Only what was counted must know the past: no docket without an outage pays for it.
        var counting =
                docket.all(Act.CountOutage.class).stream()
                        .filter(one -> names(((Act.CountOutage) one.act()).admission(), entry))
                        .filter(one -> one.header().author().state().equals(state))
                        .toList();
        if (!counting.isEmpty()) {
            var past = docket.causality().pastOf(last.header().seen());
            for (var one : counting) {
                var days = days((Act.CountOutage) one.act());
                counted.addAll(days);
                if (past.contains(one.digest())) known.addAll(days);
            }
        }
        var from = day(entry);
        var lost = new ArrayList<LocalDate>();
        for (var day : counted)
            if (!known.contains(day)
                    && !day.isBefore(from)
                    && !day.isAfter(decided.plusDays(lost.size()))) lost.add(day);
        return Optional.of(
                new Admission(
                        entry,
                        act.counsel().get(),
                        act.client(),
                        Stream.of(Act.Opened.values())
                                .filter(word -> act.opened().contains(word.name()))
                                .map(Act.Opened::section)
                                .collect(Collectors.toUnmodifiableSet()),
                        act.exhibits(),
                        decided,
                        List.copyOf(lost),
                        Set.copyOf(counted),
                        docket.all(Act.EndAdmission.class).stream()
                                .filter(
                                        end ->
                                                names(
                                                        ((Act.EndAdmission) end.act()).admission(),
                                                        entry))
                                .filter(end -> end.header().author().state().equals(state))
                                .findFirst()));
    }

    private static boolean names(Optional<Digest> named, Entry entry) {
        return named.filter(entry.digest()::equals).isPresent();
    }

    private static List<LocalDate> days(Act.CountOutage act) {
        return act.outages().stream()
                .flatMap(text -> Outage.of(text).stream())
                .filter(outage -> outage.minutes() >= LOST_MINUTES)
                .map(Outage::day)
                .toList();
    }

    /** The last admission that this actor's State gave and nobody ended. */
    static Optional<Admission> last(Docket docket, Author actor) {
        return on(docket).reversed().stream()
                .filter(admission -> admission.state().equals(actor.state()))
                .filter(admission -> admission.ended().isEmpty())
                .filter(
                        admission ->
                                !actor.office().equals(Office.DEF.name())
                                        || admission.counsel().equals(actor.officer()))
                .findFirst();
    }

    /** Whoever was ever admitted to a docket as counsel acts on it as nothing else. */
    static List<Finding> isNoCounsels(Question question) {
        var actor = question.actor();
        var admitted =
                question.docket().all(Act.Admit.class).stream()
                        .anyMatch(
                                entry ->
                                        ((Act.Admit) entry.act())
                                                .counsel()
                                                .filter(actor.officer()::equals)
                                                .isPresent());
        if (!admitted) return List.of();
        return APART.met(
                !isApart(question, actor.office()),
                Map.of("one", Office.DEF.name(), "other", actor.office()));
    }

    private static boolean isApart(Question question, String office) {
        var relaxed =
                question.profiles()
                        .of(question.actor().state())
                        .map(profile -> profile.relaxed())
                        .orElse(Set.of());
        return Office.of(office)
                .flatMap(other -> Separation.shipped().onDocket(Office.DEF, other, relaxed))
                .isPresent();
    }

    /** 21(4): whole, of somebody who has no other part in it, and opening no more than it may. */
    static List<Finding> mayBeAdmitted(Question question, Act.Admit act) {
        var lacking = new ArrayList<String>();
        if (act.counsel().isEmpty()) lacking.add("counsel");
        if (act.client().isEmpty()) lacking.add("client");
        if (act.opened().isEmpty()) lacking.add("opened");
        if (act.until().filter(day -> !day.isBefore(question.day())).isEmpty())
            lacking.add("until");
        var found =
                new ArrayList<>(
                        WHOLE.met(
                                lacking.isEmpty(), Map.of("lacking", String.join(", ", lacking))));
        act.counsel().ifPresent(counsel -> found.addAll(standsApart(question, counsel)));
        var closed =
                act.opened().stream()
                        .filter(
                                word ->
                                        Stream.of(Act.Opened.values())
                                                .noneMatch(known -> known.name().equals(word)))
                        .toList();
        var secret =
                Secrecy.runs(question.docket(), question.day())
                        && act.despiteSecrecy().filter(Truth.TRUE::equals).isEmpty();
        found.addAll(
                CLOSED.met(
                        closed.isEmpty() && !secret,
                        Map.of("closed", secret ? "despiteSecrecy" : String.join(", ", closed))));
        return found;
    }

    private static List<Finding> standsApart(Question question, Digest counsel) {
        var earlier =
                question.docket().headers().stream()
                        .map(header -> header.author())
                        .filter(author -> author.officer().equals(counsel))
                        .map(Author::office)
                        .filter(office -> isApart(question, office))
                        .findFirst()
                        .or(
                                () ->
                                        Optional.of(question.actor())
                                                .filter(actor -> actor.officer().equals(counsel))
                                                .map(Author::office));
        return APART.met(
                earlier.isEmpty(), Map.of("one", Office.DEF.name(), "other", earlier.orElse("-")));
    }

    /** 21(4): counsel ask as the prosecution does, of the same bench and by the same rules. */
    static List<Finding> mayPlead(Question question) {
        var actor = question.actor();
        if (!actor.office().equals(Office.DEF.name())) return List.of();
        var admitted =
                running(question.docket(), actor.officer(), question.day()).stream()
                        .anyMatch(admission -> admission.state().equals(actor.state()));
        return PLEADS.met(
                admitted ? Truth.TRUE : question.docket().holds(Act.Admit.class, _ -> false));
    }

    /** Whether an application is the defence's. */
    public static boolean isTheirs(Entry application) {
        return application.act() instanceof Act.Apply
                && application.header().author().office().equals(Office.DEF.name());
    }

    /**
     * What a judge granted to the defence, and no request has asked for yet: the authority of that
     * State sends it.
     */
    public static List<Entry> granted(Docket docket) {
        return docket.all(Act.Authorise.class).stream()
                .filter(
                        entry ->
                                ((Act.Authorise) entry.act())
                                        .application()
                                        .flatMap(docket::entry)
                                        .filter(Defence::isTheirs)
                                        .isPresent())
                .filter(
                        entry ->
                                docket.all(Act.Request.class).stream()
                                        .noneMatch(
                                                request ->
                                                        names(
                                                                ((Act.Request) request.act())
                                                                        .authorisation(),
                                                                entry)))
                .toList();
    }

    /** 21(4): by a judge of its own State, to a later day, before it is long over. */
    static List<Finding> mayBeExtended(Question question, Act.ExtendAdmission act) {
        return RUNNING.met(
                of(question, act.admission())
                        .map(
                                admission ->
                                        Truth.of(
                                                admission.isExtendable(question.day())
                                                        && act.until()
                                                                .filter(
                                                                        day ->
                                                                                day.isAfter(
                                                                                                admission
                                                                                                        .ends())
                                                                                        && !day
                                                                                                .isBefore(
                                                                                                        question
                                                                                                                .day()))
                                                                .isPresent()))
                        .orElseGet(() -> unheld(question, act.admission())),
                named(question, act.admission()));
    }

    /** 21(4): a judge ends it; counsel end their own. */
    static List<Finding> mayBeEnded(Question question, Act.EndAdmission act) {
        var actor = question.actor();
        return RUNNING.met(
                of(question, act.admission())
                        .map(
                                admission ->
                                        Truth.of(
                                                admission.ended().isEmpty()
                                                        && (!actor.office()
                                                                        .equals(Office.DEF.name())
                                                                || admission
                                                                        .counsel()
                                                                        .equals(actor.officer()))))
                        .orElseGet(() -> unheld(question, act.admission())),
                named(question, act.admission()));
    }

    /** 21(4): days that can be told, that were counsel's, that are over, and not counted yet. */
    static List<Finding> mayBeCounted(Question question, Act.CountOutage act) {
        var said = act.outages().stream().map(Outage::of).toList();
        var truth =
                of(question, act.admission())
                        .map(
                                admission ->
                                        Truth.of(
                                                !said.isEmpty()
                                                        && said.stream()
                                                                .allMatch(
                                                                        one ->
                                                                                isCountable(
                                                                                        question,
                                                                                        admission,
                                                                                        one))))
                        .orElseGet(() -> unheld(question, act.admission()));
        return OUTAGE.met(truth, named(question, act.admission()));
    }

    private static boolean isCountable(
            Question question, Admission admission, Optional<Outage> said) {
        return said.filter(admission::isCountable)
                .filter(outage -> !outage.day().isAfter(question.day()))
                .isPresent();
    }

    /** The admission of the actor's State that is named. */
    private static Optional<Admission> of(Question question, Optional<Digest> named) {
        return on(question.docket()).stream()
                .filter(admission -> named.filter(admission.digest()::equals).isPresent())
                .filter(admission -> admission.state().equals(question.actor().state()))
                .findFirst();
    }

    private static Truth unheld(Question question, Optional<Digest> named) {
        var docket = question.docket();
        var hidden =
                named.filter(docket.unknown()::contains).isPresent()
                        || named.flatMap(docket::entry)
                                .filter(entry -> entry.act() instanceof Act.Withheld)
                                .isPresent();
        return hidden ? Truth.UNKNOWN : Truth.FALSE;
    }

    private static Map<String, String> named(Question question, Optional<Digest> named) {
        return Map.of(
                "named", named.map(Digest::brief).orElse("-"),
                "until",
                        of(question, named)
                                .map(admission -> admission.ends().toString())
                                .orElse("-"));
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }
}

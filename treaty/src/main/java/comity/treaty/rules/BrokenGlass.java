package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 24(2): whom a docket does not concern reads it in an emergency, where nobody can be
 * reached whom it does: with a reason, confirmed by another person of the same State, for four
 * hours, and on the docket itself (docs/decisions/0135).
 */
public final class BrokenGlass {
    /** For so long after the confirmation the first person reads. */
    public static final Duration LASTS = Duration.ofHours(4);

    static final Rule SAID =
            new Rule(
                    "W-152",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "glass.unsaid",
                    "Whoever breaks the glass says for which purpose they have to read the docket.");
    static final Rule UNSEALED =
            new Rule(
                    "W-153",
                    Citation.medium(40, "(20)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "glass.sealed",
                    "No glass is broken on a docket that a judge of the same State has sealed.");
    static final Rule TWO_PERSONS =
            new Rule(
                    "W-154",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "glass.alone",
                    "One person breaks the glass, and another of the same State confirms it, with another passkey.");
    static final Rule AWAITED =
            new Rule(
                    "W-155",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "glass.not-awaited",
                    "A confirmation names the act of whoever broke the glass, on its day or the next, and that nobody has confirmed.");

    static final List<Rule> ALL = List.of(SAID, UNSEALED, TWO_PERSONS, AWAITED);

    private static final Set<Type> OWN = EnumSet.of(Type.BREAK_GLASS, Type.CONFIRM_BREAK_GLASS);

    private BrokenGlass() {}

    /** How it stands. */
    public enum Standing {
        /** Another person has not confirmed it yet. */
        AWAITED,
        /** Nobody confirmed it in time. */
        LAPSED,
        /** Whoever broke it reads the docket. */
        OPEN,
        /** The four hours are over. */
        ENDED,
        /** A signature on which it rests is contested. */
        STAYED
    }

    /**
     * @param confirmation that counts: the first, of another person of the same State
     */
    public record Broken(Entry act, Optional<Entry> confirmation, boolean stayed) {
        public Act.BreakGlass said() {
            return (Act.BreakGlass) act.act();
        }

        public String state() {
            return act.header().author().state();
        }

        /** When reading ends; empty while nobody has confirmed it. */
        public Optional<Instant> until() {
            return confirmation.map(entry -> entry.header().at().plus(LASTS));
        }

        public Standing standing(Instant now) {
            if (stayed) return Standing.STAYED;
            if (until().isPresent())
                return now.isBefore(until().get()) ? Standing.OPEN : Standing.ENDED;
            return isConfirmable(LocalDate.ofInstant(now, ZoneOffset.UTC))
                    ? Standing.AWAITED
                    : Standing.LAPSED;
        }

        private boolean isConfirmable(LocalDate day) {
            return confirmation.isEmpty()
                    && !stayed
                    && !day.isAfter(
                            LocalDate.ofInstant(act.header().at(), ZoneOffset.UTC).plusDays(1));
        }
    }

    /** Whether a type is one of the two acts. */
    public static boolean isOne(Type type) {
        return OWN.contains(type);
    }

    /** Every time that somebody broke the glass on the docket, in causal order. */
    public static List<Broken> on(Docket docket) {
        return docket.all(Act.BreakGlass.class).stream()
                .map(entry -> broken(docket, entry))
                .toList();
    }

    private static Broken broken(Docket docket, Entry entry) {
        var confirmation =
                docket.all(Act.ConfirmBreakGlass.class).stream()
                        .filter(one -> names(one, entry.digest()))
                        .filter(
                                one ->
                                        TwoPersons.isAnother(
                                                entry.header().author(), one.header().author()))
                        .findFirst();
        return new Broken(
                entry,
                confirmation,
                docket.stayed(entry.digest()).isPresent()
                        || confirmation.flatMap(one -> docket.stayed(one.digest())).isPresent());
    }

    private static boolean names(Entry confirmation, Digest broken) {
        return ((Act.ConfirmBreakGlass) confirmation.act())
                .broken()
                .filter(broken::equals)
                .isPresent();
    }

    /** The first that {@code actor} may confirm. */
    static Optional<Broken> toConfirm(Docket docket, Author actor, LocalDate day) {
        return on(docket).stream()
                .filter(broken -> broken.isConfirmable(day))
                .filter(broken -> TwoPersons.isAnother(broken.act().header().author(), actor))
                .findFirst();
    }

    static List<Finding> mayBeBroken(Question question, Act.BreakGlass act) {
        var found = new ArrayList<>(SAID.met(act.purpose().isPresent()));
        found.addAll(UNSEALED.met(Seals.isSealed(question).not()));
        return found;
    }

    static List<Finding> mayBeConfirmed(Question question, Act.ConfirmBreakGlass act) {
        var docket = question.docket();
        var named = Map.of("named", act.broken().map(Digest::brief).orElse("-"));
        var found = new ArrayList<>(UNSEALED.met(Seals.isSealed(question).not()));
        var broken =
                on(docket).stream()
                        .filter(one -> act.broken().filter(one.act().digest()::equals).isPresent())
                        .findFirst();
        if (broken.isEmpty()) {
            found.addAll(AWAITED.met(TwoPersons.isUnheld(docket, act.broken()), named));
            return found;
        }
        found.addAll(
                TWO_PERSONS.met(
                        TwoPersons.isAnother(
                                broken.get().act().header().author(), question.actor()),
                        named));
        found.addAll(AWAITED.met(broken.get().isConfirmable(question.day()), named));
        return found;
    }

    static List<Finding> areTwoDevices(Docket docket, Envelope act) {
        if (!(Cooperation.read(act) instanceof Act.ConfirmBreakGlass confirmation))
            return List.of();
        return TWO_PERSONS.met(
                TwoPersons.isWithAnotherPasskey(docket, confirmation.broken(), act),
                Map.of("named", confirmation.broken().map(Digest::brief).orElse("-")));
    }
}

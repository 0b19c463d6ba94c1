package comity.node.desk.work;

import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Safeguard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is on a docket. No rule asks for it: it says where to look, and the rulebook what
 * may be done. Told by the types of the acts that stand, which nobody can withhold or erase; what
 * stays within the other State is not seen, so there it is its central authority's turn until
 * something arrives.
 *
 * @param state whose turn it is; empty if it is nobody's
 * @param authority the one that has acted in this office, or that an order names; empty if none has
 *     yet
 * @param office as in a header; empty if it is nobody's
 */
record Turn(Stage stage, String state, String authority, String office) {
    static final Turn NOBODY = new Turn(Stage.NONE, "", "", "");

    /** An act that stands, and whose turn it is from then on. */
    record Step(Entry entry, Turn then) {
        Instant at() {
            return entry.header().at();
        }
    }

    /** Act by act, in causal order. */
    static List<Step> steps(Docket docket) {
        var turns = new Turns(docket);
        return docket.entries().stream()
                .filter(entry -> !entry.overridden())
                .map(entry -> new Step(entry, turns.after(entry)))
                .toList();
    }

    /** How long it was whose turn: from one act to the next, by what their authors say. */
    record Span(Turn turn, Instant from, Instant to) {}

    /** Every span that ended. What went before a translation was translating. */
    static List<Span> spans(List<Step> steps) {
        var spans = new ArrayList<Span>();
        for (var i = 1; i < steps.size(); i++) {
            var from = steps.get(i - 1);
            var to = steps.get(i);
            var turn = isTranslation(to.entry()) ? translation(to.entry()) : from.then();
            // Clocks of two States may differ: what seems to run backwards took no time.
            if (turn.stage() != Stage.NONE && to.at().isAfter(from.at()))
                spans.add(new Span(turn, from.at(), to.at()));
        }
        return List.copyOf(spans);
    }

    private static boolean isTranslation(Entry entry) {
        return entry.act() instanceof Act.Translate
                || entry.act() instanceof Act.Derive derive
                        && derive.made().filter(Act.Making.TRANSLATION::equals).isPresent();
    }

    private static Turn translation(Entry entry) {
        var author = entry.header().author();
        return new Turn(Stage.TRANSLATION, author.state(), author.authority(), author.office());
    }

    /** Goes from act to act. */
    private static final class Turns {
        private final Docket docket;
        private final Set<String> cleared = new HashSet<>();
        private final List<Entry> before = new ArrayList<>();
        private boolean assistance;
        private boolean ended;
        private Turn now = NOBODY;

        Turns(Docket docket) {
            this.docket = docket;
        }

        Turn after(Entry entry) {
            before.add(entry);
            Type.of(entry.act()).ifPresent(type -> now = after(type, entry));
            return now;
        }

        private Turn after(Type type, Entry entry) {
            // What crossed the end on the wire takes no turn; only consent is asked for after it.
            if (ended && type != Type.ASK_CONSENT && type != Type.CONSENT) return now;
            ended |= type.isEnd();
            return switch (type) {
                case APPLY -> asking(Stage.COURT, "JUD");
                case AUTHORISE -> asking(Stage.DRAFTING, "CAO");
                case DECLINE -> declined(entry);
                case REQUEST -> {
                    assistance |= !isPreservation(entry.act());
                    yield asked(Stage.EXAMINATION, "CAO");
                }
                case ACKNOWLEDGE, SUPPLY_INFORMATION, POSTPONE, ASK_EXTENSION, INFORM ->
                        asked(Stage.EXAMINATION, "CAO");
                case ASK_INFORMATION -> asking(Stage.ANSWER, "CAO");
                case FIND -> found(entry.act());
                // While others than the central authorities have the turn, they keep it.
                case CONSULT ->
                        !now.office().equals("CAO")
                                ? now
                                : entry.header()
                                                .author()
                                                .state()
                                                .equals(docket.requesting().orElse(""))
                                        ? asked(Stage.EXAMINATION, "CAO")
                                        : asking(Stage.ANSWER, "CAO");
                // What is preserved waits for the request for assistance, unless it was made.
                case PRESERVE -> assistance ? now : asking(Stage.DRAFTING, "CAO");
                case AUTHORISE_EXECUTION, OBJECT, PRODUCE -> asked(Stage.EXECUTION, "CAO");
                case ORDER ->
                        entry.act() instanceof Act.Order order
                                ? new Turn(Stage.PROVIDER, requested(), order.provider(), "PRV")
                                : asked(Stage.PROVIDER, "PRV");
                case TRANSMIT -> asking(Stage.RECEIPT, "CAO");
                case ASK_CONSENT -> asked(Stage.EXAMINATION, "CAO");
                case CONFIRM_RECEIPT, CONSENT, RELEASE, REFUSE, WITHDRAW, CLOSE -> NOBODY;
                case ASSESS,
                        CONTEST,
                        TRANSFER_ONWARD,
                        REPORT_USE,
                        USE,
                        NOTIFY_EXCULPATORY,
                        DISCLOSE_EXCULPATORY,
                        PROPOSE_DISPOSAL,
                        DISPOSE,
                        CONFIRM_RETURN,
                        CERTIFY_DISPOSAL,
                        RECEIVE_CERTIFICATE,
                        CERTIFY_DESTRUCTION,
                        CONTEST_SIGNATURE,
                        RESOLVE_CONTEST,
                        // A remedy has its own addressee and day, whosever turn it is.
                        REMEDY,
                        LIFT_SUSPENSION,
                        REMEDIED,
                        HOLD,
                        LIFT_HOLD,
                        PROPOSE_ERASURE,
                        ERASE,
                        CERTIFY_DELETION,
                        DISCLOSE,
                        COMPARE,
                        DECLARE,
                        DECIDE_SET_ASIDE,
                        DESTROY,
                        MARK,
                        REVIEW_MARK,
                        RULE_ON_MARK,
                        HAND_OVER,
                        RECEIVE,
                        HANDLE,
                        DERIVE,
                        IMPORT,
                        CERTIFY_HANDLER,
                        // The proceeding waits for nobody while oversight looks.
                        PROPOSE_OPENING,
                        ANSWER_OPENING,
                        TRANSLATE,
                        // Secrecy and notice have clocks of their own.
                        DELAY_NOTICE,
                        LIFT_SECRECY,
                        NOTIFY,
                        REPORT_NOT_FOUND,
                        // So has counsel's access; the proceeding waits for nobody meanwhile.
                        ADMIT,
                        EXTEND_ADMISSION,
                        END_ADMISSION,
                        COUNT_OUTAGE,
                        // Asked for where an order would be refused for want of it.
                        CALL_BACK,
                        // A seal hides the docket from others, and takes nobody's turn.
                        SEAL_DOCKET,
                        UNSEAL_DOCKET,
                        // Whoever reads under broken glass takes no other step.
                        BREAK_GLASS,
                        CONFIRM_BREAK_GLASS,
                        // Errors have a clock of their own; what waits is in quarantine.
                        REPORT_ERROR,
                        CLASSIFY_ERROR ->
                        now;
            };
        }

        private static boolean isPreservation(Act act) {
            return act instanceof Act.Request request
                    && request.measure().filter(Measure.PRESERVE::equals).isPresent();
        }

        /** Once every safeguard is found clear it is the court's turn. */
        private Turn found(Act act) {
            if (act instanceof Act.Find find) {
                var clear = find.outcome().filter(Act.Outcome.CLEAR::equals).isPresent();
                if (clear) cleared.add(find.safeguard());
                else cleared.remove(find.safeguard());
            }
            var all = Safeguard.values();
            for (var safeguard : all)
                if (!cleared.contains(safeguard.citation())) return asked(Stage.EXAMINATION, "CAO");
            return asked(Stage.COURT, "JUD");
        }

        /**
         * Whoever applied may do so again; in the State that is asked its central authority looks.
         */
        private Turn declined(Entry entry) {
            var applied =
                    docket.latest(Act.Apply.class)
                            .map(application -> application.header().author())
                            .filter(
                                    author ->
                                            author.state().equals(entry.header().author().state()));
            return applied.map(
                            author ->
                                    new Turn(
                                            Stage.DRAFTING,
                                            author.state(),
                                            author.authority(),
                                            author.office()))
                    .orElseGet(() -> asked(Stage.EXAMINATION, "CAO"));
        }

        private Turn asking(Stage stage, String office) {
            return turn(stage, docket.requesting().orElse(""), office);
        }

        private Turn asked(Stage stage, String office) {
            return turn(stage, requested(), office);
        }

        private String requested() {
            return docket.requested().orElse("");
        }

        private Turn turn(Stage stage, String state, String office) {
            return new Turn(stage, state, authority(state, office).orElse(""), office);
        }

        /** The authority that acted last for {@code state} in this office. */
        private Optional<String> authority(String state, String office) {
            return before.reversed().stream()
                    .map(entry -> entry.header().author())
                    .filter(author -> author.state().equals(state))
                    .filter(author -> author.office().equals(office))
                    .map(author -> author.authority())
                    .findFirst();
        }
    }
}

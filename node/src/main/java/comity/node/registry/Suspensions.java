package comity.node.registry;

import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the door asks of an act that suspends a partner State or readmits it: two different persons
 * of the central authority, each with a passkey of their own.
 */
final class Suspensions {
    /** The office that speaks to other States (40(12)). */
    private static final String OFFICE = "CAO";

    private Suspensions() {}

    static Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        var statement = Statement.of(act);
        var state = act.header().author().state();
        if (statement.isEmpty()) return rejected("statement.malformed", state);
        if (statement.get().state().equals(state)) return rejected("statement.own-state", state);
        if (!act.header().author().office().equals(OFFICE))
            return rejected("statement.other-office", state);
        if (act.personal().isEmpty()) return rejected("statement.needs-a-person", state);
        return Kind.signatory(act, trust, now);
    }

    /** The second person names the first one's act, which nobody has confirmed yet. */
    static Optional<Filing.Rejected> refused(Envelope act, Held docket, Trust trust) {
        var statement = Statement.of(act).orElseThrow();
        var target = statement.state();
        var suspends = act.header().type().equals(Directory.SUSPEND);
        var state = act.header().author().state();
        if (suspends == trust.suspended(state, target).isPresent())
            return rejected(
                    suspends ? "statement.suspended-already" : "statement.not-suspended", target);
        if (statement.confirms().isEmpty()) return Optional.empty();
        var first = docket.act(statement.confirms().get());
        var fits =
                first.filter(one -> one.header().type().equals(act.header().type()))
                        .flatMap(Statement::of)
                        .filter(one -> one.state().equals(target) && one.confirms().isEmpty())
                        .isPresent();
        if (!fits) return rejected("statement.confirms-nothing", target);
        return isBySomebodyElse(act, first.get())
                ? Optional.empty()
                : rejected("statement.by-the-same-person", target);
    }

    /** One person has one pseudonym on a docket, in whatever office, and passkeys of their own. */
    private static boolean isBySomebodyElse(Envelope second, Envelope first) {
        var officers = second.header().author().officer().equals(first.header().author().officer());
        var passkeys =
                java.util.Arrays.equals(
                        second.personal().orElseThrow().credential(),
                        first.personal().orElseThrow().credential());
        return !officers && !passkeys;
    }

    private static Optional<Filing.Rejected> rejected(String code, String state) {
        return Optional.of(Filing.Rejected.of(code, Map.of("state", state)));
    }
}

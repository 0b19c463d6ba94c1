package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import java.util.Map;
import java.util.Optional;

/**
 * Four eyes are two persons, and not one who has just made the other (SECURITY, 3.3): whoever takes
 * the second of two steps, and whoever took the first, have had no part in each other's office or
 * passkey in the last seven days. Only the State's own node knows that, so it is no rule of the
 * Convention's but this door's (docs/decisions/0113).
 */
final class SecondPerson {
    private final Strangers people;

    SecondPerson(Strangers people) {
        this.people = people;
    }

    Optional<Filing.Rejected> refused(Envelope act, Held docket) {
        var first = first(Cooperation.read(act)).flatMap(docket::act);
        var state = act.header().author().state();
        if (first.filter(step -> step.header().author().state().equals(state)).isEmpty())
            return Optional.empty();
        var one = first.flatMap(Introduction::person);
        var other = Introduction.person(act);
        // What the node does by itself is no person's. What one person did is R-107's to refuse.
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) return Optional.empty();
        return people.areStrangers(one.get(), other.get())
                ? Optional.empty()
                : Optional.of(
                        Filing.Rejected.of(
                                "four-eyes.made-lately",
                                Map.of("earlier", first.get().header().type())));
    }

    /** The step to which an act is the second person's; empty for an act that one person takes. */
    static Optional<Digest> first(Act act) {
        return switch (act) {
            case Act.Request sent -> sent.authorisation();
            case Act.AnswerOpening answer -> answer.proposal();
            case Act.ConfirmBreakGlass confirmation -> confirmation.broken();
            case Act.Erase erasure -> erasure.proposal();
            case Act.Dispose disposal -> disposal.proposed();
            case Act.DecideSetAside decision -> decision.comparison();
            case Act.Destroy destruction -> destruction.decision();
            default -> Optional.empty();
        };
    }
}

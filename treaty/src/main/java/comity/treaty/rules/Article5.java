package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.docket.Type;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Map;

/**
 * Article 5(2): no State does in another's territory what is reserved to that State's authorities.
 */
final class Article5 {
    static final Rule OWN_SIDE =
            new Rule(
                    "W-006",
                    Citation.seen(5, "(2)"),
                    Basis.TREATY,
                    Effect.REFUSE_MANDATORY,
                    "party.other-side",
                    "What executes a request is done by the requested State; what asks for it, by the requesting State.");

    private Article5() {}

    static List<Finding> isTakenByItsState(Question question) {
        var type = Type.of(question.act());
        if (type.isEmpty()) return List.of();
        var state = question.actor().state();
        var requesting = question.requesting();
        var requested = question.requested().orElse("");
        var right =
                switch (type.get().side()) {
                    case REQUESTING ->
                            state.equals(requesting)
                                    && !requested.isEmpty()
                                    && !requested.equals(state);
                    case REQUESTED -> state.equals(requested) && !requested.equals(requesting);
                    case EITHER -> state.equals(requesting) || state.equals(requested);
                };
        var met = Truth.of(right && sameParties(question));
        // What opened the docket is not here: whom it asked cannot be told.
        var untold =
                question.requested().isEmpty()
                        && (question.docket().opensWithheld()
                                || question.act() instanceof Act.Withheld);
        return OWN_SIDE.met(
                met == Truth.FALSE && untold ? Truth.UNKNOWN : met,
                Map.of("state", state, "type", type.get().word()));
    }

    /**
     * A docket has two parties from its first act on; a later act cannot turn it to a third State.
     */
    private static boolean sameParties(Question question) {
        var named =
                switch (question.act()) {
                    case Act.Authorise authorise -> authorise.requestedState();
                    case Act.Request request -> request.requestedState();
                    case Act.Inform inform -> inform.requestedState();
                    default -> question.requested().orElse("");
                };
        return question.requested().filter(named::equals).isPresent();
    }
}

package comity.record.act;

import java.util.Optional;

/**
 * What an officer says of a partner State on the own State's directory docket: that it is
 * suspended, or readmitted. It takes two persons: the first statement only proposes, a second one
 * by another person that names it takes effect.
 *
 * @param state the partner
 * @param reason in the officer's words
 * @param confirms the first person's act; empty in that act itself
 */
public record Statement(String state, String reason, Optional<Digest> confirms) {
    public static final int LONGEST_REASON = 2_000;

    public Json.Obj json() {
        var json = Json.object().with("state", state).with("reason", reason);
        return confirms.map(first -> json.with("confirms", first.hex())).orElse(json);
    }

    /** The statement in an act; empty if it holds none, or a malformed one. */
    public static Optional<Statement> of(Envelope act) {
        var content = act.content(Directory.STATEMENT);
        if (content.isEmpty()) return Optional.empty();
        try {
            return Optional.of(of(content.get()));
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    public static Statement of(Json.Obj json) throws MalformedAct {
        var part = Directory.STATEMENT;
        Shape.only(json, part, "state", "reason", "confirms");
        var state = Shape.text(json, part, "state");
        if (!state.matches("[A-Z]{2}"))
            throw new MalformedAct(part + ".state", "two capital letters expected");
        var reason = Shape.text(json, part, "reason");
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw new MalformedAct(part + ".reason", "a reason expected");
        return new Statement(
                state,
                reason,
                json.get("confirms").isPresent()
                        ? Optional.of(Shape.digest(json, part, "confirms"))
                        : Optional.empty());
    }
}

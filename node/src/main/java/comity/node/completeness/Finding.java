package comity.node.completeness;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An act that one of two nodes lacks.
 *
 * @param author the State in whose name it is; empty where nobody showed it
 * @param since no later than this it was acknowledged, by the receipt, else when it was filed here
 * @param receipt of the log of whoever lacks it; empty where none is known
 */
record Finding(
        Kind kind,
        Digest act,
        Optional<UUID> docket,
        String author,
        Optional<Instant> since,
        Optional<Receipt> receipt) {

    /** As it is told to the partner, in its own words. */
    Json.Obj json() {
        var json =
                Json.object()
                        .with("kind", kind.fromThere().word())
                        .with("act", act.hex())
                        .with("author", author);
        if (docket.isPresent()) json = json.with("docket", docket.get().toString());
        return receipt.isPresent() ? json.with("receipt", receipt.get().json()) : json;
    }

    /** What a partner tells; whether its receipt proves anything is not decided here. */
    static Finding of(Json.Obj json) throws MalformedAct {
        var kind =
                json.text("kind")
                        .flatMap(Kind::of)
                        .orElseThrow(() -> new MalformedAct("kind", "unknown"));
        var act =
                json.text("act")
                        .filter(hex -> hex.matches("[0-9a-f]{64}"))
                        .map(Digest::new)
                        .orElseThrow(() -> new MalformedAct("act", "digest expected"));
        var author = json.text("author").filter(state -> state.matches("[A-Z]{2}|")).orElse("");
        var receipt = json.object("receipt");
        return new Finding(
                kind,
                act,
                json.text("docket")
                        .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                        .map(UUID::fromString),
                author,
                Optional.empty(),
                receipt.isPresent() ? Optional.of(Receipt.of(receipt.get())) : Optional.empty());
    }
}

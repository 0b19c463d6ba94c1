package comity.node.vault;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.Optional;

/**
 * An exhibit that the vault keeps.
 *
 * @param order the order under which it came, if it came under one
 * @param derivedFrom the exhibit that it was made of
 * @param transmissible false for what was set aside as outside the order
 */
public record Held(
        Digest sha256,
        long size,
        String name,
        String mediaType,
        Optional<Digest> order,
        Optional<Digest> derivedFrom,
        boolean transmissible) {

    Json.Obj json() {
        var json =
                Json.object()
                        .with("sha256", sha256.hex())
                        .with("size", size)
                        .with("name", name)
                        .with("mediaType", mediaType)
                        .with("transmissible", transmissible);
        json = order.isPresent() ? json.with("order", order.get().hex()) : json;
        return derivedFrom.isPresent() ? json.with("derivedFrom", derivedFrom.get().hex()) : json;
    }

    static Held of(Json.Obj json) {
        return new Held(
                new Digest(json.text("sha256").orElseThrow()),
                json.integer("size").orElseThrow(),
                json.text("name").orElseThrow(),
                json.text("mediaType").orElseThrow(),
                json.text("order").map(Digest::new),
                json.text("derivedFrom").map(Digest::new),
                json.bool("transmissible").orElseThrow());
    }
}

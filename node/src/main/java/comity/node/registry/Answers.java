package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The registry's answers as one process tells them another. A denial goes without its findings:
 * they follow from the docket, and who asked derives them anew.
 */
final class Answers {
    private Answers() {}

    static String text(Filing filing) {
        var said =
                switch (filing) {
                    case Filing.Filed filed ->
                            Json.object()
                                    .with("outcome", "filed")
                                    .with("digest", filed.digest().hex())
                                    .with("position", filed.position());
                    case Filing.Denied _ -> Json.object().with("outcome", "denied");
                    case Filing.Overtaken overtaken ->
                            Json.object()
                                    .with("outcome", "overtaken")
                                    .with("digests", hex(List.copyOf(overtaken.heads())));
                    case Filing.Parked parked ->
                            Json.object()
                                    .with("outcome", "parked")
                                    .with("digests", hex(List.copyOf(parked.missing())));
                    case Filing.Rejected rejected -> {
                        var facts = Json.object();
                        for (var fact : rejected.facts().entrySet())
                            facts = facts.with(fact.getKey(), fact.getValue());
                        yield Json.object()
                                .with("outcome", "rejected")
                                .with("code", rejected.code())
                                .with("remedy", rejected.remedy())
                                .with("facts", facts);
                    }
                };
        return new String(CanonicalJson.bytes(said), StandardCharsets.UTF_8);
    }

    private static Json.Arr hex(List<Digest> digests) {
        return Json.strings(digests.stream().map(Digest::hex).toList());
    }

    /** Empty for a denial. */
    static Optional<Filing> read(String text) {
        try {
            var said = JsonReader.actObject(text.getBytes(StandardCharsets.UTF_8));
            return switch (said.text("outcome").orElse("")) {
                case "filed" ->
                        Optional.of(
                                new Filing.Filed(
                                        new Digest(said.text("digest").orElseThrow()),
                                        said.integer("position").orElseThrow()));
                case "denied" -> Optional.empty();
                case "overtaken" -> Optional.of(new Filing.Overtaken(digests(said)));
                case "parked" -> Optional.of(new Filing.Parked(digests(said)));
                case "rejected" -> Optional.of(rejected(said));
                default -> throw new StorageFailed("an answer that is none: " + text);
            };
        } catch (MalformedJson e) {
            throw new StorageFailed("an answer that is none", e);
        }
    }

    private static Filing rejected(Json.Obj said) {
        var facts = new LinkedHashMap<String, String>();
        var object = said.object("facts").orElse(Json.object());
        for (var name : object.members().keySet())
            object.text(name).ifPresent(fact -> facts.put(name, fact));
        return new Filing.Rejected(
                said.text("code").orElseThrow(), said.text("remedy").orElseThrow(), facts);
    }

    private static TreeSet<Digest> digests(Json.Obj said) {
        var digests = new TreeSet<Digest>();
        said.texts("digests").forEach(hex -> digests.add(new Digest(hex)));
        return digests;
    }
}

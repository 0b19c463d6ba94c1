package comity.e2e;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an act shall say, as a form collects it: a value for each field's name. Which section a
 * field stands in is the docket kind's business; {@link #sections} asks its table.
 */
final class Content {
    private final Type type;
    private final Map<String, Json> values = new LinkedHashMap<>();

    private Content(Type type) {
        this.type = type;
    }

    static Content of(String type) {
        return new Content(Type.of(type).orElseThrow());
    }

    String type() {
        return type.word();
    }

    Content with(String field, String text) {
        return put(field, new Json.Str(text));
    }

    Content with(String field, long number) {
        return put(field, new Json.Int(number));
    }

    Content with(String field, Digest digest) {
        return put(field, new Json.Str(digest.hex()));
    }

    Content with(String field, List<String> texts) {
        return put(field, Json.strings(texts));
    }

    Content withDigests(String field, Collection<Digest> digests) {
        return put(field, Json.strings(digests.stream().map(Digest::hex).sorted().toList()));
    }

    Content withExhibits(Json.Obj... exhibits) {
        return put("exhibits", new Json.Arr(List.of(exhibits)));
    }

    Content withManifests(Json.Obj... manifests) {
        return put("manifests", new Json.Arr(List.of(manifests)));
    }

    /** Which accounts, what data, of which days. */
    Content over(String account, String from, String to) {
        return with("accounts", List.of(account))
                .with("categories", List.of("CONTENT"))
                .with("from", from)
                .with("to", to);
    }

    private Content put(String field, Json value) {
        values.put(field, value);
        return this;
    }

    /** The content by section, as a proposal carries it. */
    Json.Obj sections() {
        var sections = new LinkedHashMap<String, Json>();
        for (var entry : values.entrySet()) {
            var section = field(entry.getKey()).section();
            var content = sections.get(section) instanceof Json.Obj begun ? begun : Json.EMPTY;
            sections.put(section, content.with(entry.getKey(), entry.getValue()));
        }
        return new Json.Obj(sections);
    }

    private Field field(String name) {
        return Cooperation.fields(type).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(type.word() + " has no field " + name));
    }
}

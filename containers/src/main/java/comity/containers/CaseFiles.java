package comity.containers;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph in CASE/UCO, as JSON-LD: who did what with which tool to which files, as whoever wrote it
 * says. Nothing of it is proven, and nothing of it is lost: the file itself stays the exhibit.
 * Terms are read by their prefixes; a graph that renames them in other ways shows fewer of its
 * nodes.
 */
final class CaseFiles {
    private static final long LARGEST = 64L << 20;
    private static final int MOST_SHOWN = 1_000;
    private static final String CASE = "https://ontology.caseontology.org/case/";
    private static final String UCO = "https://ontology.unifiedcyberontology.org/uco/";

    private final Json.Obj document;
    private final Map<String, String> prefixes = new HashMap<>();

    private CaseFiles(Json.Obj document) {
        this.document = document;
        document.object("@context")
                .ifPresent(
                        context ->
                                context.members()
                                        .forEach(
                                                (name, value) -> {
                                                    if (value instanceof Json.Str(var iri))
                                                        prefixes.put(name, iri);
                                                }));
    }

    /** Empty if this is no such graph, whatever it is. */
    static Optional<Json.Obj> of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) return Optional.empty();
        try {
            var read = JsonReader.interchange(Files.readAllBytes(file));
            if (!(read instanceof Json.Obj document) || document.get("@context").isEmpty())
                return Optional.empty();
            var graph = new CaseFiles(document);
            var known =
                    graph.prefixes.values().stream()
                            .anyMatch(iri -> iri.startsWith(CASE) || iri.startsWith(UCO));
            return known ? Optional.of(graph.look()) : Optional.empty();
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }

    private Json.Obj look() {
        var kinds = new java.util.TreeMap<String, Long>();
        var actions = new ArrayList<Json>();
        var provenance = new ArrayList<Json>();
        var hashes = new ArrayList<Json>();
        for (var item : document.items("@graph")) {
            if (!(item instanceof Json.Obj node)) continue;
            for (var type : types(node)) kinds.merge(local(type), 1L, Long::sum);
            if (is(node, "InvestigativeAction")) actions.add(action(node));
            if (is(node, "ProvenanceRecord"))
                provenance.add(shown(node, "exhibitNumber", "rootExhibitNumber", "object"));
            walk(node, hashes);
        }
        var counted = Json.object();
        for (var kind : kinds.entrySet()) counted = counted.with(kind.getKey(), kind.getValue());
        return Look.answer("sound", "case")
                .with("nodes", counted)
                .with("actions", first(actions))
                .with("provenance", first(provenance))
                .with("hashes", first(hashes));
    }

    private static Json.Arr first(List<Json> all) {
        return new Json.Arr(all.size() > MOST_SHOWN ? all.subList(0, MOST_SHOWN) : all);
    }

    private Json.Obj action(Json.Obj node) {
        return shown(
                node,
                "name",
                "startTime",
                "endTime",
                "performer",
                "instrument",
                "object",
                "result",
                "location");
    }

    /** The node with those of its members whose local names these are. */
    private Json.Obj shown(Json.Obj node, String... wanted) {
        var said = Json.object().with("id", node.text("@id").orElse(""));
        for (var member : node.members().entrySet())
            for (var name : wanted)
                if (local(member.getKey()).equals(name))
                    said = said.with(name, Json.strings(plain(member.getValue())));
        return said;
    }

    /** Hashes lie deep within facets. */
    private void walk(Json value, List<Json> hashes) {
        switch (value) {
            case Json.Obj node -> {
                if (is(node, "Hash")) hashes.add(shown(node, "hashMethod", "hashValue"));
                node.members().values().forEach(inner -> walk(inner, hashes));
            }
            case Json.Arr(var items) -> items.forEach(inner -> walk(inner, hashes));
            default -> {}
        }
    }

    private boolean is(Json.Obj node, String kind) {
        return types(node).stream().anyMatch(type -> local(type).equals(kind));
    }

    private static List<String> types(Json.Obj node) {
        var type = node.get("@type");
        if (type.isPresent() && type.get() instanceof Json.Str(var one)) return List.of(one);
        return node.texts("@type");
    }

    /** What stands after the prefix or the last part of a name. */
    private static String local(String name) {
        return name.substring(
                Math.max(
                                name.lastIndexOf('/'),
                                Math.max(name.lastIndexOf(':'), name.lastIndexOf('#')))
                        + 1);
    }

    /** Texts, and the names of nodes. */
    private static List<String> plain(Json value) {
        return switch (value) {
            case Json.Str(var text) -> List.of(text);
            case Json.Int(var number) -> List.of(Long.toString(number));
            case Json.Real(var number) -> List.of(Double.toString(number));
            case Json.Bool(var truth) -> List.of(Boolean.toString(truth));
            case Json.Null _ -> List.of();
            case Json.Arr(var items) ->
                    items.stream().flatMap(item -> plain(item).stream()).toList();
            case Json.Obj node ->
                    node.text("@value").or(() -> node.text("@id")).map(List::of).orElse(List.of());
        };
    }
}

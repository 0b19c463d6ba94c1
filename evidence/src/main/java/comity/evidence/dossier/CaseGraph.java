package comity.evidence.dossier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.Json.Obj;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The investigation's trail as a graph that other programs for evidence read: CASE 1.4 over UCO
 * 1.4, as JSON-LD. Each act is an investigative action of an authority in an office, with the
 * authorisations on which it rests, its instrument, and the exhibits that went in and came out;
 * each exhibit is a file with its hash, and has a provenance record for each act that touched it.
 * Persons are not in it, as they are not in the acts of a case file.
 */
final class CaseGraph {
    static final String NAME = "case.jsonld";

    private static final Map<String, String> PREFIXES =
            Map.of(
                    "investigation", "https://ontology.caseontology.org/case/investigation/",
                    "action", "https://ontology.unifiedcyberontology.org/uco/action/",
                    "core", "https://ontology.unifiedcyberontology.org/uco/core/",
                    "identity", "https://ontology.unifiedcyberontology.org/uco/identity/",
                    "observable", "https://ontology.unifiedcyberontology.org/uco/observable/",
                    "role", "https://ontology.unifiedcyberontology.org/uco/role/",
                    "tool", "https://ontology.unifiedcyberontology.org/uco/tool/",
                    "types", "https://ontology.unifiedcyberontology.org/uco/types/",
                    "xsd", "http://www.w3.org/2001/XMLSchema#");

    private final Contents contents;
    private final Trail trail;
    private final Map<Digest, Trail.Step> steps = new HashMap<>();
    private final Map<Digest, Trail.Item> exhibits = new HashMap<>();
    private final OutputStream out;

    /** The nodes that were written. */
    private final Set<String> nodes = new HashSet<>();

    private CaseGraph(Contents contents, OutputStream out) {
        this.contents = contents;
        this.trail = Trail.of(contents.acts());
        this.out = out;
        trail.steps().forEach(step -> steps.put(step.act().digest(), step));
        trail.exhibits().forEach(item -> exhibits.putIfAbsent(item.sha256(), item));
    }

    /** One node a line: of twenty thousand exhibits no more than their names are held in memory. */
    static void write(Contents contents, OutputStream out) throws IOException {
        try {
            new CaseGraph(contents, out).write();
        } catch (UncheckedIOException e) {
            throw new IOException("the graph could not be written", e);
        }
    }

    private void write() throws IOException {
        var context = Json.object().with("kb", "urn:comity:" + contents.docket() + ":");
        for (var prefix : PREFIXES.entrySet())
            context = context.with(prefix.getKey(), prefix.getValue());
        text("{\"@context\":");
        out.write(CanonicalJson.bytes(context));
        text(",\n\"@graph\":[");
        trail.steps().forEach(this::action);
        investigation();
        text("\n]}\n");
    }

    private void text(String some) throws IOException {
        out.write(some.getBytes(StandardCharsets.UTF_8));
    }

    private void investigation() {
        var all = new ArrayList<String>();
        for (var step : trail.steps()) {
            all.add(action(step.act().digest()));
            if (touched(step).findAny().isPresent()) all.add(record(step));
        }
        add(
                node("investigation", contents.docket().toString()),
                "investigation:Investigation",
                Json.object()
                        .with("core:name", "Docket " + contents.docket())
                        .with("investigation:investigationForm", "case")
                        .with(
                                "investigation:relevantAuthorization",
                                references(
                                        trail.steps().stream()
                                                .filter(Trail.Step::authorises)
                                                .map(step -> authorisation(step.act().digest()))
                                                .toList()))
                        .with("core:object", references(all)));
    }

    /** An act. Its time is what its author says of it; what others say is in the report. */
    private void action(Trail.Step step) {
        var header = step.act().header();
        var said =
                Json.object()
                        .with("core:name", step.type())
                        .with(
                                "core:description",
                                "SHA-256 of the signed header: " + step.act().digest().hex())
                        .with("action:startTime", time(header.at().toString()))
                        .with("action:endTime", time(header.at().toString()))
                        .with("action:performer", reference(organisation(step.authority())))
                        .with("action:participant", reference(office(step)))
                        .with("action:instrument", references(instruments(step)));
        var in = new ArrayList<String>();
        for (var other : step.rests())
            if (Optional.ofNullable(steps.get(other)).filter(Trail.Step::authorises).isPresent())
                in.add(authorisation(other));
        step.handles().forEach(item -> in.add(file(item)));
        step.brings().forEach(item -> item.from().ifPresent(from -> in.add(file(from))));
        if (!in.isEmpty()) said = said.with("action:object", references(in));
        var out = new ArrayList<String>();
        if (step.authorises()) out.add(authorisation(step));
        for (var item : step.brings()) out.add(file(item));
        if (touched(step).findAny().isPresent()) out.add(provenance(step));
        if (!out.isEmpty()) said = said.with("action:result", references(out));
        var before = Stream.concat(step.seen().stream(), step.rests().stream()).distinct();
        var informed = before.map(this::action).toList();
        if (!informed.isEmpty())
            said = said.with("investigation:wasInformedBy", references(informed));
        add(action(step.act().digest()), "investigation:InvestigativeAction", said);
    }

    private static Stream<Trail.Item> touched(Trail.Step step) {
        return Stream.concat(step.brings().stream(), step.handles().stream());
    }

    private String action(Digest act) {
        return node("act", act.hex());
    }

    private String organisation(String authority) {
        var id = node("authority", authority);
        add(id, "identity:Organization", Json.object().with("core:name", authority));
        return id;
    }

    private String office(Trail.Step step) {
        var office = step.act().header().author().office();
        var id = node("office", office);
        add(id, "role:Role", Json.object().with("core:name", office));
        return id;
    }

    /** The rules that were asked, and the programs that made one exhibit of another. */
    private List<String> instruments(Trail.Step step) {
        var found = new ArrayList<String>();
        found.add(tool("Comity rulebook", step.act().header().rules().hex()));
        touched(step)
                .flatMap(item -> item.tool().stream())
                .distinct()
                .forEach(name -> found.add(tool(name)));
        return found;
    }

    /**
     * A tool as an act names it, such as {@code redact 2.1}: the last word with a number is its
     * version.
     */
    private String tool(String said) {
        var space = said.lastIndexOf(' ');
        var last = said.substring(space + 1);
        return space > 0 && last.chars().anyMatch(Character::isDigit)
                ? tool(said.substring(0, space), last)
                : tool(said, "");
    }

    private String tool(String name, String version) {
        var id = node("tool", name + " " + version);
        var said = Json.object().with("core:name", name);
        add(id, "tool:Tool", version.isEmpty() ? said : said.with("tool:version", version));
        return id;
    }

    private String authorisation(Digest act) {
        return node("authorisation", act.hex());
    }

    private String authorisation(Trail.Step step) {
        var id = authorisation(step.act().digest());
        add(
                id,
                "investigation:Authorization",
                Json.object()
                        .with("core:name", step.type() + " of " + step.authority())
                        .with("investigation:authorizationType", step.type())
                        .with("investigation:authorizationIdentifier", step.act().digest().hex())
                        .with("core:startTime", time(step.act().header().at().toString())));
        return id;
    }

    private String file(Digest sha256) {
        return node("file", sha256.hex());
    }

    private String file(Trail.Item item) {
        var id = file(item.sha256());
        if (nodes.contains(id)) return id;
        var hex = item.sha256().hex();
        var content =
                Json.object()
                        .with("@id", node("content", hex))
                        .with("@type", "observable:ContentDataFacet")
                        .with("observable:sizeInBytes", item.size())
                        .with(
                                "observable:hash",
                                Json.object()
                                        .with("@id", node("hash", hex))
                                        .with("@type", "types:Hash")
                                        .with("types:hashMethod", "SHA256")
                                        .with("types:hashValue", typed("xsd:hexBinary", hex)));
        if (!item.mediaType().isEmpty())
            content = content.with("observable:mimeType", item.mediaType());
        var named =
                Json.object()
                        .with("@id", node("file-facet", hex))
                        .with("@type", "observable:FileFacet")
                        .with("observable:fileName", item.name())
                        .with("observable:sizeInBytes", item.size());
        var said =
                Json.object()
                        .with("core:name", item.name())
                        .with("core:hasFacet", new Json.Arr(List.of(named, content)));
        if (item.from().isPresent()) {
            // What it was made from may be withheld: then it is a file of which only the hash is
            // known.
            var origin = item.from().get();
            said = said.with("investigation:wasDerivedFrom", reference(file(origin)));
            if (!exhibits.containsKey(origin)) bare(origin);
        }
        add(id, "observable:File", said);
        return id;
    }

    private void bare(Digest sha256) {
        add(
                file(sha256),
                "observable:File",
                Json.object().with("core:name", "SHA-256 " + sha256.hex()));
    }

    private String record(Trail.Step step) {
        return node("provenance", step.act().digest().hex());
    }

    /** Who had which exhibits in hand, by which act: a link of the chain of custody. */
    private String provenance(Trail.Step step) {
        var id = record(step);
        var roots = touched(step).map(item -> root(item).hex()).distinct().toList();
        add(
                id,
                "investigation:ProvenanceRecord",
                Json.object()
                        .with(
                                "core:description",
                                step.type() + " by " + step.authority() + " of " + step.state())
                        .with("investigation:exhibitNumber", step.act().digest().hex())
                        .with("investigation:rootExhibitNumber", Json.strings(roots))
                        .with(
                                "core:object",
                                references(
                                        touched(step).map(item -> file(item.sha256())).toList())));
        return id;
    }

    /** What an exhibit was made from in the end, as far as acts here tell. */
    private Digest root(Trail.Item item) {
        var origin = item;
        for (var most = exhibits.size(); most > 0; most--) {
            var from = origin.from();
            if (from.isEmpty()) break;
            var above = exhibits.get(from.get());
            if (above == null) return from.get();
            origin = above;
        }
        return origin.sha256();
    }

    private void add(String id, String type, Obj said) {
        if (!nodes.add(id)) return;
        try {
            text(nodes.size() == 1 ? "\n" : ",\n");
            out.write(CanonicalJson.bytes(said.with("@id", id).with("@type", type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that is the same wherever the graph is made: of a hash, in the form of a UUID. */
    private static String node(String kind, String of) {
        var hash =
                Digest.of(("comity-graph/1 " + kind + " " + of).getBytes(StandardCharsets.UTF_8))
                        .bytes();
        var first = Arrays.copyOf(hash, 16);
        first[6] = (byte) (first[6] & 0x0f | 0x80);
        first[8] = (byte) (first[8] & 0x3f | 0x80);
        var hex = HexFormat.of().formatHex(first);
        return "kb:%s-%s-%s-%s-%s-%s"
                .formatted(
                        kind,
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
    }

    private static Json reference(String id) {
        return Json.object().with("@id", id);
    }

    private static Json references(List<String> ids) {
        return new Json.Arr(
                List.copyOf(ids.stream().distinct().map(CaseGraph::reference).toList()));
    }

    private static Json time(String instant) {
        return typed("xsd:dateTime", instant);
    }

    private static Json typed(String type, String value) {
        return Json.object().with("@type", type).with("@value", value);
    }
}

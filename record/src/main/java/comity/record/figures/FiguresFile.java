package comity.record.figures;

import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Checked.Line;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.PublishedKeys;
import comity.record.tlog.TlogProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The published numbers of a period as anybody can check them: that they are the sums of what was
 * committed to for each act, and that the State bound itself to them in its log. Whoever holds acts
 * is shown with it in which numbers these count.
 *
 * @param publication the act by which the State bound itself
 * @param held that its log holds that act
 * @param statement what is published
 * @param opened acts whose part is shown; none in the file for everybody
 * @param directory the act that lists the State's keys
 */
public record FiguresFile(
        String state,
        Envelope publication,
        Receipt held,
        Json.Obj statement,
        TotalProof proof,
        List<Opened> opened,
        Envelope directory) {
    public static final String FORMAT = "comity-figures/1";

    public FiguresFile {
        publication = publication.withholding(Publication.SECTION::equals).with(List.of());
        opened = List.copyOf(opened);
    }

    /** Whether a file means to be one: it is text that names the format. */
    public static boolean looksLikeOne(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("{") && text.contains('"' + FORMAT + '"');
    }

    /**
     * Checks all of it.
     *
     * @param root the fingerprint of the State's root as the holder was given it by another path
     */
    public Checked check(Optional<Digest> root) {
        var keys = PublishedKeys.of(state, directory);
        var published = Publication.of(publication);
        var totals = Totals.of(statement);
        var place = keys.proven(held, publication.digest());
        var at = place.flatMap(keys::time);
        var lines = new ArrayList<Line>();
        lines.add(keys.root(root));
        lines.add(Line.of("signed", keys.signed(publication, at)));
        lines.add(
                Line.of(
                        "held",
                        published.isPresent()
                                && place.filter(one -> one.index() >= published.get().upTo())
                                        .isPresent()));
        var same =
                published.isPresent()
                        && totals.filter(
                                        said ->
                                                Publication.of(said, published.get().root())
                                                        .equals(published.get()))
                                .isPresent();
        lines.add(Line.of("same", same));
        lines.add(Line.of("total", same && proof.proves(totals.get(), published.get().root())));
        if (!opened.isEmpty())
            lines.add(
                    Line.of(
                            "counted",
                            published.isPresent()
                                    && opened.stream()
                                            .allMatch(one -> opens(one, published.get(), keys))));
        return new Checked(lines, facts(keys, totals, place), at);
    }

    private static boolean opens(Opened one, Publication published, PublishedKeys keys) {
        return keys.proven(one.held(), one.act())
                .filter(place -> one.opens(published, place.index()))
                .isPresent();
    }

    private Map<String, String> facts(
            PublishedKeys keys, Optional<Totals> totals, Optional<TlogProof> place) {
        return Map.ofEntries(
                Map.entry("state", state),
                Map.entry("authority", publication.header().author().authority()),
                Map.entry("fingerprint", keys.fingerprint().map(Digest::hex).orElse("-")),
                Map.entry("period", totals.map(Totals::period).orElse("-")),
                Map.entry("from", totals.map(one -> Long.toString(one.from())).orElse("-")),
                Map.entry("upTo", totals.map(one -> Long.toString(one.upTo())).orElse("-")),
                Map.entry(
                        "shown",
                        totals.map(one -> one.shown().size() - one.withheld().size())
                                .map(Object::toString)
                                .orElse("-")),
                Map.entry(
                        "withheld",
                        totals.map(one -> one.withheld().size()).map(Object::toString).orElse("-")),
                Map.entry("position", place.map(one -> Long.toString(one.index())).orElse("-")),
                Map.entry("count", Integer.toString(opened.size())),
                Map.entry(
                        "acts",
                        opened.stream()
                                .map(
                                        one ->
                                                one.act().hex()
                                                        + " ("
                                                        + (one.figures().isEmpty()
                                                                ? "-"
                                                                : String.join(", ", one.figures()))
                                                        + ")")
                                .collect(Collectors.joining("; "))));
    }

    public byte[] bytes() {
        return CanonicalJson.bytes(
                Json.object()
                        .with("format", FORMAT)
                        .with("state", state)
                        .with("publication", publication.json())
                        .with("held", held.json())
                        .with("statement", statement)
                        .with("proof", proof.json())
                        .with(
                                "opened",
                                new Json.Arr(opened.stream().<Json>map(Opened::json).toList()))
                        .with("directory", directory.json()));
    }

    private static final Set<String> MEMBERS =
            Set.of(
                    "format",
                    "state",
                    "publication",
                    "held",
                    "statement",
                    "proof",
                    "opened",
                    "directory");

    /** Reads what {@link #bytes} made. */
    public static FiguresFile of(Json.Obj json) throws MalformedAct {
        if (json.text("format").filter(FORMAT::equals).isEmpty())
            throw new MalformedAct("format", FORMAT + " expected");
        if (!json.members().keySet().equals(MEMBERS))
            throw new MalformedAct("figures", "other members than published figures have");
        var opened = new ArrayList<Opened>();
        for (var one : json.items("opened")) opened.add(Opened.of(one));
        return new FiguresFile(
                json.text("state")
                        .filter(code -> code.matches("[A-Z]{2}"))
                        .orElseThrow(() -> new MalformedAct("state", "two letters expected")),
                Envelope.of(object(json, "publication")),
                Receipt.of(object(json, "held")),
                object(json, "statement"),
                TotalProof.of(object(json, "proof"))
                        .orElseThrow(() -> new MalformedAct("proof", "proof expected")),
                opened,
                Envelope.of(object(json, "directory")));
    }

    private static Json.Obj object(Json.Obj json, String name) throws MalformedAct {
        return json.object(name).orElseThrow(() -> new MalformedAct(name, "object expected"));
    }
}

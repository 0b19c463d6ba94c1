package comity.verifier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Headers, sections and authorities' signatures. */
class ActTamperingTest extends Tampering {
    @Override
    Stream<Row> rows() {
        return Stream.of(headers(), sections(), signatures()).flatMap(Function.identity());
    }

    private Stream<Row> headers() {
        var rows = new ArrayList<Row>();
        var changes =
                Map.<String, UnaryOperator<Json.Obj>>of(
                        "id",
                        header -> header.with("id", "01990000-0000-7000-8000-000000000001"),
                        "type",
                        header -> header.with("type", "consult"),
                        "at",
                        header -> header.with("at", "2025-01-01T00:00:00Z"),
                        "author's authority",
                        author("authority", "XB.provider.harbourmail"),
                        "author's office",
                        author("office", "CUS"),
                        "author's officer",
                        author("officer", "ab".repeat(32)),
                        "seen",
                        header -> header.with("seen", Json.strings(List.of())),
                        "rules",
                        header -> header.with("rules", "ab".repeat(32)),
                        "after",
                        header -> header.with("after", ""),
                        "unused section",
                        header ->
                                header.with(
                                        "sections",
                                        header.object("sections")
                                                .orElseThrow()
                                                .with("facts", "ab".repeat(32))));
        changes.forEach(
                (field, change) -> {
                    rows.add(
                            handled(
                                    "header: " + field,
                                    "signature.refused",
                                    (story, parts) -> parts.rewrite(story.act("order"), change)));
                    rows.add(
                            handled(
                                    "header: " + field + ", under the act's old name",
                                    "file.malformed",
                                    (story, parts) ->
                                            parts.change(
                                                    story.act("order"),
                                                    act ->
                                                            act.with(
                                                                    "header",
                                                                    change.apply(
                                                                            act.object("header")
                                                                                    .orElseThrow())))));
                });
        var elsewhere =
                Map.<String, UnaryOperator<Json.Obj>>of(
                        "format", header -> header.with("format", "comity-act/2"),
                        "docket",
                                header ->
                                        header.with(
                                                "docket", "01990000-0000-7000-8000-000000000001"),
                        "kind", header -> header.with("kind", "incident"),
                        "author's State", author("state", "XC"),
                        "a member that nobody knows", header -> header.with("note", "x"));
        elsewhere.forEach(
                (field, change) ->
                        rows.add(
                                handled(
                                        "header: " + field,
                                        "file.malformed",
                                        (story, parts) ->
                                                parts.rewrite(story.act("order"), change))));
        return rows.stream();
    }

    private Stream<Row> sections() {
        var rows = new ArrayList<Row>();
        for (var name : List.of("terms", "subject", "facts", "reasons")) {
            rows.add(
                    handled(
                            "section " + name + ": a word more",
                            "file.malformed",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            section(
                                                    name,
                                                    section ->
                                                            section.with(
                                                                    "content",
                                                                    section.object("content")
                                                                            .orElseThrow()
                                                                            .with("x", "y"))))));
            rows.add(
                    handled(
                            "section " + name + ": its salt",
                            "file.malformed",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            section(
                                                    name,
                                                    section ->
                                                            section.with(
                                                                    "salt",
                                                                    Base64Url.encode(
                                                                            new byte[32]))))));
            rows.add(
                    handled(
                            "section " + name + " withheld",
                            Status.UNCHECKED,
                            "ruling.unknown",
                            (story, parts) ->
                                    parts.change(
                                            story.act("request"),
                                            act -> {
                                                var kept =
                                                        new LinkedHashMap<>(
                                                                act.object("sections")
                                                                        .orElseThrow()
                                                                        .members());
                                                kept.remove(name);
                                                return act.with("sections", new Json.Obj(kept));
                                            })));
        }
        rows.add(
                handled(
                        "section exhibits of the transmission withheld",
                        "file.unnamed",
                        (story, parts) ->
                                parts.change(
                                        story.act("transmit"),
                                        act -> {
                                            var kept =
                                                    new LinkedHashMap<>(
                                                            act.object("sections")
                                                                    .orElseThrow()
                                                                    .members());
                                            kept.remove("exhibits");
                                            return act.with("sections", new Json.Obj(kept));
                                        })));
        return rows.stream();
    }

    private Stream<Row> signatures() {
        var rows = new ArrayList<Row>();
        for (var name :
                List.of(
                        "authorise",
                        "request",
                        "acknowledge",
                        "find-discrimination",
                        "find-expression",
                        "authorise-execution",
                        "order",
                        "produce",
                        "transmit",
                        "confirm-receipt"))
            rows.add(
                    handled(
                            "signature of " + name + ": one bit",
                            "signature.refused",
                            (story, parts) ->
                                    parts.change(
                                            story.act(name),
                                            act ->
                                                    act.with(
                                                            "signature",
                                                            flipped(
                                                                    act.text("signature")
                                                                            .orElseThrow())))));
        rows.add(
                handled(
                        "signature: another act's",
                        "signature.refused",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"),
                                        act ->
                                                act.with(
                                                        "signature",
                                                        parts.json(
                                                                        Parts.place(
                                                                                story.act(
                                                                                        "transmit")))
                                                                .text("signature")
                                                                .orElseThrow()))));
        rows.add(
                handled(
                        "signature: none",
                        "signature.refused",
                        (story, parts) ->
                                parts.change(
                                        story.act("order"), act -> act.with("signature", ""))));
        rows.add(
                new Row(
                        "signature: of another authority's key",
                        Status.FAILED,
                        "signature.refused",
                        () -> {
                            var story = new Story();
                            story.when("order", draft -> draft.key = story.borduria.key("court"));
                            return handed(story.told());
                        }));
        return rows.stream();
    }

    private static UnaryOperator<Json.Obj> author(String name, String value) {
        return header ->
                header.with("author", header.object("author").orElseThrow().with(name, value));
    }

    private static UnaryOperator<Json.Obj> section(String name, UnaryOperator<Json.Obj> change) {
        return act -> {
            var sections = act.object("sections").orElseThrow();
            return act.with(
                    "sections",
                    sections.with(name, change.apply(sections.object(name).orElseThrow())));
        };
    }

    /** The last character but one: the last carries bits that mean nothing. */
    private static String flipped(String base64) {
        var at = base64.length() - 2;
        return base64.substring(0, at)
                + (base64.charAt(at) == 'A' ? 'B' : 'A')
                + base64.substring(at + 1);
    }
}

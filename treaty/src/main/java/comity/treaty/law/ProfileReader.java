package comity.treaty.law;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a profile's document strictly (docs/formats/profile.md): refused whole, with every problem
 * at its place and line, if anything in it is malformed, contradicts itself, belongs to another
 * State, or is looser than the Convention. Never throws.
 */
public final class ProfileReader {

    private final Publisher publisher;
    private final Objections objections;

    private ProfileReader(Publisher publisher, Objections objections) {
        this.publisher = publisher;
        this.objections = objections;
    }

    /**
     * Who publishes.
     *
     * @param state of the key that signs
     * @param authorities that its directory has; empty if the directory is not at hand, and then no
     *     authority is refused for not being in it
     * @param newest number of the version that stands, if one does
     */
    public record Publisher(String state, Optional<Set<String>> authorities, OptionalLong newest) {
        public Publisher {
            authorities = authorities.map(Set::copyOf);
        }

        /** A State of which nothing else is known. */
        public static Publisher of(String state) {
            return new Publisher(state, Optional.empty(), OptionalLong.empty());
        }
    }

    /** What was read: with a problem, nothing of it is to be used. */
    public record Read(Optional<Profile> profile, List<Problem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. */
    public static Read read(byte[] utf8, Publisher publisher) {
        try {
            var document = JsonReader.act(utf8);
            if (document instanceof Json.Obj object)
                return read(object, Places.of(utf8), "", publisher);
            return malformed("json.not-an-object", 1);
        } catch (MalformedJson e) {
            return malformed("json." + e.code(), Places.line(utf8, e.offset()));
        }
    }

    private static Read malformed(String code, int line) {
        return new Read(
                Optional.empty(), List.of(new Problem("", line, code, Map.of(), Optional.empty())));
    }

    /** Reads a document that came from no file: an act's section, or a form. */
    public static Read read(Json.Obj document, Publisher publisher) {
        return read(document, Places.NONE, "", publisher);
    }

    /**
     * @param places of the file that the document stands in
     * @param pointer to the document within it
     */
    public static Read read(Json.Obj document, Places places, String pointer, Publisher publisher) {
        var objections = new Objections(places, pointer);
        new ProfileReader(publisher, objections).document(document);
        var problems = objections.sorted();
        return new Read(
                problems.isEmpty()
                        ? Optional.of(new Profile(publisher.state(), document))
                        : Optional.empty(),
                problems);
    }

    private void document(Json.Obj document) {
        if (ShortForm.is(document)) shortForm(document);
        else {
            group("", document, ProfileTerms.DOCUMENT.terms());
            document.text("state")
                    .filter(state -> !state.equals(publisher.state()))
                    .ifPresent(
                            state ->
                                    objections.add(
                                            "/state",
                                            "state.another",
                                            Map.of("state", state, "signer", publisher.state())));
            document.integer("version")
                    .filter(version -> version <= publisher.newest().orElse(0))
                    .ifPresent(_ -> notNewer("/version"));
            new Contradictions(document, objections).find();
            new Looseness(document, objections).find();
        }
    }

    private void notNewer(String pointer) {
        objections.add(
                pointer,
                "version.not-newer",
                Map.of("newest", Long.toString(publisher.newest().orElse(0))));
    }

    /** The first release's five members; not after a version that says more. */
    private void shortForm(Json.Obj document) {
        for (var name : document.members().keySet())
            if (!ShortForm.MEMBERS.contains(name))
                objections.add(Places.member("", name), "member.unknown", Map.of("member", name));
        if (!document.members().containsKey("centralAuthority"))
            objections.add("", "member.missing", Map.of("member", "centralAuthority"));
        var shapes =
                Map.of(
                        "centralAuthority", new Shape.Authority(),
                        "languages", new Shape.Several(new Shape.Language()),
                        "mostAccounts", new Shape.Whole(1, 10_000),
                        "mostDays", new Shape.Whole(1, 3_660),
                        "bothThresholds", new Shape.Truth());
        document.members()
                .forEach(
                        (name, value) ->
                                Optional.ofNullable(shapes.get(name))
                                        .ifPresent(shape -> value("/" + name, value, shape)));
        if (publisher.newest().orElse(0) > 0) notNewer("");
    }

    private void group(String pointer, Json.Obj object, List<Term> terms) {
        var known = new HashSet<String>();
        for (var term : terms) {
            known.add(term.name());
            var value = object.get(term.name());
            if (value.isPresent()) {
                var place = Places.member(pointer, term.name());
                value(place, value.get(), term.shape());
                term.floor()
                        .ifPresent(floor -> Looseness.floor(place, value.get(), floor, objections));
            } else if (term.required())
                objections.add(pointer, "member.missing", Map.of("member", term.name()));
        }
        for (var name : object.members().keySet())
            if (!known.contains(name))
                objections.add(
                        Places.member(pointer, name), "member.unknown", Map.of("member", name));
    }

    private void value(String at, Json value, Shape shape) {
        switch (shape) {
            case Shape.Text(var most) ->
                    Words.text(value, most)
                            .ifPresent(
                                    code ->
                                            objections.add(
                                                    at,
                                                    code,
                                                    Map.of("most", Integer.toString(most))));
            case Shape.Truth() -> {
                if (!(value instanceof Json.Bool)) objections.add(at, "truth.expected");
            }
            case Shape.Whole whole -> number(at, value, whole);
            case Shape.Day() -> {
                if (Words.of(value).flatMap(Said::day).isEmpty())
                    objections.add(at, "day.expected");
            }
            case Shape.State() -> matching(at, value, "[A-Z]{2}", "state.expected");
            case Shape.StateOrAll() -> matching(at, value, "[A-Z]{2}|\\*", "state.expected");
            case Shape.Authority() -> authority(at, value);
            case Shape.Language() ->
                    matching(at, value, "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "language.expected");
            case Shape.Zone() -> {
                if (Words.of(value).filter(Words::isZone).isEmpty())
                    objections.add(at, "zone.expected");
            }
            case Shape.Code(var codes) -> {
                if (Words.of(value).filter(codes::contains).isEmpty())
                    objections.add(at, "code.expected", Map.of("codes", String.join(", ", codes)));
            }
            case Shape.Several(var each) -> several(at, value, each);
            case Shape.Group(var terms) -> {
                if (value instanceof Json.Obj object) group(at, object, terms);
                else objections.add(at, "object.expected");
            }
            case Shape.Rows rows -> rows(at, value, rows);
        }
    }

    private void number(String at, Json value, Shape.Whole whole) {
        if (!(value instanceof Json.Int(var number))) objections.add(at, "number.expected");
        else if (number < 0)
            objections.add(at, "number.negative", Map.of("number", Long.toString(number)));
        else if (number < whole.least() || number > whole.most())
            objections.add(
                    at,
                    "number.outside",
                    Map.of(
                            "number", Long.toString(number),
                            "least", Long.toString(whole.least()),
                            "most", Long.toString(whole.most())));
    }

    private void matching(String at, Json value, String pattern, String code) {
        if (Words.of(value).filter(text -> text.matches(pattern)).isEmpty())
            objections.add(at, code);
    }

    private void authority(String at, Json value) {
        var authority = Words.of(value).orElse("");
        if (!authority.startsWith(publisher.state() + "."))
            objections.add(at, "authority.expected", Map.of("state", publisher.state()));
        else if (publisher.authorities().filter(known -> !known.contains(authority)).isPresent())
            objections.add(at, "authority.unknown", Map.of("authority", authority));
    }

    private void several(String at, Json value, Shape each) {
        if (!(value instanceof Json.Arr(var items))) {
            objections.add(at, "list.expected");
            return;
        }
        if (objections.tooMany(at, items.size())) return;
        var seen = new HashSet<Json>();
        for (var i = 0; i < items.size(); i++) {
            value(at + "/" + i, items.get(i), each);
            if (!seen.add(items.get(i)))
                objections.add(at + "/" + i, "twice", Map.of("key", Words.shown(items.get(i))));
        }
    }

    private void rows(String at, Json value, Shape.Rows rows) {
        if (!(value instanceof Json.Arr(var items))) {
            objections.add(at, "list.expected");
            return;
        }
        if (objections.tooMany(at, items.size())) return;
        var seen = new HashSet<List<String>>();
        for (var i = 0; i < items.size(); i++) {
            var place = at + "/" + i;
            if (!(items.get(i) instanceof Json.Obj row)) {
                objections.add(place, "object.expected");
                continue;
            }
            group(place, row, rows.terms());
            var key = new ArrayList<String>();
            for (var name : rows.key()) row.get(name).map(Words::shown).ifPresent(key::add);
            if (!key.isEmpty() && !seen.add(keyed(rows, row)))
                objections.add(place, "twice", Map.of("key", String.join(", ", key)));
        }
    }

    private static List<String> keyed(Shape.Rows rows, Json.Obj row) {
        return rows.key().stream().map(name -> row.get(name).map(Words::shown).orElse("")).toList();
    }
}

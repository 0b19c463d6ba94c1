package comity.record.act;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The shapes that signed JSON must have. A member that nobody knows is refused: it could mean
 * something to others.
 */
final class Shape {
    private Shape() {}

    static void only(Json.Obj object, String part, String... allowed) throws MalformedAct {
        var known = Set.of(allowed);
        for (var name : object.members().keySet()) {
            if (!known.contains(name)) throw new MalformedAct(part, "unknown member");
        }
    }

    static String text(Json.Obj object, String part, String name) throws MalformedAct {
        return object.text(name)
                .orElseThrow(() -> new MalformedAct(part + "." + name, "text expected"));
    }

    /** A name that people and programs share: letters, digits, dots, hyphens. */
    static String name(Json.Obj object, String part, String name) throws MalformedAct {
        var text = text(object, part, name);
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}"))
            throw new MalformedAct(part + "." + name, "letters, digits, dots and hyphens expected");
        return text;
    }

    static Json.Obj object(Json.Obj object, String part, String name) throws MalformedAct {
        return object.object(name)
                .orElseThrow(() -> new MalformedAct(part + "." + name, "object expected"));
    }

    static Digest digest(Json value, String part) throws MalformedAct {
        if (value instanceof Json.Str(var hex) && hex.matches("[0-9a-f]{64}"))
            return new Digest(hex);
        throw new MalformedAct(part, "64 lower-case hexadecimal digits expected");
    }

    static Digest digest(Json.Obj object, String part, String name) throws MalformedAct {
        return digest(
                object.get(name)
                        .orElseThrow(() -> new MalformedAct(part + "." + name, "digest expected")),
                part + "." + name);
    }

    static UUID uuid(Json.Obj object, String part, String name) throws MalformedAct {
        var text = text(object, part, name);
        try {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) return uuid;
        } catch (IllegalArgumentException _) {
            // falls through to the same answer: one text for each identifier
        }
        throw new MalformedAct(part + "." + name, "UUID in lower case expected");
    }

    static Instant instant(Json.Obj object, String part, String name) throws MalformedAct {
        try {
            var text = text(object, part, name);
            var instant = Instant.parse(text);
            if (instant.toString().equals(text)) return instant;
        } catch (DateTimeException _) {
            // falls through to the same answer: one text for each instant
        }
        throw new MalformedAct(
                part + "." + name, "instant in UTC expected, such as 2026-11-23T09:30:00Z");
    }

    static byte[] bytes(Json.Obj object, String part, String name) throws MalformedAct {
        try {
            return Base64Url.decode(text(object, part, name));
        } catch (IllegalArgumentException _) {
            throw new MalformedAct(part + "." + name, "base64url expected");
        }
    }

    static List<Json> items(Json.Obj object, String part, String name, int most)
            throws MalformedAct {
        if (!(object.get(name).orElse(null) instanceof Json.Arr(var items)))
            throw new MalformedAct(part + "." + name, "list expected");
        if (items.size() > most)
            throw new MalformedAct(part + "." + name, "more than " + most + " entries");
        return items;
    }
}

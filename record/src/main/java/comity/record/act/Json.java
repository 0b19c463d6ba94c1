package comity.record.act;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON value as an act may hold it: objects, lists, strings, whole numbers, truth values. {@link
 * Real} and {@link Null} exist so that RFC 8785 can be implemented whole; the strict reader of acts
 * refuses both.
 */
public sealed interface Json {

    /** An object. Member order carries no meaning; the canonical writer sorts. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The member's text; empty if it is absent or not a string. */
        public Optional<String> text(String name) {
            return get(name)
                    .flatMap(
                            value ->
                                    value instanceof Str(var text)
                                            ? Optional.of(text)
                                            : Optional.empty());
        }

        /** The member's whole number; empty if it is absent or not a whole number. */
        public Optional<Long> integer(String name) {
            return get(name)
                    .flatMap(
                            value ->
                                    value instanceof Int(var number)
                                            ? Optional.of(number)
                                            : Optional.empty());
        }

        /** The member's truth value; empty if it is absent or not one. */
        public Optional<Boolean> bool(String name) {
            return get(name)
                    .flatMap(
                            value ->
                                    value instanceof Bool(var truth)
                                            ? Optional.of(truth)
                                            : Optional.empty());
        }

        /** The member's object; empty if it is absent or not an object. */
        public Optional<Obj> object(String name) {
            return get(name)
                    .flatMap(
                            value ->
                                    value instanceof Obj object
                                            ? Optional.of(object)
                                            : Optional.empty());
        }

        /** The member's items; empty if it is absent or not a list. */
        public List<Json> items(String name) {
            return get(name)
                    .map(value -> value instanceof Arr(var items) ? items : List.<Json>of())
                    .orElse(List.of());
        }

        /** The strings among the member's items. */
        public List<String> texts(String name) {
            return items(name).stream()
                    .flatMap(
                            item ->
                                    item instanceof Str(var text)
                                            ? Stream.of(text)
                                            : Stream.empty())
                    .toList();
        }

        /** The same object with one member more, or with that member replaced. */
        public Obj with(String name, Json value) {
            var copy = new LinkedHashMap<>(members);
            copy.put(name, value);
            return new Obj(copy);
        }

        /** With {@code value} at a path of names, dots between; what is missing on it is made. */
        public Obj at(String path, Json value) {
            var dot = path.indexOf('.');
            if (dot < 0) return with(path, value);
            var name = path.substring(0, dot);
            return with(name, object(name).orElse(EMPTY).at(path.substring(dot + 1), value));
        }

        public Obj with(String name, String value) {
            return with(name, new Str(value));
        }

        public Obj with(String name, long value) {
            return with(name, new Int(value));
        }

        public Obj with(String name, boolean value) {
            return with(name, new Bool(value));
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String text) implements Json {}

    /** A whole number that every JSON reader keeps exactly (RFC 7493, 2.2): |value| &lt; 2^53. */
    record Int(long value) implements Json {
        public static final long LIMIT = (1L << 53) - 1;

        public Int {
            if (Math.abs(value) > LIMIT)
                throw new IllegalArgumentException("beyond 2^53-1: " + value);
        }
    }

    /** A number with fraction or exponent; never part of an act. */
    record Real(double value) implements Json {
        public Real {
            if (!Double.isFinite(value))
                throw new IllegalArgumentException("not a JSON number: " + value);
        }
    }

    record Bool(boolean value) implements Json {}

    /** JSON's null; never part of an act, where absence says it. */
    record Null() implements Json {}

    Obj EMPTY = new Obj(Map.of());

    static Obj object() {
        return EMPTY;
    }

    static Arr strings(Iterable<String> texts) {
        var items = new java.util.ArrayList<Json>();
        texts.forEach(text -> items.add(new Str(text)));
        return new Arr(items);
    }
}

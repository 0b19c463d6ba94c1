package comity.evidence.reading;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that an exhibit holds, as a reader found it.
 *
 * @param path where it lies in the exhibit, parts divided by {@code !/}; what does not print is
 *     written by its number, in four hexadecimal digits after {@code \\u}
 * @param media its media type
 * @param accounts those that it names: senders and recipients, authors
 * @param owners whose mailbox it says it was delivered to
 * @param moments times that it gives of itself
 * @param size in bytes; 0 if it was not reached
 * @param sha256 of its bytes, unless it was not reached
 * @param parts the hashes of what is attached to it
 * @param columns of rows: their names, of which somebody says which is the time
 * @param unread why it could not be read; empty if it could
 */
public record Item(
        String path,
        Kind kind,
        String media,
        Set<String> accounts,
        Set<String> owners,
        List<Moment> moments,
        long size,
        Optional<Digest> sha256,
        Set<Digest> parts,
        List<String> columns,
        Optional<Unread> unread) {
    public Item {
        accounts = Set.copyOf(accounts);
        owners = Set.copyOf(owners);
        moments = List.copyOf(moments);
        parts = Set.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** What could not be read. */
    public static Item unread(
            String path, String media, long size, Optional<Digest> sha256, Unread why) {
        return new Item(
                path,
                Kind.OTHER,
                media,
                Set.of(),
                Set.of(),
                List.of(),
                size,
                sha256,
                Set.of(),
                List.of(),
                Optional.of(why));
    }

    /** The same, when it turns out that it could not be read. */
    public Item because(Unread why) {
        return new Item(
                path,
                kind,
                media,
                accounts,
                owners,
                moments,
                size,
                sha256,
                parts,
                columns,
                Optional.of(why));
    }

    public Json.Obj json() {
        var json =
                Json.object()
                        .with("path", path)
                        .with("kind", kind.name())
                        .with("media", media)
                        .with("size", size)
                        .with("accounts", Json.strings(new TreeSet<>(accounts).stream().toList()))
                        .with("owners", Json.strings(new TreeSet<>(owners).stream().toList()))
                        .with("moments", new Json.Arr(moments.stream().map(Moment::json).toList()))
                        .with(
                                "parts",
                                Json.strings(parts.stream().map(Digest::hex).sorted().toList()))
                        .with("columns", Json.strings(columns));
        if (sha256.isPresent()) json = json.with("sha256", sha256.get().hex());
        return unread.isPresent() ? json.with("unread", unread.get().name()) : json;
    }

    /** Empty if it is no item: whoever wrote it is not to be believed. */
    public static Optional<Item> of(Json.Obj json) {
        var path = json.text("path");
        var kind =
                json.text("kind")
                        .flatMap(
                                word ->
                                        java.util.stream.Stream.of(Kind.values())
                                                .filter(known -> known.name().equals(word))
                                                .findFirst());
        if (path.isEmpty() || kind.isEmpty()) return Optional.empty();
        return Optional.of(
                new Item(
                        path.get(),
                        kind.get(),
                        json.text("media").orElse("application/octet-stream"),
                        new TreeSet<>(json.texts("accounts")),
                        new TreeSet<>(json.texts("owners")),
                        json.items("moments").stream()
                                .flatMap(moment -> Moment.of(moment).stream())
                                .toList(),
                        json.integer("size").orElse(0L),
                        json.text("sha256").flatMap(Item::digest),
                        new TreeSet<>(
                                json.texts("parts").stream()
                                        .flatMap(hex -> digest(hex).stream())
                                        .toList()),
                        json.texts("columns"),
                        // What says that it is unread, in whatever words, is unread.
                        json.text("unread").map(word -> Unread.of(word).orElse(Unread.DAMAGED))));
    }

    private static Optional<Digest> digest(String hex) {
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new Digest(hex)) : Optional.empty();
    }
}

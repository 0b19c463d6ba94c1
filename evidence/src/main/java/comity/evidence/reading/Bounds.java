package comity.evidence.reading;

import comity.record.act.Json;
import java.time.Duration;

/**
 * Beyond what a reader reads nothing.
 *
 * @param depth archives within archives
 * @param entries in all archives of one exhibit together
 * @param messages in all mailboxes of one exhibit together
 * @param unpacked bytes, of everything that was packed, together
 * @param ratio unpacked to packed bytes of one entry, once it is larger than a megabyte
 * @param each how long one item may take
 */
public record Bounds(
        int depth, int entries, int messages, long unpacked, int ratio, Duration each) {

    /** What the threat model asks for (T12). */
    public static final Bounds USUAL =
            new Bounds(16, 10_000, 250_000, 10L << 30, 200, Duration.ofSeconds(20));

    Json.Obj json() {
        return Json.object()
                .with("depth", depth)
                .with("entries", entries)
                .with("messages", messages)
                .with("unpacked", unpacked)
                .with("ratio", ratio)
                .with("each", each.toMillis());
    }

    static Bounds of(Json.Obj json) {
        return new Bounds(
                (int) number(json, "depth", USUAL.depth),
                (int) number(json, "entries", USUAL.entries),
                (int) number(json, "messages", USUAL.messages),
                number(json, "unpacked", USUAL.unpacked),
                (int) number(json, "ratio", USUAL.ratio),
                Duration.ofMillis(number(json, "each", USUAL.each.toMillis())));
    }

    private static long number(Json.Obj json, String name, long usual) {
        return Math.max(0, Math.min(json.integer(name).orElse(usual), usual));
    }
}

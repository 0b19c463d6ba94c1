package comity.record.act;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is signed. The digest of its canonical form is the act's identity; nothing in it can be
 * changed, and nothing personal stands in it. A value: two headers are equal if their digests are.
 */
public final class Header {
    public static final String FORMAT = "comity-act/1";

    /** More heads than any docket has; a list beyond it is an attack on the reader. */
    public static final int MOST_SEEN = 1_000;

    public static final int MOST_SECTIONS = 16;

    private final UUID id;
    private final UUID docket;
    private final String kind;
    private final String type;
    private final Instant at;
    private final Author author;
    private final SortedSet<Digest> seen;
    private final Digest rules;
    private final String after;
    private final Map<String, Digest> sections;
    private final Digest digest;

    public Header(
            UUID id,
            UUID docket,
            String kind,
            String type,
            Instant at,
            Author author,
            SortedSet<Digest> seen,
            Digest rules,
            String after,
            Map<String, Digest> sections) {
        this.id = id;
        this.docket = docket;
        this.kind = kind;
        this.type = type;
        this.at = at;
        this.author = author;
        this.seen = Collections.unmodifiableSortedSet(new TreeSet<>(seen));
        this.rules = rules;
        this.after = after;
        this.sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
        this.digest = Digest.of(canonical());
    }

    /** UUIDv7, for people and for sorting; the same id under another digest is rejected. */
    public UUID id() {
        return id;
    }

    /** The proceeding that this act is a step of. */
    public UUID docket() {
        return docket;
    }

    /** The docket's kind, which says what acts exist and which rules hold. */
    public String kind() {
        return kind;
    }

    /** The legal step, such as {@code request}. */
    public String type() {
        return type;
    }

    /** The author's claim of the time, for display; nothing is ever decided by it. */
    public Instant at() {
        return at;
    }

    public Author author() {
        return author;
    }

    /**
     * Every head of the docket that the author's node held, and every head of the part of it that
     * the partner holds (docs/decisions/0003), sorted.
     */
    public SortedSet<Digest> seen() {
        return seen;
    }

    /** Digest of the rulebook release and the State profiles that the ruling used. */
    public Digest rules() {
        return rules;
    }

    /**
     * A recent checkpoint of another operator, as signed note text: this act is not older; empty if
     * none was known.
     */
    public String after() {
        return after;
    }

    /** Digest of each section of the kind's fixed list, in the order of their names. */
    public Map<String, Digest> sections() {
        return sections;
    }

    /** The act's identity: SHA-256 over {@link #canonical()}. */
    public Digest digest() {
        return digest;
    }

    /** The bytes that are hashed and signed (RFC 8785). */
    public byte[] canonical() {
        return CanonicalJson.bytes(json());
    }

    public Json.Obj json() {
        var named = new LinkedHashMap<String, Json>();
        sections.forEach((name, section) -> named.put(name, new Json.Str(section.hex())));
        var json = new LinkedHashMap<String, Json>();
        json.put("format", new Json.Str(FORMAT));
        json.put("id", new Json.Str(id.toString()));
        json.put("docket", new Json.Str(docket.toString()));
        json.put("kind", new Json.Str(kind));
        json.put("type", new Json.Str(type));
        json.put("at", new Json.Str(at.toString()));
        json.put("author", author.json());
        json.put("seen", Json.strings(seen.stream().map(Digest::hex).toList()));
        json.put("rules", new Json.Str(rules.hex()));
        json.put("after", new Json.Str(after));
        json.put("sections", new Json.Obj(named));
        return new Json.Obj(json);
    }

    /** Reads a header from JSON; every member must be there, and no other. */
    public static Header of(Json.Obj json) throws MalformedAct {
        var part = "header";
        Shape.only(
                json,
                part,
                "format",
                "id",
                "docket",
                "kind",
                "type",
                "at",
                "author",
                "seen",
                "rules",
                "after",
                "sections");
        if (!Shape.text(json, part, "format").equals(FORMAT))
            throw new MalformedAct("header.format", FORMAT + " expected");
        var after = Shape.text(json, part, "after");
        if (after.length() > 4_000)
            throw new MalformedAct(
                    "header.after", "a checkpoint of at most 4000 characters expected");
        return new Header(
                Shape.uuid(json, part, "id"),
                Shape.uuid(json, part, "docket"),
                Shape.name(json, part, "kind"),
                Shape.name(json, part, "type"),
                Shape.instant(json, part, "at"),
                Author.of(Shape.object(json, part, "author")),
                seen(Shape.items(json, part, "seen", MOST_SEEN)),
                Shape.digest(json, part, "rules"),
                after,
                sections(Shape.object(json, part, "sections")));
    }

    /**
     * Sorted and without repetition: one list for each set, so that it cannot carry a hidden order.
     */
    private static SortedSet<Digest> seen(Collection<Json> items) throws MalformedAct {
        var seen = new TreeSet<Digest>();
        for (var item : items) {
            var digest = Shape.digest(item, "header.seen");
            if (!seen.isEmpty() && seen.last().compareTo(digest) >= 0)
                throw new MalformedAct("header.seen", "sorted digests without repetition expected");
            seen.add(digest);
        }
        return seen;
    }

    private static SequencedMap<String, Digest> sections(Json.Obj json) throws MalformedAct {
        if (json.members().size() > MOST_SECTIONS)
            throw new MalformedAct("header.sections", "more than " + MOST_SECTIONS + " sections");
        var sections = new LinkedHashMap<String, Digest>();
        for (var name : json.members().keySet()) {
            if (!name.matches("[a-z][a-z-]{0,31}"))
                throw new MalformedAct(
                        "header.sections", "a section's name is lower-case letters and hyphens");
            sections.put(name, Shape.digest(json, "header.sections", name));
        }
        return sections;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header header && header.digest().equals(digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    @Override
    public String toString() {
        return type + " " + digest().brief();
    }
}

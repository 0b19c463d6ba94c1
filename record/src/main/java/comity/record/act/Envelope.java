package comity.record.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An act as it travels and rests: the header, those of its sections that this holder may read, and
 * beside them, outside the digest, the signatures and the receipts.
 *
 * <p>A section that is not in {@code sections} is withheld: its digest stands in the header, its
 * content is elsewhere or gone.
 *
 * @param signature the authority's detached JWS over the canonical header, in compact form
 * @param personal the acting person's assertion, on acts that only a person may take
 * @param receipts inclusion in operators' logs; anyone may add one, each proves itself
 */
public record Envelope(
        Header header,
        Map<String, Section> sections,
        String signature,
        Optional<Assertion> personal,
        List<Receipt> receipts) {
    /** The kinds in this slice hold a few kilobytes; a mailbox is an exhibit, not a section. */
    public static final int MOST_BYTES = 1 << 20;

    public Envelope {
        sections = java.util.Collections.unmodifiableMap(new TreeMap<>(sections));
        receipts = List.copyOf(receipts);
    }

    public Digest digest() {
        return header.digest();
    }

    /** Content of a section; empty if it is withheld or erased. */
    public Optional<Json.Obj> content(String section) {
        return Optional.ofNullable(sections.get(section)).map(Section::content);
    }

    /** The same act with only those sections that {@code keep} names. */
    public Envelope withholding(java.util.function.Predicate<String> keep) {
        var kept = new LinkedHashMap<String, Section>();
        sections.forEach(
                (name, section) -> {
                    if (keep.test(name)) kept.put(name, section);
                });
        return new Envelope(header, kept, signature, personal, receipts);
    }

    public Envelope with(Assertion assertion) {
        return new Envelope(header, sections, signature, Optional.of(assertion), receipts);
    }

    public Envelope with(List<Receipt> all) {
        return new Envelope(header, sections, signature, personal, all);
    }

    public Json.Obj json() {
        var clear = new LinkedHashMap<String, Json>();
        sections.forEach((name, section) -> clear.put(name, section.json()));
        var json =
                Json.object()
                        .with("header", header.json())
                        .with("sections", new Json.Obj(clear))
                        .with("signature", signature)
                        .with(
                                "receipts",
                                new Json.Arr(
                                        List.copyOf(
                                                receipts.stream().map(Receipt::json).toList())));
        return personal.map(assertion -> json.with("personal", assertion.json())).orElse(json);
    }

    /** Reads an envelope and checks that every section in it is the one that the header names. */
    public static Envelope of(byte[] utf8) throws MalformedJson, MalformedAct {
        if (utf8.length > MOST_BYTES)
            throw new MalformedAct("envelope", "larger than " + MOST_BYTES + " bytes");
        return of(JsonReader.actObject(utf8));
    }

    /**
     * @see #of(byte[])
     */
    public static Envelope of(Json.Obj json) throws MalformedAct {
        Shape.only(json, "envelope", "header", "sections", "signature", "personal", "receipts");
        var header = Header.of(Shape.object(json, "envelope", "header"));
        var receipts = new ArrayList<Receipt>();
        for (var receipt : Shape.items(json, "envelope", "receipts", 64)) {
            if (!(receipt instanceof Json.Obj object))
                throw new MalformedAct("envelope.receipts", "objects expected");
            receipts.add(Receipt.of(object));
        }
        return new Envelope(
                header,
                sections(header, Shape.object(json, "envelope", "sections")),
                Shape.text(json, "envelope", "signature"),
                json.get("personal").isPresent()
                        ? Optional.of(Assertion.of(Shape.object(json, "envelope", "personal")))
                        : Optional.empty(),
                receipts);
    }

    private static Map<String, Section> sections(Header header, Json.Obj json) throws MalformedAct {
        var sections = new TreeMap<String, Section>();
        for (var entry : json.members().entrySet()) {
            if (!(entry.getValue() instanceof Json.Obj object))
                throw new MalformedAct("sections", "objects expected");
            var section = Section.of(object);
            if (!section.digest().equals(header.sections().get(entry.getKey())))
                throw new MalformedAct(
                        "sections." + entry.getKey(), "not the section that the header names");
            sections.put(entry.getKey(), section);
        }
        return sections;
    }
}

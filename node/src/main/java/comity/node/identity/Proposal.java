package comity.node.identity;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An act as it will be signed, word for word, and not signed yet.
 *
 * @param sections what it says
 * @param unused the header's other sections, which say nothing: whoever signs is shown that they
 *     are empty, or the header could name a text that nobody saw. They do not travel with the act.
 */
public record Proposal(Header header, Map<String, Section> sections, Map<String, Section> unused) {

    public Digest digest() {
        return header.digest();
    }

    /** The act without its signature: what rules and pages read. */
    public Envelope unsigned() {
        return new Envelope(header, sections, "", Optional.empty(), List.of());
    }
}

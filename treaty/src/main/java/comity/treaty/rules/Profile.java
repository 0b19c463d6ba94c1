package comity.treaty.rules;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.Optional;
import java.util.Set;

/**
 * What a State says of its own law and practice, as data: published as an act on its law docket. It
 * may be stricter than the Convention, never looser (59(2)).
 *
 * @param document members: {@code centralAuthority}, {@code languages}, {@code mostAccounts},
 *     {@code mostDays}, {@code bothThresholds}
 */
public record Profile(String state, Json.Obj document) {
    public static final String KIND = "law";
    public static final String TYPE = "publish";
    public static final String SECTION = "profile";

    public Digest digest() {
        return Digest.of(document);
    }

    /** 40(12): the authority that sends and receives requests. */
    public Optional<String> centralAuthority() {
        return document.text("centralAuthority");
    }

    /** 40(14): acceptable languages, as BCP 47 tags. */
    public Set<String> languages() {
        return Set.copyOf(document.texts("languages"));
    }

    /** The most accounts that one request may name. */
    public long mostAccounts() {
        return document.integer("mostAccounts").orElse(10L);
    }

    /** The longest period that one request may cover, in days. */
    public long mostDays() {
        return document.integer("mostDays").orElse(92L);
    }

    /** Whether the four years of 2(h) are asked for under this State's law as well. */
    public boolean bothThresholds() {
        return document.bool("bothThresholds").orElse(false);
    }
}

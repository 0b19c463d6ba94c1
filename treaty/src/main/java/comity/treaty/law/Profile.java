package comity.treaty.law;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a State says of its own law and practice, as data: published as an act on its law docket. It
 * may be stricter than the Convention, never looser (59(2)). Read once, for it is asked often.
 */
public final class Profile {
    public static final String KIND = "law";
    public static final String TYPE = "publish";
    public static final String SECTION = "profile";

    private final String state;
    private final Json.Obj document;
    private final Digest digest;
    private final Optional<String> centralAuthority;
    private final Set<String> languages;
    private final long mostAccounts;
    private final long mostDays;
    private final boolean bothThresholds;

    /**
     * @param document members: {@code centralAuthority}, {@code languages}, {@code mostAccounts},
     *     {@code mostDays}, {@code bothThresholds}
     */
    public Profile(String state, Json.Obj document) {
        this.state = state;
        this.document = document;
        this.digest = Digest.of(document);
        this.centralAuthority = document.text("centralAuthority");
        this.languages = Set.copyOf(document.texts("languages"));
        this.mostAccounts = document.integer("mostAccounts").orElse(10L);
        this.mostDays = document.integer("mostDays").orElse(92L);
        this.bothThresholds = document.bool("bothThresholds").orElse(false);
    }

    public String state() {
        return state;
    }

    public Json.Obj document() {
        return document;
    }

    public Digest digest() {
        return digest;
    }

    /** 40(12): the authority that sends and receives requests. */
    public Optional<String> centralAuthority() {
        return centralAuthority;
    }

    /** 40(14): acceptable languages, as BCP 47 tags. */
    public Set<String> languages() {
        return languages;
    }

    /** The most accounts that one request may name. */
    public long mostAccounts() {
        return mostAccounts;
    }

    /** The longest period that one request may cover, in days. */
    public long mostDays() {
        return mostDays;
    }

    /** Whether the four years of 2(h) are asked for under this State's law as well. */
    public boolean bothThresholds() {
        return bothThresholds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Profile profile
                && profile.state.equals(state)
                && profile.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

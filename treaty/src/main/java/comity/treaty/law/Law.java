package comity.treaty.law;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a State publishes on its law docket, each act whole: the newest version stands, the older
 * ones stay to judge older acts by.
 */
public enum Law {
    /** The State's profile, whole with each version. */
    PROFILE(Profile.TYPE, Profile.SECTION),
    /** Provisions of its own law that are added or amended, in one step or not at all. */
    PROVISIONS("enact", "provisions");

    public static final String KIND = Profile.KIND;

    /** The section that introduces the registrar of laws by name. */
    public static final String OFFICER = "officer";

    /** In that section: who entered what the registrar who signs has activated. */
    public static final String ENTERED = "entered";

    /** The names that every header of this kind has. */
    public static final Set<String> SECTIONS = Set.of(OFFICER, PROFILE.section, PROVISIONS.section);

    private final String type;
    private final String section;

    Law(String type, String section) {
        this.type = type;
        this.section = section;
    }

    /** The word in the header. */
    public String type() {
        return type;
    }

    /** The section that holds the document. */
    public String section() {
        return section;
    }

    public static Optional<Law> of(String type) {
        return Stream.of(values()).filter(law -> law.type.equals(type)).findFirst();
    }
}

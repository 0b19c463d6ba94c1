package comity.evidence.dossier;

import comity.treaty.docket.Cooperation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * For whom a case file is made.
 *
 * @param whom {@code defence}, {@code oversight}, {@code public} or {@code state}
 * @param state the two letters of another State; empty unless it is for one
 */
public record Audience(String whom, String state) {
    private static final List<String> KNOWN = List.of("defence", "oversight", "public");

    /** {@code defence}, {@code oversight}, {@code public} or {@code state:XB}. */
    public static Optional<Audience> of(String text) {
        if (KNOWN.contains(text)) return Optional.of(new Audience(text, ""));
        return text.matches("state:[A-Z]{2}")
                ? Optional.of(new Audience("state", text.substring(6)))
                : Optional.empty();
    }

    /** As it is written. */
    public String text() {
        return state.isEmpty() ? whom : whom + ":" + state;
    }

    /**
     * What is withheld unless somebody decides otherwise: who the victims are, from everybody (34).
     * For the rest the defence sees what a court sees; an oversight body sees every step and its
     * terms, not the persons and the evidence; another State likewise; the public sees that the
     * steps were taken, signed and logged, and by which authority.
     */
    public Set<String> withheld() {
        return switch (whom) {
            case "defence" -> Set.of(Cooperation.OFFICER, Cooperation.VICTIMS);
            case "public" -> new TreeSet<>(Cooperation.SECTIONS);
            default ->
                    new TreeSet<>(
                            Set.of(
                                    Cooperation.OFFICER,
                                    Cooperation.SUBJECT,
                                    Cooperation.FACTS,
                                    Cooperation.EXHIBITS_SECTION,
                                    Cooperation.VICTIMS));
        };
    }
}

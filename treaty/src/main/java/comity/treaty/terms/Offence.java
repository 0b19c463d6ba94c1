package comity.treaty.terms;

import java.util.Optional;
import java.util.Set;

/**
 * The offence that a request rests on.
 *
 * @param statute the provision, quoted
 * @param article the Convention's article (7 to 17) that covers it, if one does
 * @param maxMonthsRequesting the highest deprivation of liberty in months under the requesting
 *     State's law
 * @param maxMonthsRequested the same under the requested State's law, as far as the drafter knows
 *     it
 * @param conduct what was done, as the drafter describes it
 */
public record Offence(
        String title,
        String statute,
        Optional<Long> article,
        Optional<Long> maxMonthsRequesting,
        Optional<Long> maxMonthsRequested,
        Set<Conduct> conduct) {
    /** Article 2(h): a maximum of at least four years. */
    public static final int SERIOUS_MONTHS = 48;

    public Offence {
        conduct = Set.copyOf(conduct);
    }

    /** Whether Articles 7 to 17 cover it. */
    public boolean isOfTheConvention() {
        return article.filter(number -> number >= 7 && number <= 17).isPresent();
    }

    /**
     * Article 2(h), by the requesting State's law; unknown if its maximum or its text was not
     * given.
     */
    public Truth isSerious() {
        if (maxMonthsRequesting.isEmpty() || statute.isBlank()) return Truth.UNKNOWN;
        return Truth.of(maxMonthsRequesting.get() >= SERIOUS_MONTHS);
    }
}

package comity.treaty.register;

import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One provision of one State's law, as somebody said that it is.
 *
 * @param id the State and a name that stays, such as {@code XA/303b}
 * @param label as lawyers cite it
 * @param title what the law calls the offence
 * @param articles of the Convention, 7 to 17, that speak of the same conduct; none is an answer too
 * @param conduct what is done; empty if nobody has said
 * @param elements what has to be there beside it; empty if nobody has said, which is not "none"
 * @param limits elements and limits in words
 * @param base the highest penalty of the basic form
 * @param aggravated the highest of all aggravated forms
 * @param aggravatedWhen when the aggravated form holds
 * @param death whether death can be imposed
 * @param text the provision in its own language
 * @param language that language, as BCP 47 tag
 * @param source where it was read
 * @param asOf the day of the state of the law that was read
 * @param note what is uncertain about it
 * @param from first day in force, if it is said
 * @param until last day in force, if it ends
 * @param speech whether it punishes what somebody says or shows, and no article covers it
 */
public record Provision(
        String id,
        String label,
        String title,
        Set<Integer> articles,
        Optional<Set<Verb>> conduct,
        Optional<Set<Element>> elements,
        String limits,
        Penalty base,
        Penalty aggravated,
        String aggravatedWhen,
        Truth death,
        String text,
        String language,
        String source,
        LocalDate asOf,
        Confidence confidence,
        String note,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        boolean speech) {
    public static final int FIRST_ARTICLE = 7;
    public static final int LAST_ARTICLE = 17;

    public Provision {
        articles = sorted(articles);
        conduct = conduct.map(Provision::sorted);
        elements = elements.map(Provision::sorted);
    }

    private static <T> Set<T> sorted(Collection<T> items) {
        return Collections.unmodifiableSet(new TreeSet<>(items));
    }

    /** ISO 3166-1, two letters. */
    public String state() {
        return id.substring(0, 2);
    }

    /** The id within its State. */
    public String name() {
        return id.substring(3);
    }

    /** Whether what it says may be used as certain. */
    public boolean isCertain() {
        return confidence == Confidence.SEEN;
    }

    /** As the Convention's offences are measured, to compare with one or with another State's. */
    public Norm norm() {
        return new Norm(conduct, elements, isCertain());
    }

    /** 2(h), by the basic form: what is not certain is unknown. */
    public Truth belowFourYears() {
        return isCertain() ? base.belowFourYears() : Truth.UNKNOWN;
    }

    /** 2(h), by the gravest form: then only the basic form lies below four years. */
    public Truth belowFourYearsAtMost() {
        if (!isCertain()) return Truth.UNKNOWN;
        return aggravated instanceof Penalty.Unknown
                ? base.belowFourYears()
                : base.belowFourYears().and(aggravated.belowFourYears());
    }
}

package comity.treaty.terms;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What data, of whom, of which time: the limits of a request, an authorisation, an order or a
 * production (24(2)).
 *
 * @param accounts identifiers; empty if the section that names them is withheld
 * @param from first day, in the requested State's calendar (UTC where none is declared), inclusive
 * @param to last day, inclusive
 */
public record Scope(
        Optional<Set<String>> accounts,
        Set<DataCategory> categories,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {
    public Scope {
        accounts = accounts.map(Set::copyOf);
        categories = Set.copyOf(categories);
    }

    /**
     * Whether accounts, categories and period are all named and the period does not end before it
     * begins.
     */
    public Truth isSpecified() {
        if (categories.isEmpty() || from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get()))
            return Truth.FALSE;
        return accounts.map(named -> Truth.of(!named.isEmpty())).orElse(Truth.UNKNOWN);
    }

    /** Whether everything in this scope is within {@code limits}. */
    public Truth within(Scope limits) {
        if (isSpecified() == Truth.FALSE || limits.isSpecified() == Truth.FALSE) return Truth.FALSE;
        var period =
                !from.orElseThrow().isBefore(limits.from.orElseThrow())
                        && !to.orElseThrow().isAfter(limits.to.orElseThrow());
        var known = Truth.of(period && limits.categories.containsAll(categories));
        if (accounts.isEmpty() || limits.accounts.isEmpty()) return known.and(Truth.UNKNOWN);
        return known.and(Truth.of(limits.accounts.get().containsAll(accounts.get())));
    }

    /** Days of the period, both ends counted; 0 where it is not given. */
    public long days() {
        return from.isPresent() && to.isPresent()
                ? ChronoUnit.DAYS.between(from.get(), to.get()) + 1
                : 0;
    }

    public boolean includes(DataCategory category) {
        return categories.contains(category);
    }
}

package comity.evidence.reading;

import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Scope;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Article 24(2): whether what was produced is what was ordered. What is not shown to be within does
 * not count as within.
 *
 * <p>Times: every one that is certain has to lie in the period, and there has to be one. Accounts:
 * mail in a person's mailbox need not name that person (blind copies, lists), so that only what
 * says to whom it was delivered, or who the row is about, can speak against it
 * (docs/decisions/0067).
 */
public final class Comparison {
    private Comparison() {}

    /** What the order says to one item. A container is judged by what lies in it: empty. */
    public static Optional<Verdict> of(Item item, Scope limits) {
        if (item.unread().isPresent()) return Optional.of(Verdict.UNREAD);
        if (item.kind() == Kind.CONTAINER) return Optional.empty();
        if (!isOrderedKind(item.kind(), limits)) return Optional.of(Verdict.OTHER_CATEGORY);
        if (isAnothers(item, limits)) return Optional.of(Verdict.OTHER_ACCOUNT);
        if (!isDated(item)) return Optional.of(Verdict.NO_CERTAIN_DATE);
        return Optional.of(
                item.moments().stream()
                                .filter(Moment::certain)
                                .allMatch(moment -> isInPeriod(moment, limits))
                        ? Verdict.WITHIN
                        : Verdict.OUTSIDE_PERIOD);
    }

    /**
     * Rows may be of any category: what they tell is for their custodian to say. All else is
     * content.
     */
    private static boolean isOrderedKind(Kind kind, Scope limits) {
        return switch (kind) {
            case ROWS, CONTAINER, OTHER -> true;
            case MESSAGE, DOCUMENT, IMAGE, RECORDING -> limits.includes(DataCategory.CONTENT);
        };
    }

    /** Every row has to have its time; of other things one certain time is enough. */
    private static boolean isDated(Item item) {
        var certain = item.moments().stream().filter(Moment::certain).count();
        return certain > 0 && (item.kind() != Kind.ROWS || certain == item.moments().size());
    }

    private static boolean isAnothers(Item item, Scope limits) {
        if (item.owners().isEmpty() || limits.accounts().isEmpty()) return false;
        var ordered =
                limits.accounts().get().stream().map(Comparison::plain).collect(Collectors.toSet());
        var owners = item.owners().stream().map(Comparison::plain);
        if (item.kind() == Kind.ROWS) return !owners.allMatch(ordered::contains);
        // An order that names no mail address says nothing about whose mail is whose.
        if (ordered.stream().noneMatch(account -> account.contains("@"))) return false;
        return owners.noneMatch(ordered::contains);
    }

    /** Whether one of an order's accounts is meant by {@code named}. */
    public static boolean isOrdered(String named, Set<String> accounts) {
        return accounts.stream().map(Comparison::plain).anyMatch(plain(named)::equals);
    }

    /** Without a scheme such as {@code mailto:} or {@code acct:}, and in small letters. */
    private static String plain(String account) {
        return account.strip()
                .replaceFirst("^(?i)(mailto|acct|tel|email):", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isInPeriod(Moment moment, Scope limits) {
        var day = moment.at().atZone(ZoneOffset.UTC).toLocalDate();
        return limits.from().filter(from -> !day.isBefore(from)).isPresent()
                && limits.to().filter(to -> !day.isAfter(to)).isPresent();
    }
}

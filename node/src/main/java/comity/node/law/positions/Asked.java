package comity.node.law.positions;

import comity.node.frame.Refused;
import comity.treaty.positions.Participant.Region;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which States somebody asked for, in which order; what is not asked for is everything. */
public record Asked(Filter filter, Optional<Region> region, Sort sort) {
    /** Which States; each is a word of the address. */
    public enum Filter {
        ALL,
        SIGNED,
        RATIFIED,
        NOT_SIGNED,
        OBJECTED;

        public String word() {
            return Asked.word(this);
        }
    }

    /** In which order. */
    public enum Sort {
        NAME,
        DATE,
        REGION;

        public String word() {
            return Asked.word(this);
        }
    }

    /** Reads the words of an address. Empty words ask for nothing; unknown ones are refused. */
    static Asked of(String filter, String region, String sort) {
        return new Asked(
                one("filter", filter, Filter.values()).orElse(Filter.ALL),
                one("region", region, Region.values()),
                one("sort", sort, Sort.values()).orElse(Sort.NAME));
    }

    private static <E extends Enum<E>> Optional<E> one(String parameter, String word, E[] words) {
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(
                Arrays.stream(words)
                        .filter(known -> word(known).equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refused.with(
                                                400,
                                                "parameter.malformed",
                                                Map.of("parameter", parameter))));
    }

    /** An enumeration's word as addresses have it: {@code not-signed}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

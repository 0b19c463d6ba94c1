package comity.treaty.law;

import comity.record.act.Json;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may authorise a measure for a category of data (24(2)).
 *
 * @param side {@code REQUESTING} for what the State sends, {@code REQUESTED} for what it executes
 * @param measure one of the measures of {@link comity.treaty.facts.Fact#MEASURE}
 * @param category if it is of one category alone; else it holds for all
 * @param kinds any one of these may
 */
public record Authorisation(
        String side, String measure, Optional<String> category, Set<Kind> kinds) {
    public Authorisation {
        kinds = Set.copyOf(kinds);
    }

    /** Of which kind an authority is, the most independent first. */
    public enum Kind {
        JUDGE,
        INDEPENDENT_AUTHORITY,
        PROSECUTOR,
        POLICE
    }

    static Optional<Authorisation> of(Json.Obj said) {
        var kinds = EnumSet.noneOf(Kind.class);
        Stream.of(Kind.values())
                .filter(kind -> said.texts("kinds").contains(kind.name()))
                .forEach(kinds::add);
        var side = said.text("side");
        var measure = said.text("measure");
        if (side.isEmpty() || measure.isEmpty() || kinds.isEmpty()) return Optional.empty();
        return Optional.of(
                new Authorisation(side.get(), measure.get(), said.text("category"), kinds));
    }

    /** Whether it speaks to a measure for {@code categories}, as a State that executes it. */
    boolean bears(String measure, Set<String> categories) {
        return this.measure.equals(measure)
                && (category.isEmpty() || category.filter(categories::contains).isPresent());
    }
}

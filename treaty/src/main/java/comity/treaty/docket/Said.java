package comity.treaty.docket;

import comity.record.act.Json;
import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an act says in the fields of its form, by their names. What stands in a section that this
 * reader does not hold is withheld: neither said nor unsaid.
 *
 * @param values by the field's name
 * @param withheld names of fields whose section is not here
 */
public record Said(Map<String, Json> values, Set<String> withheld) {
    public static final Said NOTHING = new Said(Map.of(), Set.of());

    public Said {
        values = Map.copyOf(values);
        withheld = Set.copyOf(withheld);
    }

    public boolean isWithheld(String name) {
        return withheld.contains(name);
    }

    public Optional<String> text(String name) {
        return values.get(name) instanceof Json.Str(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    public Optional<Long> number(String name) {
        return values.get(name) instanceof Json.Int(var number)
                ? Optional.of(number)
                : Optional.empty();
    }

    public Optional<LocalDate> date(String name) {
        return text(name)
                .flatMap(
                        day -> {
                            try {
                                return Optional.of(LocalDate.parse(day));
                            } catch (DateTimeException _) {
                                return Optional.empty();
                            }
                        });
    }

    /** A three-valued answer; empty if the question was not answered. */
    public Optional<Truth> truth(String name) {
        return text(name)
                .flatMap(
                        word ->
                                switch (word) {
                                    case "TRUE" -> Optional.of(Truth.TRUE);
                                    case "FALSE" -> Optional.of(Truth.FALSE);
                                    case "UNKNOWN" -> Optional.of(Truth.UNKNOWN);
                                    default -> Optional.empty();
                                });
    }

    /** The words of a list; empty if it was not given. */
    public Optional<Set<String>> words(String name) {
        if (!(values.get(name) instanceof Json.Arr(var items))) return Optional.empty();
        var words = new LinkedHashSet<String>();
        for (var item : items) if (item instanceof Json.Str(var word)) words.add(word);
        return Optional.of(words);
    }
}

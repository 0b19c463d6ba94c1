package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which exhibits a docket knows, and which was made of which. */
public final class Exhibits {
    private Exhibits() {}

    /** Those that an act names, and those that they were made of, in the order of the acts. */
    public static Set<Digest> of(Docket docket) {
        var found = new LinkedHashSet<Digest>();
        docket.entries().stream()
                .flatMap(entry -> named(entry.act()).stream())
                .forEach(
                        exhibit -> {
                            exhibit.derivation().map(Act.Derivation::from).ifPresent(found::add);
                            found.add(exhibit.sha256());
                        });
        return found;
    }

    /** What an act says of exhibits. */
    public static List<Act.Exhibit> named(Act act) {
        return switch (act) {
            case Act.Produce produce -> produce.exhibits().orElse(List.of());
            case Act.Transmit transmit -> transmit.exhibits().orElse(List.of());
            case Act.ConfirmReceipt receipt -> receipt.exhibits().orElse(List.of());
            case Act.Compare comparison ->
                    comparison.exhibits().orElse(List.of()).stream()
                            .map(Act.Compared::exhibit)
                            .toList();
            case Act.Derive derive -> derive.exhibits().orElse(List.of());
            case Act.Import imported -> imported.exhibits().orElse(List.of());
            default -> List.of();
        };
    }

    /** Whether some act's exhibits are withheld from this reader, or some act is not here. */
    static boolean areHidden(Docket docket) {
        return !docket.unknown().isEmpty()
                || docket.entries().stream()
                        .map(Entry::act)
                        .anyMatch(act -> act instanceof Act.Withheld || areWithheld(act));
    }

    private static boolean areWithheld(Act act) {
        return switch (act) {
            case Act.Produce produce -> produce.exhibits().isEmpty();
            case Act.Transmit transmit -> transmit.exhibits().isEmpty();
            case Act.ConfirmReceipt receipt -> receipt.exhibits().isEmpty();
            case Act.Compare comparison -> comparison.exhibits().isEmpty();
            case Act.Derive derive -> derive.exhibits().isEmpty();
            case Act.Import imported -> imported.exhibits().isEmpty();
            default -> false;
        };
    }

    /** Of what each exhibit was made. */
    public static Map<Digest, Digest> origins(Docket docket) {
        return origins(docket.entries());
    }

    /** The same as holders alone tell it, who made them. */
    public static Map<Digest, Digest> derivations(Docket docket) {
        return origins(docket.all(Act.Derive.class));
    }

    private static Map<Digest, Digest> origins(List<Entry> entries) {
        var origins = new LinkedHashMap<Digest, Digest>();
        entries.stream()
                .flatMap(entry -> named(entry.act()).stream())
                .forEach(
                        exhibit ->
                                exhibit.derivation()
                                        .map(Act.Derivation::from)
                                        .ifPresent(from -> origins.put(exhibit.sha256(), from)));
        return origins;
    }

    /** Itself, what it was made of, what that was made of. */
    public static Set<Digest> line(Digest exhibit, Map<Digest, Digest> origins) {
        var line = new LinkedHashSet<Digest>();
        for (var at = Optional.of(exhibit); at.isPresent() && line.add(at.get()); )
            at = Optional.ofNullable(origins.get(at.get()));
        return line;
    }
}

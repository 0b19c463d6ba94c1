package comity.treaty.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All versions of all provisions, and what stood on which day. A fold over enactments: nothing is
 * taken out of it, a provision that ended is one that has a last day.
 */
public final class Register {
    public static final Register EMPTY = new Register(List.of());

    private final List<Filed> filed;
    private final Map<String, List<Version>> versions;
    private final Map<String, Set<Integer>> complete;

    private Register(List<Filed> filed) {
        var versions = new TreeMap<String, List<Version>>();
        var complete = new LinkedHashMap<String, Set<Integer>>();
        for (var one : filed) {
            one.enactment().complete().ifPresent(all -> complete.put(one.state(), all));
            for (var provision : one.enactment().provisions())
                versions.computeIfAbsent(provision.id(), _ -> new ArrayList<>())
                        .add(new Version(provision, one));
        }
        versions.replaceAll((_, all) -> List.copyOf(all));
        this.filed = List.copyOf(filed);
        this.versions = Collections.unmodifiableMap(versions);
        this.complete = Map.copyOf(complete);
    }

    /** Folds enactments, the earliest first. */
    public static Register of(Collection<Filed> filed) {
        return new Register(List.copyOf(filed));
    }

    public Register with(Filed next) {
        var grown = new ArrayList<>(filed);
        grown.add(next);
        return new Register(grown);
    }

    public List<Filed> filed() {
        return filed;
    }

    public SortedSet<String> states() {
        var states = new TreeSet<String>();
        versions.keySet().forEach(id -> states.add(id.substring(0, 2)));
        return states;
    }

    /** All that was ever said of one provision, oldest first; none if the register has no such. */
    public List<Version> history(String id) {
        return versions.getOrDefault(id, List.of());
    }

    /** All versions of all provisions of a State. */
    public List<Version> versions(String state) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(state + "/"))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** What stands on {@code day}, by what is known now, in the order of the ids. */
    public List<Version> on(LocalDate day) {
        return versions.values().stream().flatMap(all -> standing(all, day).stream()).toList();
    }

    public List<Version> on(LocalDate day, String state) {
        return on(day).stream()
                .filter(version -> version.provision().state().equals(state))
                .toList();
    }

    public Optional<Version> on(LocalDate day, String state, String name) {
        return standing(history(state + "/" + name), day);
    }

    /**
     * The latest version whose first day has come decides, also when it says that the provision has
     * ended; before its first day, the one before it does.
     */
    private static Optional<Version> standing(List<Version> versions, LocalDate day) {
        for (var version : versions.reversed()) {
            var provision = version.provision();
            if (provision.from().filter(day::isBefore).isPresent()) continue;
            return provision.until().filter(day::isAfter).isPresent()
                    ? Optional.empty()
                    : Optional.of(version);
        }
        return Optional.empty();
    }

    /** Articles of which {@code state} says that its register holds all of its provisions. */
    public Set<Integer> complete(String state) {
        return complete.getOrDefault(state, Set.of());
    }
}

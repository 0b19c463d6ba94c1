package comity.treaty.law;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The State profiles that one ruling uses, by State. */
public record Profiles(Map<String, Profile> byState) {
    public static final Profiles NONE = new Profiles(Map.of());

    public Profiles {
        byState = java.util.Collections.unmodifiableMap(new TreeMap<>(byState));
    }

    public Optional<Profile> of(String state) {
        return Optional.ofNullable(byState.get(state));
    }

    public Optional<Profile> of(Optional<String> state) {
        return state.flatMap(this::of);
    }
}

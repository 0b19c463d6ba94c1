package comity.treaty.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What changed in the provisions that a request or a draft rests on, since it was written. */
public final class Changes {
    private Changes() {}

    /**
     * A provision that is no longer what it was.
     *
     * @param before as it stood when the request was written; empty if the register did not have it
     * @param after as the last enactment has it
     */
    public record Change(String id, Optional<Version> before, Version after) {}

    /**
     * The changes that touch {@code provisions}.
     *
     * @param since whether an enactment came after the request or the draft
     */
    public static List<Change> affecting(
            Register register, Set<String> provisions, Predicate<Filed> since) {
        var changes = new ArrayList<Change>();
        for (var id : new TreeSet<>(provisions)) {
            var history = register.history(id);
            var before =
                    history.stream()
                            .filter(version -> !since.test(version.filed()))
                            .reduce((_, later) -> later);
            var after =
                    history.stream()
                            .filter(version -> since.test(version.filed()))
                            .reduce((_, later) -> later);
            // Said once more in the same words, it is no change.
            if (after.isEmpty()
                    || before.map(Version::provision)
                            .filter(after.get().provision()::equals)
                            .isPresent()) continue;
            changes.add(new Change(id, before, after.get()));
        }
        return List.copyOf(changes);
    }

    /**
     * The provisions of {@code state} that a quoted statute names by the label that the register
     * gives them: for requests that name no identifier.
     */
    public static Set<String> quoted(Register register, String state, String statute) {
        var quoted = new TreeSet<String>();
        for (var version : register.versions(state)) {
            var label = version.provision().label();
            var at = statute.indexOf(label);
            var end = at + label.length();
            if (at < 0) continue;
            // "section 303" is not quoted by who quotes "section 303b".
            if (end == statute.length() || !Character.isLetterOrDigit(statute.charAt(end)))
                quoted.add(version.provision().id());
        }
        return quoted;
    }
}

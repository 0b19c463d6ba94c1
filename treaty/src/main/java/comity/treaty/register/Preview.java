package comity.treaty.register;

import comity.treaty.register.Changes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an enactment would do to the register, before anybody signs it.
 *
 * @param added provisions that the register does not have
 * @param changed provisions that it has otherwise
 * @param unchanged provisions that it has word for word
 */
public record Preview(List<Change> added, List<Change> changed, List<Change> unchanged) {

    /**
     * @param filed the enactment as it would be filed
     */
    public static Preview of(Register register, Filed filed) {
        var added = new ArrayList<Change>();
        var changed = new ArrayList<Change>();
        var unchanged = new ArrayList<Change>();
        for (var provision : filed.enactment().provisions()) {
            var before = register.history(provision.id()).stream().reduce((_, later) -> later);
            var change = new Change(provision.id(), before, new Version(provision, filed));
            if (before.isEmpty()) added.add(change);
            else if (before.get().provision().equals(provision)) unchanged.add(change);
            else changed.add(change);
        }
        return new Preview(List.copyOf(added), List.copyOf(changed), List.copyOf(unchanged));
    }

    /** Whether publishing it would say nothing new. */
    public boolean isIdle() {
        return added.isEmpty() && changed.isEmpty();
    }

    /** Columns in which a provision would no longer be what it was. */
    public static List<Column> differing(Change change) {
        var differing = new ArrayList<Column>();
        Optional<Provision> before = change.before().map(Version::provision);
        if (before.isEmpty()) return List.of();
        for (var column : Column.values())
            if (!ProvisionsWriter.text(before.get(), column)
                    .equals(ProvisionsWriter.text(change.after().provision(), column)))
                differing.add(column);
        return List.copyOf(differing);
    }
}

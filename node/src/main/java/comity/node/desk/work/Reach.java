package comity.node.desk.work;

import comity.node.identity.Officer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which dockets a person may see in lists, as a condition that an index answers. It is the same
 * question as {@code comity.node.desk.Sight} asks of one docket.
 *
 * @param all whether every docket of this State
 * @param own by which the dockets of the person's authorities are found, see {@link Tables#whose}
 */
record Reach(boolean all, List<String> own) {
    /** The State's own officers see its dockets, as on the page of a docket. */
    private static final Set<String> ALL = Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS");

    static Reach of(Collection<Officer> held) {
        var own = new TreeSet<String>();
        for (var officer : held) {
            own.add(Tables.ofAuthority(officer.authority()));
            own.add(Tables.ofOffice(officer.state(), officer.office()));
        }
        return new Reach(
                held.stream().anyMatch(officer -> ALL.contains(officer.office())),
                List.copyOf(own));
    }

    boolean isNothing() {
        return !all;
    }
}

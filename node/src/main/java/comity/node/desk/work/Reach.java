package comity.node.desk.work;

import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which dockets a person may see in lists, as conditions that an index answers. It is what {@link
 * Seeing} says of each docket, put down when the docket was folded; {@link Seeing} is asked again
 * for each that is shown.
 *
 * @param seen by which the dockets are found that one of the person's offices sees, or on which
 *     they acted themselves
 * @param own by which the dockets of the person's authorities are found, see {@link Tables#whose}
 * @param assigned dockets to which the person was assigned
 * @param held the offices in which the person reads lists
 */
record Reach(List<String> seen, List<String> own, List<String> assigned, List<Officer> held) {
    /** Offices that work on proceedings; others have pages of their own. */
    static final Set<String> LISTED = Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS");

    static Reach of(Collection<Officer> held, Seeing sight) {
        var seen = new TreeSet<String>();
        var own = new TreeSet<String>();
        var listed = held.stream().filter(officer -> LISTED.contains(officer.office())).toList();
        for (var officer : listed) {
            seen.add(Tables.seenIn(officer.inOffice()));
            seen.add(Tables.seenIn("*/" + officer.office()));
            own.add(Tables.ofAuthority(officer.authority()));
            own.add(Tables.ofOffice(officer.state(), officer.office()));
            // What a judge sealed is nobody's by an office, and theirs who acted on it.
            seen.add(Tables.ofPerson(officer.person().id()));
        }
        return new Reach(
                List.copyOf(seen),
                List.copyOf(own),
                sight.assigned(listed).stream().map(Object::toString).sorted().toList(),
                listed);
    }

    boolean isNothing() {
        return held.isEmpty();
    }
}

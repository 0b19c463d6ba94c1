package comity.treaty.register;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a norm stands to another, and in what they differ.
 *
 * @param conductBeyond what it punishes and the other does not
 * @param conductLacking what the other punishes and it does not
 * @param elementsBeyond what it asks for and the other does not: each makes it narrower
 * @param elementsLacking what the other asks for and it does not: each makes it broader
 */
public record Comparison(
        Relation relation,
        Set<Verb> conductBeyond,
        Set<Verb> conductLacking,
        Set<Element> elementsBeyond,
        Set<Element> elementsLacking) {
    static final Comparison UNKNOWN =
            new Comparison(Relation.UNKNOWN, Set.of(), Set.of(), Set.of(), Set.of());

    public Comparison {
        conductBeyond = Collections.unmodifiableSet(conductBeyond);
        conductLacking = Collections.unmodifiableSet(conductLacking);
        elementsBeyond = Collections.unmodifiableSet(elementsBeyond);
        elementsLacking = Collections.unmodifiableSet(elementsLacking);
    }

    /** The same difference, seen from the other side. */
    public Comparison reversed() {
        return new Comparison(
                relation.reversed(),
                conductLacking,
                conductBeyond,
                elementsLacking,
                elementsBeyond);
    }

    static Comparison of(
            EnumSet<Verb> conduct,
            EnumSet<Verb> otherConduct,
            EnumSet<Element> elements,
            EnumSet<Element> otherElements) {
        var conductBeyond = EnumSet.copyOf(conduct);
        conductBeyond.removeAll(otherConduct);
        var conductLacking = EnumSet.copyOf(otherConduct);
        conductLacking.removeAll(conduct);
        var elementsBeyond = EnumSet.copyOf(elements);
        elementsBeyond.removeAll(otherElements);
        var elementsLacking = EnumSet.copyOf(otherElements);
        elementsLacking.removeAll(elements);
        var more = !conductBeyond.isEmpty() || !elementsLacking.isEmpty();
        var less = !conductLacking.isEmpty() || !elementsBeyond.isEmpty();
        var relation =
                more
                        ? less ? Relation.DIFFERENT : Relation.BROADER
                        : less ? Relation.NARROWER : Relation.EQUAL;
        return new Comparison(
                relation,
                conductBeyond,
                conductLacking,
                Element.strongest(elementsBeyond),
                Element.strongest(elementsLacking));
    }
}

package comity.treaty.register;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an offence consists of, whether an article or a State's provision says so.
 *
 * @param conduct what is done; empty if it is not known
 * @param elements what has to be there beside it; empty if it is not known
 * @param certain whether it may be relied on
 */
public record Norm(Optional<Set<Verb>> conduct, Optional<Set<Element>> elements, boolean certain) {

    static Norm of(Set<Verb> conduct, Set<Element> elements) {
        return new Norm(Optional.of(conduct), Optional.of(elements), true);
    }

    /** How this stands to {@code other}: unknown as soon as one of the two is not certain. */
    public Comparison comparedWith(Norm other) {
        if (!certain || !other.certain) return Comparison.UNKNOWN;
        if (conduct.isEmpty() || other.conduct.isEmpty()) return Comparison.UNKNOWN;
        if (elements.isEmpty() || other.elements.isEmpty()) return Comparison.UNKNOWN;
        // Two lists under one name: nobody can say from the codes whether they are the same.
        if (elements.get().contains(Element.LISTED_CIRCUMSTANCE)
                && other.elements.get().contains(Element.LISTED_CIRCUMSTANCE))
            return Comparison.UNKNOWN;
        return Comparison.of(
                verbs(conduct.get()),
                verbs(other.conduct.get()),
                Element.closure(elements.get()),
                Element.closure(other.elements.get()));
    }

    /** The part of it that is about {@code verbs}: a provision may speak of several articles. */
    Norm about(Set<Verb> verbs) {
        return new Norm(
                conduct.map(
                        all -> {
                            var part = verbs(all);
                            part.retainAll(verbs);
                            return part;
                        }),
                elements,
                certain);
    }

    private static EnumSet<Verb> verbs(Set<Verb> verbs) {
        return verbs.isEmpty() ? EnumSet.noneOf(Verb.class) : EnumSet.copyOf(verbs);
    }
}

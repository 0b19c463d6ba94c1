package comity.record.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How a docket's acts become its state. Acts are applied in causal order. Among concurrent acts
 * restriction dominates: where one act permits and another, of which its author knew nothing,
 * withdraws, refuses or narrows, the permission is applied as overridden, whatever any clock said
 * and whichever arrived first.
 */
public final class Fold {
    private Fold() {}

    /**
     * Whether {@code restriction} takes away what {@code permission} gives, were they concurrent.
     */
    @FunctionalInterface
    public interface Dominance<A> {
        boolean overrides(A restriction, A permission);

        /** Whether {@code act} could override any at all: few can, and that is quickly told. */
        default boolean restricts(A act) {
            return true;
        }
    }

    /** One application of an act to a state. */
    @FunctionalInterface
    public interface Step<S, A> {
        /**
         * @param overridden true if a concurrent restriction took away what {@code act} permits
         */
        S apply(S state, Digest digest, A act, boolean overridden);
    }

    /** The acts that a concurrent restriction overrides, in causal order. */
    public static <A> Set<Digest> overridden(
            Causality causality, Function<Digest, A> acts, Dominance<? super A> dominance) {
        return overriders(causality, acts, dominance).keySet();
    }

    /** The same, each with the restrictions that override it. */
    public static <A> Map<Digest, Set<Digest>> overriders(
            Causality causality, Function<Digest, A> acts, Dominance<? super A> dominance) {
        var order = causality.order();
        var said = order.stream().map(acts).toList();
        var restrictions = new ArrayList<Integer>();
        for (var i = 0; i < said.size(); i++)
            if (dominance.restricts(said.get(i))) restrictions.add(i);
        var overriders = new LinkedHashMap<Digest, Set<Digest>>();
        for (var i = 0; i < order.size(); i++) {
            for (var j : restrictions) {
                if (dominance.overrides(said.get(j), said.get(i))
                        && causality.concurrent(order.get(i), order.get(j)))
                    overriders
                            .computeIfAbsent(order.get(i), _ -> new LinkedHashSet<>())
                            .add(order.get(j));
            }
        }
        return overriders;
    }

    /** The state after all acts. {@code acts} knows every act of {@code causality}. */
    public static <S, A> S fold(
            Causality causality,
            Function<Digest, A> acts,
            Dominance<? super A> dominance,
            S initial,
            Step<S, A> step) {
        var overridden = overridden(causality, acts, dominance);
        var state = initial;
        for (var digest : causality.order())
            state = step.apply(state, digest, acts.apply(digest), overridden.contains(digest));
        return state;
    }
}

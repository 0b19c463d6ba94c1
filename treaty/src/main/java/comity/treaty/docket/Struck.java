package comity.treaty.docket;

import comity.record.act.Digest;
import comity.record.act.Header;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What becomes of a docket on which a judge orders a remedy: which acts a suspension or a quashing
 * strikes, and what falls with them. Told by what acts name and never by when they arrived, so that
 * what was concurrent falls as well (docs/decisions/0111).
 */
public final class Struck {
    /** Decisions by which something is obtained, and the handing over itself. */
    private static final Set<Type> STRIKABLE =
            EnumSet.of(
                    Type.AUTHORISE,
                    Type.AUTHORISE_EXECUTION,
                    Type.ORDER,
                    Type.DECIDE_SET_ASIDE,
                    Type.TRANSMIT);

    private Struck() {}

    /** Whether a judge may suspend or quash acts of this type. */
    public static boolean isStrikable(Type type) {
        return STRIKABLE.contains(type);
    }

    /** Whether an act strikes others, or lets go of them. */
    static boolean isOne(Act act) {
        return act instanceof Act.Remedy || act instanceof Act.LiftSuspension;
    }

    /**
     * The decisions that were quashed: they stand for nothing, and may be taken anew. A
     * transmission was made, whatever is quashed: it has to be named by whoever returns what came
     * with it.
     */
    static Set<Digest> voided(Collection<Entry> entries) {
        var voided = new LinkedHashSet<Digest>();
        var roots = roots(entries, Act.Redress.QUASH, Set.of()).keySet();
        for (var entry : entries)
            if (roots.contains(entry.digest()) && !(entry.act() instanceof Act.Transmit))
                voided.add(entry.digest());
        return voided;
    }

    /** Each act that was quashed or rests on one that was, and by which remedy. */
    static Map<Digest, Digest> quashed(
            Collection<Entry> entries, Function<Header, Set<Digest>> past) {
        var struck = roots(entries, Act.Redress.QUASH, Set.of());
        Contests.spread(struck, entries, past);
        return struck;
    }

    /**
     * Each act that is suspended or rests on one that is, and by which remedy.
     *
     * @param stayed acts that rest on contested signatures: such a one lifts nothing
     */
    static Map<Digest, Digest> suspended(
            Collection<Entry> entries, Set<Digest> stayed, Function<Header, Set<Digest>> past) {
        var lifted = new HashSet<Digest>();
        for (var entry : entries)
            if (entry.act() instanceof Act.LiftSuspension lift
                    && !entry.overridden()
                    && !stayed.contains(entry.digest())) lift.suspension().ifPresent(lifted::add);
        var struck = roots(entries, Act.Redress.SUSPEND, lifted);
        Contests.spread(struck, entries, past);
        return struck;
    }

    /** What judges named of their own State's acts. */
    private static Map<Digest, Digest> roots(
            Collection<Entry> entries, Act.Redress kind, Set<Digest> without) {
        var roots = new LinkedHashMap<Digest, Digest>();
        for (var entry : entries) {
            if (!(entry.act() instanceof Act.Remedy remedy)
                    || entry.overridden()
                    || without.contains(entry.digest())
                    || remedy.kind().filter(kind::equals).isEmpty()) continue;
            var state = entry.header().author().state();
            for (var named : entries)
                if (remedy.struck().contains(named.digest())
                        && named.header().author().state().equals(state)
                        && Type.of(named.act()).filter(Struck::isStrikable).isPresent())
                    roots.putIfAbsent(named.digest(), entry.digest());
        }
        return roots;
    }
}

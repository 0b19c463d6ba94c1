package comity.node.registry;

import comity.record.act.Json;
import comity.treaty.docket.Type;
import comity.treaty.rules.Finding;
import java.util.UUID;

/** Files what the node does by itself, in an authority's name: no person stands behind it. */
public final class NodeActs {
    private static final int MOST_TRIES = 5;

    private final Once once;

    public NodeActs(Once once) {
        this.once = once;
    }

    /** Composes and signs an act over the docket as it is now, and files it. */
    @FunctionalInterface
    public interface Once {
        Filing file(UUID docket, Type type, Json.Obj terms, String authority, String office);
    }

    /**
     * Another act may come in between; then it is composed over that.
     *
     * @param terms what it says
     * @throws IllegalStateException if a rule denies it: the node looked wrongly
     */
    public void file(UUID docket, Type type, Json.Obj terms, String authority, String office) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            switch (once.file(docket, type, terms, authority, office)) {
                case Filing.Filed _ -> {
                    return;
                }
                case Filing.Overtaken _ -> {}
                case Filing.Denied(var ruling) ->
                        throw new IllegalStateException(
                                type.word()
                                        + " denied: "
                                        + ruling.findings().stream().map(Finding::code).toList());
                case Filing.Rejected rejected ->
                        throw new IllegalStateException(type.word() + ": " + rejected.code());
                case Filing.Parked _ -> throw new IllegalStateException("an own act never waits");
            }
        }
        throw new IllegalStateException(type.word() + " was overtaken again and again");
    }
}

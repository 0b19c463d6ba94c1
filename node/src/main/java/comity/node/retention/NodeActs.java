package comity.node.retention;

import comity.node.registry.Filing;
import comity.record.act.Json;
import comity.treaty.docket.Type;
import java.util.UUID;

/** Files what the node does by itself, in an authority's name: no person stands behind it. */
public interface NodeActs {

    /**
     * @param terms what it says
     */
    Filing file(UUID docket, Type type, Json.Obj terms, String authority, String office);
}

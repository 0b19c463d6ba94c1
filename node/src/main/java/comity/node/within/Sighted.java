package comity.node.within;

import comity.node.vault.Held;
import comity.treaty.docket.Docket;
import java.util.List;

/**
 * An exhibit that exists for an officer.
 *
 * @param dockets whose acts name it, as far as this officer has to do with them; never empty
 */
record Sighted(Held exhibit, List<Docket> dockets) {}

package comity.node.desk;

import comity.node.desk.work.AccountNames;
import comity.node.frame.AuthorityNames;
import comity.node.frame.Telling;
import comity.node.registry.Registry;

/** What may be told, as the desk tells it, for tests of the room that hands it on. */
public final class Tellings {
    private Tellings() {}

    public static Telling of(Registry registry, AccountNames names, String state) {
        return new AccountMeasures(
                registry,
                names,
                new MeasureLetters(
                        registry, new AuthorityNames(registry), state, "https://arcadia.example"),
                state);
    }
}

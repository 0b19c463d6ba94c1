package comity.node.registry;

/** What is known of people's accounts, which no act says. */
@FunctionalInterface
public interface Strangers {
    /**
     * Whether neither person has had a part in the other's office or passkey in the last seven
     * days.
     */
    boolean areStrangers(String one, String other);
}

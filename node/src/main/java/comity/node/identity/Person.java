package comity.node.identity;

/**
 * A human being, by the State's own identifier: one person, whatever offices and passkeys they
 * have.
 */
public record Person(String id, String name) {}

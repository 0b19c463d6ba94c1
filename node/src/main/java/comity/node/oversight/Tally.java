package comity.node.oversight;

/** How often it went one way, of how many occasions, for one of those that are compared. */
record Tally(Pattern pattern, Whose whose, long trials, long hits) {}

package comity.node.oversight;

/**
 * One stands out from all others: a suspicion with its numbers, never a verdict.
 *
 * @param others the occasions of all others together
 * @param otherHits on how many of these it went this way
 * @param chance the probability that as many hits or more fall to this one if they fall to anybody
 *     alike
 * @param compared how many were compared: so often chance had its opportunity
 */
record Suspicion(
        Pattern pattern,
        Whose whose,
        long trials,
        long hits,
        long others,
        long otherHits,
        double chance,
        int compared) {

    double share() {
        return (double) hits / trials;
    }

    double otherShare() {
        return (double) otherHits / others;
    }
}

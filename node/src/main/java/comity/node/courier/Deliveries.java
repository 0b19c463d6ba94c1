package comity.node.courier;

import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;

/** How far a partner has been told, and what it answered. Durable on return. */
interface Deliveries {
    /** The position of the first act that {@code follower} has not dealt with. */
    long of(String follower);

    void move(String follower, long position);

    /** What was not taken is told again after a while, and ever more rarely. */
    void answered(String peer, Digest act, String outcome, String why);

    /** Acts that a partner did not take and that it is time to tell it of again, oldest first. */
    List<Digest> open(String peer, int limit);

    /** What a partner answered to an act; empty while it has not been told. */
    Optional<String> outcome(String peer, Digest act);
}

package comity.node.oversight;

import comity.record.act.Digest;
import java.time.Instant;

/**
 * What one act adds to one pattern.
 *
 * @param trials occasions on which it could have gone this way
 * @param hits on how many of them it did
 * @param at when the act was filed here
 */
record Trial(Digest act, Pattern pattern, Whose whose, int trials, int hits, Instant at) {
    Trial {
        if (hits < 0 || hits > trials) throw new IllegalArgumentException("hits are among trials");
    }
}

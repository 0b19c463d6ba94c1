package comity.node.mail;

import java.time.Duration;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Hands the letters whose time has come to the mail server, one after the other. */
class Delivery {
    private final Queue queue;
    private final Subscriptions subscriptions;
    private final Wording wording;
    private final Smtp smtp;
    private final TransactionOperations transaction;
    private final Duration every;

    Delivery(
            Queue queue,
            Subscriptions subscriptions,
            Wording wording,
            Smtp smtp,
            TransactionOperations transaction,
            Duration every) {
        this.queue = queue;
        this.subscriptions = subscriptions;
        this.wording = wording;
        this.smtp = smtp;
        this.transaction = transaction;
        this.every = every;
    }

    /** All that wait; it ends at the first for which the server itself was in the way. */
    void round() {
        queue.tidy();
        for (var next = queue.claim(); next.isPresent(); next = queue.claim()) {
            // A crash from here on leaves the letter as taken: it is not sent a second time.
            var outcome = smtp.send(letter(next.get()));
            var taken = next.get();
            transaction.executeWithoutResult(_ -> queue.ended(taken, outcome, every));
            if (outcome instanceof Outcome.Deferred(_, var everybody) && everybody) return;
        }
    }

    private Letter letter(Queue.Claimed taken) {
        return switch (taken.kind()) {
            case CODE -> wording.code(taken, subscriptions.code(taken.person()));
            case DIGEST, EMERGENCY ->
                    wording.news(taken, Optional.of(subscriptions.offToken(taken.person())));
        };
    }
}

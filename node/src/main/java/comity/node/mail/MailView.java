package comity.node.mail;

import comity.node.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person sees of their notices by e-mail.
 *
 * @param offered whether the administrator named a mail server
 * @param address empty if none was given
 * @param confirmed since when notices are sent
 * @param refused the server's code if it refused the address for good
 * @param minutes at most one digest in so many
 * @param letters the latest first
 */
public record MailView(
        boolean offered,
        String address,
        String language,
        Optional<Instant> confirmed,
        String refused,
        long minutes,
        List<Sent> letters) {

    private static final int LATEST = 10;

    public MailView {
        letters = List.copyOf(letters);
    }

    /** An address was given, and its code is awaited. */
    public boolean asked() {
        return !address.isEmpty() && confirmed.isEmpty();
    }

    /**
     * @param kind {@code CODE}, {@code DIGEST} or {@code EMERGENCY}
     * @param state {@code WAITING}, {@code SENDING}, {@code SENT}, {@code REFUSED}, {@code
     *     DOUBTFUL} or {@code GIVEN_UP}
     * @param failure a word or the server's code; empty if nothing was in the way
     * @param next when it is tried again, while it waits
     */
    public record Sent(
            String kind,
            String state,
            Instant made,
            int tries,
            String failure,
            Optional<Instant> next) {}

    static MailView of(MailServer server, Subscriptions subscriptions, Queue queue, Person person) {
        var subscription = subscriptions.of(person);
        return new MailView(
                server.isNamed(),
                subscription.map(Subscription::address).orElse(""),
                subscription.map(one -> one.language().getLanguage()).orElse(""),
                subscription.flatMap(Subscription::confirmed),
                subscription.map(Subscription::refused).orElse(""),
                Math.max(server.every().toMinutes(), 1),
                queue.of(person.id(), LATEST).stream().map(MailView::sent).toList());
    }

    private static Sent sent(Queue.Kept letter) {
        return new Sent(
                letter.kind().name(),
                letter.state().name(),
                letter.made(),
                letter.tries(),
                letter.failure(),
                letter.state() == Queue.State.WAITING && letter.tries() > 0
                        ? Optional.of(letter.next())
                        : Optional.empty());
    }
}

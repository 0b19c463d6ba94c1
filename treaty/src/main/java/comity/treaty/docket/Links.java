package comity.treaty.docket;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which dockets a docket follows from: a request that follows preservation, repeats an earlier one
 * or confirms an emergency says so in a field of its form, by the docket's number. What is written
 * there in other words links nothing: nobody guesses.
 */
public final class Links {
    private static final Pattern NUMBER =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Links() {}

    /** The numbers of dockets that a docket's requests name as earlier ones. */
    public static Set<UUID> earlier(Docket docket) {
        var named = new TreeSet<UUID>();
        for (var entry : docket.all(Act.Request.class))
            named.addAll(earlier((Act.Request) entry.act()));
        named.remove(docket.id());
        return named;
    }

    /** The same of one request. */
    public static Set<UUID> earlier(Act.Request request) {
        var named = new TreeSet<UUID>();
        Stream.of("previous", "previousPreservation", "preservation")
                .flatMap(field -> request.said().text(field).stream())
                .flatMap(text -> number(text).stream())
                .forEach(named::add);
        return named;
    }

    private static Optional<UUID> number(String text) {
        var words = text.strip();
        return NUMBER.matcher(words).matches()
                ? Optional.of(UUID.fromString(words))
                : Optional.empty();
    }
}

package comity.treaty.rules;

import comity.record.act.Author;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a rule is asked about: an act that somebody proposes, on a docket as its author knew it.
 *
 * @param day the act's day in UTC: the rules and the limits of time are those of that day
 */
record Question(Docket docket, Act act, Author actor, Profiles profiles, LocalDate day) {

    /** The State that asks: of the docket, or of the act that would open it. */
    String requesting() {
        return docket.requesting().orElse(actor.state());
    }

    /** The State that is asked. */
    Optional<String> requested() {
        return docket.requested()
                .or(
                        () ->
                                switch (act) {
                                    case Act.Apply application ->
                                            Optional.of(application.requestedState());
                                    case Act.Authorise authorise ->
                                            Optional.of(authorise.requestedState());
                                    case Act.Request request ->
                                            Optional.of(request.requestedState());
                                    case Act.Inform inform -> Optional.of(inform.requestedState());
                                    default -> Optional.empty();
                                });
    }

    Optional<Profile> requestedProfile() {
        return profiles.of(requested());
    }

    /** The request that stands on the docket. */
    Optional<Act.Request> request() {
        return docket.request().map(entry -> (Act.Request) entry.act());
    }

    Optional<Entry> requestEntry() {
        return docket.request();
    }
}

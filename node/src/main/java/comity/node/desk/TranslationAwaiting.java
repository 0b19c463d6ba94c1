package comity.node.desk;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was given to a translator and is not translated awaits them: no turn of the docket's. */
final class TranslationAwaiting implements Awaiting {
    private final Translating translating;

    TranslationAwaiting(Translating translating) {
        this.translating = translating;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        var translators = held.stream().filter(officer -> officer.office().equals("TRA")).toList();
        if (translators.isEmpty()) return List.of();
        return translating.pending(translators).stream()
                .limit(MOST)
                .map(
                        given ->
                                new Matter(
                                        Matter.Kind.TURN,
                                        given.docket().toString(),
                                        "translate " + given.at(),
                                        false,
                                        Optional.empty()))
                .toList();
    }

    /** Candidates were given to the reader by name. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}

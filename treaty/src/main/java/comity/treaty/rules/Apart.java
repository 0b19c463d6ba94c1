package comity.treaty.rules;

import comity.treaty.docket.Entry;
import comity.treaty.offices.Separation;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Office;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The separation matrix at the door: on one docket nobody acts in two offices that are kept apart.
 * What a person did stays theirs for the docket's life, whatever office they hold today
 * (docs/decisions/0086). {@link FourEyes} is the finer rule, between acts of one office.
 */
final class Apart {
    static final Rule OFFICES =
            new Rule(
                    "R-120",
                    Citation.high(24, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "offices.apart",
                    "Nobody acts on one docket in two offices that are kept apart, then or later.");

    private Apart() {}

    static List<Finding> areApart(Question question) {
        var clash = clash(question);
        return OFFICES.met(
                clash.isEmpty(),
                clash.map(
                                entry ->
                                        Map.of(
                                                "earlier", entry.header().author().office(),
                                                "now", question.actor().office()))
                        .orElse(Map.of()));
    }

    /** An act that was struck was taken all the same. */
    private static Optional<Entry> clash(Question question) {
        var actor = question.actor();
        var proposed = Office.of(actor.office());
        if (proposed.isEmpty()) return Optional.empty();
        for (var entry : question.docket().entries()) {
            var author = entry.header().author();
            if (!author.officer().equals(actor.officer()) || author.office().equals(actor.office()))
                continue;
            var earlier = Office.of(author.office());
            if (earlier.isPresent()
                    && Separation.shipped()
                            .onDocket(earlier.get(), proposed.get(), relaxed(question))
                            .isPresent()) return Optional.of(entry);
        }
        return Optional.empty();
    }

    /** What the actor's State has published that it cannot staff. */
    private static Set<String> relaxed(Question question) {
        return question.profiles()
                .of(question.actor().state())
                .map(profile -> profile.relaxed())
                .orElse(Set.of());
    }
}

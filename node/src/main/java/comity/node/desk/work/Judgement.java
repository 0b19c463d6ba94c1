package comity.node.desk.work;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a judge declined, or allowed less of than was asked: a pure function of the docket, and
 * codes alone.
 *
 * @param state whose judge
 * @param article of the Convention that the offence is under; 0 where none was named
 * @param partner the other State
 * @param tests of the law that were not met; none of what was narrowed
 */
record Judgement(
        Digest act,
        String state,
        Outcome outcome,
        String measure,
        long article,
        String partner,
        List<String> tests,
        Instant at) {

    enum Outcome {
        DECLINED,
        NARROWED
    }

    private record Asked(Optional<Measure> measure, Optional<Long> article) {}

    static List<Judgement> of(Docket docket) {
        var found = new ArrayList<Judgement>();
        for (var entry : docket.entries()) {
            if (entry.overridden()) continue;
            switch (entry.act()) {
                case Act.Decline decline ->
                        asked(docket, decline.declined())
                                .map(
                                        asked ->
                                                judgement(
                                                        docket,
                                                        entry,
                                                        Outcome.DECLINED,
                                                        asked,
                                                        decline.tests().stream()
                                                                .map(Enum::name)
                                                                .sorted()
                                                                .toList()))
                                .ifPresent(found::add);
                case Act.Authorise act ->
                        narrowed(docket, entry, act.application()).ifPresent(found::add);
                case Act.AuthoriseExecution act ->
                        narrowed(docket, entry, act.request()).ifPresent(found::add);
                default -> {}
            }
        }
        return List.copyOf(found);
    }

    private static Optional<Judgement> narrowed(
            Docket docket, Entry entry, Optional<Digest> named) {
        return asked(docket, named)
                .filter(_ -> docket.isNarrowed(entry.act()))
                .map(asked -> judgement(docket, entry, Outcome.NARROWED, asked, List.of()));
    }

    private static Judgement judgement(
            Docket docket, Entry entry, Outcome outcome, Asked asked, List<String> tests) {
        var state = entry.header().author().state();
        var partner =
                docket.requesting().filter(state::equals).isPresent()
                        ? docket.requested()
                        : docket.requesting();
        return new Judgement(
                entry.digest(),
                state,
                outcome,
                asked.measure().map(Enum::name).orElse(""),
                asked.article().orElse(0L),
                partner.orElse(""),
                tests,
                entry.header().at());
    }

    private static Optional<Asked> asked(Docket docket, Optional<Digest> named) {
        return named.flatMap(docket::entry)
                .flatMap(
                        entry ->
                                switch (entry.act()) {
                                    case Act.Apply act ->
                                            Optional.of(
                                                    new Asked(
                                                            act.measure(),
                                                            act.offence().article()));
                                    case Act.Request act ->
                                            Optional.of(
                                                    new Asked(
                                                            act.measure(),
                                                            act.offence().article()));
                                    default -> Optional.empty();
                                });
    }
}

package comity.node.desk;

import comity.node.desk.InspectionsView.Answer;
import comity.node.desk.InspectionsView.Row;
import comity.node.desk.InspectionsView.Section;
import comity.node.desk.InspectionsView.Seen;
import comity.node.desk.work.Lists;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.registry.Introduction;
import comity.node.registry.Registry;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Openings;
import comity.treaty.rules.Openings.Opening;
import comity.treaty.rules.Openings.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists openings for those whom they concern: the inspectors of the body, and the officers of a
 * central authority that sees the docket (docs/decisions/0105).
 */
public final class Inspections {
    /** Older ones stand on their dockets. */
    private static final int MOST = 200;

    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> Standing.valueOf(row.standing()), Inspections::order)
                    .thenComparing(Row::proposedAt, Comparator.reverseOrder());

    private static final int NEWEST = 25;

    private final Registry registry;
    private final Lists lists;
    private final Offices offices;
    private final Sight sight;
    private final String state;
    private final InstantSource clock;

    Inspections(
            Registry registry,
            Lists lists,
            Offices offices,
            Sight sight,
            String state,
            InstantSource clock) {
        this.lists = lists;
        this.registry = registry;
        this.offices = offices;
        this.sight = sight;
        this.state = state;
        this.clock = clock;
    }

    InspectionsView of(Person person) {
        var held = offices.of(person);
        var inspector = held.stream().anyMatch(Inspections::isInspector);
        return new InspectionsView(
                inspector,
                inspector ? registry.openingsLeft(person.id(), clock.instant()) : 0,
                rows(held, Instant.EPOCH),
                inspector ? latest(held) : List.of());
    }

    private List<Seen> latest(List<Officer> held) {
        var seen = sight.by(held);
        return lists.newest(NEWEST).stream()
                .filter(seen)
                .map(registry::read)
                .map(
                        docket ->
                                new Seen(
                                        docket.id(),
                                        docket.requesting().orElse(""),
                                        docket.requested().orElse(""),
                                        docket.phase().name()))
                .toList();
    }

    private List<Row> rows(List<Officer> held, Instant since) {
        var rows = new ArrayList<Row>();
        var dockets =
                registry.openings(since).reversed().stream()
                        .map(stored -> stored.envelope().header().docket())
                        .distinct()
                        .limit(MOST)
                        .toList();
        for (var id : dockets) {
            var docket = registry.read(id);
            for (var opening : Openings.on(docket)) {
                if (!opening.proposal().header().author().state().equals(state)) continue;
                held.stream()
                        .filter(officer -> concerns(docket, opening, officer))
                        .findFirst()
                        .ifPresent(officer -> rows.add(row(docket, opening, officer)));
            }
        }
        return rows.stream().sorted(ORDER).limit(MOST).toList();
    }

    /** Those that await this person's own answer. */
    List<Row> toAnswer(Person person, List<Officer> held) {
        var own = held.stream().filter(officer -> officer.person().equals(person)).toList();
        // What awaits an answer was proposed within the days that an opening may last.
        var since = clock.instant().minus(Duration.ofDays(Openings.MOST_DAYS + 1));
        return rows(own, since).stream().filter(Row::mayAnswer).toList();
    }

    private boolean concerns(Docket docket, Opening opening, Officer officer) {
        var body = opening.proposal().header().author().authority();
        return isInspector(officer)
                ? officer.authority().equals(body) && sight.sees(docket.id(), officer)
                : officer.office().equals("CAO")
                        && sight.reach(docket, officer) == Sight.Reach.WHOLE;
    }

    private static boolean isInspector(Officer officer) {
        return officer.office().equals("OVS");
    }

    private Row row(Docket docket, Opening opening, Officer officer) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var proposal = docket.act(opening.proposal().digest()).orElseThrow();
        var proposed = opening.proposed();
        var standing = opening.standing(today);
        return new Row(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                opening.proposal().digest().hex(),
                opening.proposal().header().author().authority(),
                Introduction.name(proposal),
                opening.proposal().header().at(),
                proposed.purpose().map(Enum::name).orElse(""),
                proposed.reasons().orElse(""),
                sections(docket, proposed),
                proposed.until().orElse(null),
                standing.name(),
                answer(docket, opening).orElse(null),
                standing == Standing.AWAITED
                        && isInspector(officer)
                        && !isBy(proposal, officer.person()));
    }

    private static boolean isBy(Envelope act, Person person) {
        return Introduction.person(act).filter(person.id()::equals).isPresent();
    }

    /** In the order of the docket's acts, and of an act's sections. */
    private static List<Section> sections(Docket docket, Act.ProposeOpening proposed) {
        return Openings.nameable(docket).stream()
                .filter(proposed.sections()::contains)
                .map(
                        part ->
                                new Section(
                                        part.act().hex(),
                                        docket.entry(part.act())
                                                .map(entry -> entry.header().type())
                                                .orElse(""),
                                        part.section()))
                .toList();
    }

    private static Optional<Answer> answer(Docket docket, Opening opening) {
        return opening.answer()
                .map(
                        entry ->
                                new Answer(
                                        entry.digest().hex(),
                                        name(docket, entry),
                                        entry.header().at(),
                                        opening.answered()
                                                .flatMap(Act.AnswerOpening::answer)
                                                .filter(Act.OpeningAnswer.AGREED::equals)
                                                .isPresent(),
                                        opening.answered()
                                                .flatMap(Act.AnswerOpening::reasons)
                                                .orElse("")));
    }

    private static String name(Docket docket, Entry entry) {
        return docket.act(entry.digest()).map(Introduction::name).orElse("");
    }

    private static int order(Standing one, Standing other) {
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(Standing standing) {
        return switch (standing) {
            case AWAITED -> 0;
            case OPEN -> 1;
            case LAPSED, DECLINED, ENDED, STAYED -> 2;
        };
    }
}

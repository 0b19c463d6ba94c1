package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.identity.Assignments;
import comity.node.identity.Assignments.Assignment;
import comity.node.identity.Assignments.Kind;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.registry.Registry;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import comity.treaty.offices.Separation;
import comity.treaty.rules.Seals;
import comity.treaty.terms.Office;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who works on a docket: given by those who lead it, ended by them, or refused by who declares a
 * conflict. The separation matrix is asked about each, by the human.
 */
public final class DocketPeople {
    /** Whose business it is who works on a docket. */
    static final Set<String> ASSIGNING = Set.of("CAO", "PRO", "JUD", "DUT");

    /** Who can be given a docket; to the others the record itself brings what concerns them. */
    static final Set<String> ASSIGNABLE = Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA");

    /** What a translator can be given: everything but who acted. */
    static final List<String> SECTIONS =
            Cooperation.SECTIONS.stream()
                    .filter(name -> !name.equals(Cooperation.OFFICER))
                    .toList();

    private final Registry registry;
    private final Sight sight;
    private final Assignments assignments;
    private final Offices offices;
    private final People people;
    private final Composer composer;

    DocketPeople(
            Registry registry,
            Sight sight,
            Assignments assignments,
            Offices offices,
            People people,
            Composer composer) {
        this.registry = registry;
        this.sight = sight;
        this.assignments = assignments;
        this.offices = offices;
        this.people = people;
        this.composer = composer;
    }

    /**
     * Somebody who has to do with a docket beside what the record says.
     *
     * @param kind GIVEN or CONFLICT
     */
    public record Row(
            String kind,
            String person,
            String name,
            String authority,
            String office,
            List<String> sections,
            String givenBy,
            java.time.Instant at) {
        static Row of(Assignment row) {
            return new Row(
                    row.kind().name(),
                    row.person().id(),
                    row.person().name(),
                    row.authority(),
                    row.office(),
                    row.sections().stream().sorted().toList(),
                    row.givenBy().name(),
                    row.at());
        }

        public String inOffice() {
            return authority + "/" + office;
        }
    }

    /** Somebody to whom the docket can be given, in an office. */
    public record Choice(String person, String name, String authority, String office) {}

    /**
     * @param offices in which it is seen because of what stands on it
     * @param choices to whom the reader can give it; empty for who may not
     * @param sealed whether a judge sealed it: then a judge of that court alone gives it
     */
    public record PeopleView(
            UUID docket,
            List<String> offices,
            List<Row> people,
            List<Choice> choices,
            boolean sealed) {}

    PeopleView view(UUID id, Officer reader) {
        var standing = Assignments.standing(assignments.on(id)).stream().map(Row::of).toList();
        return new PeopleView(
                id,
                sight.offices(registry.read(id)).stream().filter(this::exists).toList(),
                standing,
                leads(id, reader) ? choices() : List.of(),
                !sight.seals(registry.read(id)).isEmpty());
    }

    /** Of the offices that may see it, those that its authority has. */
    private boolean exists(String inOffice) {
        var parts = inOffice.split("/", 2);
        return registry.directories().byState().values().stream()
                .flatMap(directory -> directory.authorities().stream())
                .anyMatch(
                        authority ->
                                (parts[0].equals("*") || authority.id().equals(parts[0]))
                                        && authority.offices().contains(parts[1]));
    }

    private List<Choice> choices() {
        return offices.held(ASSIGNABLE).stream()
                .map(
                        officer ->
                                new Choice(
                                        officer.person().id(),
                                        officer.person().name(),
                                        officer.authority(),
                                        officer.office()))
                .toList();
    }

    private boolean leads(UUID id, Officer officer) {
        var docket = registry.read(id);
        var seals = sight.seals(docket);
        return ASSIGNING.contains(officer.office())
                && sight.reach(docket, officer) == Sight.Reach.WHOLE
                && (seals.isEmpty() || seals.stream().anyMatch(seal -> isOf(seal, officer)));
    }

    /** Whom a sealed docket concerns a judge of the court that sealed it says. */
    private static boolean isOf(Seals.Seal seal, Officer officer) {
        return officer.office().equals(Office.JUD.name())
                && officer.authority().equals(seal.court());
    }

    /** Gives the docket to somebody in an office that they hold. */
    void give(UUID docket, String person, String inOffice, Set<String> sections, Officer by) {
        if (!leads(docket, by)) throw Refused.with(403, "people.not-leading");
        var officer = officer(person, inOffice);
        if (officer.person().id().equals(by.person().id()))
            throw Refused.with(422, "people.oneself");
        var translates = officer.office().equals(Office.TRA.name());
        if (translates == sections.isEmpty() || !SECTIONS.containsAll(sections))
            throw Refused.with(422, "people.sections");
        var standing = assignments.of(officer.person(), docket);
        if (standing.stream().anyMatch(row -> row.kind() == Kind.CONFLICT))
            throw Refused.with(422, "people.conflict");
        apart(docket, officer, standing)
                .ifPresent(
                        earlier -> {
                            throw Refused.with(
                                    422,
                                    "people.apart",
                                    Map.of("earlier", earlier, "now", officer.office()));
                        });
        assignments.add(docket, Kind.GIVEN, officer, sections, by.person());
    }

    /** Ends what was given. */
    void end(UUID docket, String person, String inOffice, Officer by) {
        if (!leads(docket, by)) throw Refused.with(403, "people.not-leading");
        var given =
                people.person(person).stream()
                        .flatMap(who -> assignments.of(who, docket).stream())
                        .filter(row -> row.kind() == Kind.GIVEN)
                        .filter(row -> row.inOffice().equals(inOffice))
                        .findFirst()
                        .orElseThrow(() -> Refused.with(422, "people.not-given"));
        assignments.add(
                docket,
                Kind.ENDED,
                new Officer(given.person(), given.authority(), given.office()),
                Set.of(),
                by.person());
    }

    /** The person concerned, kin, or anything else: from now on they have no office here. */
    void declare(UUID docket, Officer officer) {
        assignments.add(docket, Kind.CONFLICT, officer, Set.of(), officer.person());
    }

    private Officer officer(String person, String inOffice) {
        return people.person(person)
                .flatMap(who -> offices.of(who, inOffice))
                .filter(officer -> ASSIGNABLE.contains(officer.office()))
                .orElseThrow(() -> Refused.with(422, "people.not-held"));
    }

    /** In which office this human has acted here, or works here, that the matrix keeps apart. */
    private Optional<String> apart(UUID id, Officer officer, List<Assignment> standing) {
        var docket = registry.read(id);
        var pseudonym = composer.author(id, officer).officer();
        var acted =
                docket.headers().stream()
                        .map(header -> header.author())
                        .filter(author -> author.officer().equals(pseudonym))
                        .map(author -> author.office());
        var relaxed =
                registry.profiles(Set.of(officer.state()))
                        .of(officer.state())
                        .map(Profile::relaxed)
                        .orElse(Set.of());
        var proposed = Office.of(officer.office()).orElseThrow();
        return Stream.concat(acted, standing.stream().map(Assignment::office))
                .filter(
                        earlier ->
                                Office.of(earlier)
                                        .flatMap(
                                                one ->
                                                        Separation.shipped()
                                                                .onDocket(one, proposed, relaxed))
                                        .isPresent())
                .findFirst();
    }
}

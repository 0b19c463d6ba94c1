package comity.node.desk;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Disclosure;
import comity.node.desk.DefenceView.Counsel;
import comity.node.desk.DefenceView.Row;
import comity.node.desk.DefenceView.Shown;
import comity.node.desk.work.Endings;
import comity.node.desk.work.Following;
import comity.node.desk.work.Lists;
import comity.node.frame.AuthorityNames;
import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Defence;
import comity.treaty.rules.Defence.Admission;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Timer;
import comity.treaty.terms.Office;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What counsel have before them: the dockets to which judges admitted them, until when, and the
 * case file in the part that was opened (docs/decisions/0125).
 */
public final class Defending implements Endings {
    private static final int MOST = 200;

    private final Registry registry;
    private final Lists lists;
    private final Following following;
    private final Offices offices;
    private final Sight sight;
    private final CaseFile caseFile;
    private final Composer composer;
    private final AuthorityNames names;

    Defending(
            Registry registry,
            Lists lists,
            Following following,
            Offices offices,
            Sight sight,
            CaseFile caseFile,
            Composer composer,
            AuthorityNames names) {
        this.registry = registry;
        this.lists = lists;
        this.following = following;
        this.offices = offices;
        this.sight = sight;
        this.caseFile = caseFile;
        this.composer = composer;
        this.names = names;
    }

    /** Every admission of a person, in any of their offices. */
    DefenceView of(Person person) {
        following.level();
        var running = new ArrayList<Row>();
        var over = new ArrayList<Row>();
        var today = composer.today();
        for (var counsel : counsel(person))
            for (var id : lists.of(person, MOST)) {
                var docket = registry.read(id);
                if (!sight.sees(id, counsel) && sight.admissions(docket, counsel).isEmpty())
                    continue;
                for (var admission : sight.admissions(docket, counsel))
                    (admission.runs(today) ? running : over)
                            .add(row(docket, admission, counsel, today));
            }
        running.sort(Comparator.comparing(Row::until).thenComparing(Row::docket));
        over.sort(Comparator.comparing(Row::until).reversed().thenComparing(Row::docket));
        return new DefenceView(running, over);
    }

    private List<Officer> counsel(Person person) {
        return offices.of(person).stream()
                .filter(officer -> officer.office().equals(Office.DEF.name()))
                .limit(1)
                .toList();
    }

    private static Row row(Docket docket, Admission admission, Officer counsel, LocalDate today) {
        var left = admission.ends().toEpochDay() - today.toEpochDay();
        return new Row(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                admission.digest().hex(),
                admission.client().map(Enum::name).orElse(""),
                Cooperation.SECTIONS.stream().filter(admission.opened()::contains).toList(),
                shown(docket, admission, counsel),
                admission.from(),
                admission.decided(),
                admission.ends(),
                admission.lost(),
                left,
                warned(left),
                admission.ended().map(end -> end.digest().hex()).orElse(null));
    }

    /** By the first name that an act gives an exhibit. */
    private static List<Shown> shown(Docket docket, Admission admission, Officer counsel) {
        var names = new LinkedHashMap<Digest, String>();
        for (var entry : docket.entries())
            for (var exhibit : Exhibits.named(entry.act()))
                if (admission.exhibits().contains(exhibit.sha256()))
                    names.putIfAbsent(exhibit.sha256(), exhibit.name());
        return names.entrySet().stream()
                .map(one -> new Shown(one.getKey().hex(), one.getValue(), counsel.inOffice()))
                .toList();
    }

    /** The last of the days before the end on which somebody is warned that has come. */
    static int warned(long left) {
        return Timer.ADMISSION.warnings().stream()
                .filter(days -> left <= days)
                .min(Comparator.naturalOrder())
                .orElse(0);
    }

    /**
     * An admission whose end comes near, or that can just still be extended.
     *
     * @param warned 14, 7 or 1
     */
    record Near(UUID docket, String admission, LocalDate until, int warned, boolean passed) {}

    /** Of counsel their own; of judges those on the dockets on which their court sat. */
    List<Near> near(List<Officer> held) {
        var today = composer.today();
        var warns = Timer.ADMISSION.warnings().stream().max(Comparator.naturalOrder()).orElse(0);
        var found = new ArrayList<Near>();
        var of =
                held.stream()
                        .filter(officer -> Set.of("JUD", "DEF").contains(officer.office()))
                        .toList();
        for (var id :
                lists.near(
                        Timer.ADMISSION,
                        today.minusDays(Defence.LAPSE_DAYS),
                        today.plusDays(warns),
                        of,
                        MOST)) {
            var docket = registry.read(id);
            of.stream()
                    .flatMap(officer -> theirs(docket, officer).stream())
                    .distinct()
                    .filter(admission -> admission.isExtendable(today))
                    .map(admission -> near(id, admission, today))
                    .filter(near -> near.warned() > 0)
                    .forEach(found::add);
        }
        return found;
    }

    private List<Admission> theirs(Docket docket, Officer officer) {
        if (officer.office().equals(Office.DEF.name())) return sight.admissions(docket, officer);
        if (!sight.sees(docket.id(), officer)) return List.of();
        return Defence.on(docket).stream()
                .filter(admission -> admission.state().equals(officer.state()))
                .toList();
    }

    private static Near near(UUID id, Admission admission, LocalDate today) {
        var left = admission.ends().toEpochDay() - today.toEpochDay();
        return new Near(id, admission.digest().hex(), admission.ends(), warned(left), left < 0);
    }

    /** The last days of a counsel's own, for a calendar. */
    @Override
    public List<Ending> of(List<Officer> held) {
        var found = new ArrayList<Ending>();
        for (var counsel : held)
            if (counsel.office().equals(Office.DEF.name()))
                for (var id : lists.of(counsel.person(), MOST))
                    for (var one : sight.admitted(registry.read(id), counsel))
                        found.add(new Ending(id, one.digest(), Timer.ADMISSION.id(), one.ends()));
        return found;
    }

    /** Whoever can be admitted to a docket: this State's counsel, by name. */
    List<Counsel> counsel(UUID docket) {
        return offices.held(Set.of(Office.DEF.name())).stream()
                .map(
                        officer ->
                                new Counsel(
                                        composer.author(docket, officer).officer().hex(),
                                        officer.person().name(),
                                        officer.authority()))
                .sorted(Comparator.comparing(Counsel::name).thenComparing(Counsel::pseudonym))
                .toList();
    }

    /** The same for a form: what is shown, by pseudonym. */
    Map<String, String> choices(UUID docket) {
        var choices = new LinkedHashMap<String, String>();
        for (var one : counsel(docket))
            choices.put(
                    one.pseudonym(),
                    one.name() + " · " + names.of(one.authority(), Languages.current()));
        return choices;
    }

    /**
     * The case file in the part that a judge opened to this counsel. By name it withholds what no
     * admission opened; and what oversight and other counsel filed is not in it either.
     */
    Contents caseOf(UUID id, Officer counsel) {
        var docket = registry.read(id);
        var admissions = sight.admitted(docket, counsel);
        if (admissions.isEmpty()) throw Refused.unknown();
        var withheld = new TreeSet<>(Cooperation.SECTIONS);
        admissions.forEach(admission -> withheld.removeAll(admission.opened()));
        var bound = caseFile.bound(id, List.of(counsel), composer.today());
        var whole =
                caseFile.of(
                                id,
                                exhibit ->
                                        !bound.containsKey(exhibit)
                                                && admissions.stream()
                                                        .anyMatch(
                                                                one ->
                                                                        one.exhibits()
                                                                                .contains(exhibit)))
                        .orElseThrow(Refused::unknown);
        var part = new Disclosure("defence", withheld).of(whole);
        return new Contents(
                part.docket(),
                part.exporter(),
                part.acts().stream()
                        .map(
                                act ->
                                        act.withholding(
                                                _ ->
                                                        docket.entry(act.digest())
                                                                .filter(
                                                                        entry ->
                                                                                !Sight.isClosed(
                                                                                        docket,
                                                                                        entry,
                                                                                        admissions))
                                                                .isPresent()))
                        .toList(),
                part.directories(),
                part.profiles(),
                part.logs(),
                part.exhibits(),
                part.disclosure(),
                List.of());
    }

    void write(Contents contents, OutputStream out) throws IOException {
        caseFile.write(contents, out);
    }
}

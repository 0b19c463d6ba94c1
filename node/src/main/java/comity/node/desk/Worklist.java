package comity.node.desk;

import comity.node.desk.WorklistView.DraftRow;
import comity.node.desk.WorklistView.Row;
import comity.node.desk.work.Filter;
import comity.node.desk.work.Following;
import comity.node.desk.work.Found;
import comity.node.desk.work.KeptFilters;
import comity.node.desk.work.Lists;
import comity.node.frame.OfficeView;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.registry.Registry;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes the list of what lies on a person's desk. */
public final class Worklist {
    /** May be done on any docket at any time, and so is no next step. */
    private static final Set<String> KEEPING =
            Set.of(
                    "hold",
                    "lift-hold",
                    "remedy",
                    "lift-suspension",
                    "propose-erasure",
                    "certify-deletion",
                    "disclose",
                    "mark",
                    "use",
                    "ask-consent",
                    "notify-exculpatory",
                    "disclose-exculpatory",
                    "propose-disposal",
                    "confirm-return",
                    "certify-disposal",
                    "certify-destruction",
                    "hand-over",
                    "handle",
                    "derive",
                    "import-evidence",
                    "delay-notice",
                    "lift-secrecy",
                    "notify",
                    "report-not-found",
                    "admit",
                    "extend-admission",
                    "end-admission",
                    "count-outage",
                    "seal-docket",
                    "unseal-docket");

    /** A page's worth; the next begins where this one ends. */
    private static final int MOST = 25;

    /** Under so many of the newest a change of law is looked for. */
    private static final int NEWEST = 100;

    private final Registry registry;
    private final Offices offices;
    private final Options options;
    private final Drafts drafts;
    private final Seeing sight;
    private final ChangedLaw changedLaw;
    private final Lists lists;
    private final KeptFilters kept;
    private final Following following;

    /** What lists are made from. */
    public record Sources(Lists lists, KeptFilters kept, Following following, Seeing sight) {}

    public Worklist(
            Registry registry, Offices offices, Options options, Drafts drafts, Sources sources) {
        this.registry = registry;
        this.offices = offices;
        this.options = options;
        this.drafts = drafts;
        this.changedLaw = new ChangedLaw(registry);
        this.sight = sources.sight();
        this.lists = sources.lists();
        this.kept = sources.kept();
        this.following = sources.following();
    }

    public WorklistView of(Person person, Filter filter) {
        var standing = following.level();
        var held = offices.of(person);
        var drafted = drafts.of(person);
        var page = lists.page(person, held, filter, MOST);
        return new WorklistView(
                person.name(),
                held.stream().map(OfficeView::of).toList(),
                page.dockets().stream().map(found -> row(found, held)).toList(),
                drafted.stream()
                        .map(
                                draft ->
                                        new DraftRow(
                                                draft.id(),
                                                draft.docket().map(UUID::toString).orElse(""),
                                                draft.type(),
                                                draft.savedAt(),
                                                draft.leftBy()))
                        .toList(),
                changedLaw.of(
                        held,
                        lists.newest(NEWEST).stream().filter(sight.by(held)).toList(),
                        drafted),
                filter,
                page.next().isEmpty() ? "" : filter.from(page.next()).query(),
                kept.of(person),
                partners(held),
                providers(held),
                standing.isLevel() ? 100 : standing.percent());
    }

    /** The dockets that something happened on last, for whoever writes. */
    List<Found> newest(Person person) {
        following.level();
        var all =
                new Filter(
                        Filter.Whose.ALL,
                        Filter.When.ANY,
                        "",
                        "",
                        "",
                        "",
                        false,
                        Filter.Order.LATEST,
                        "");
        return lists.page(person, offices.of(person), all, NEWEST).dockets();
    }

    /** Whom there is to cooperate with. */
    private List<String> partners(List<Officer> held) {
        return registry.directories().byState().keySet().stream()
                .filter(state -> held.stream().noneMatch(officer -> officer.state().equals(state)))
                .sorted()
                .toList();
    }

    /** Of the State in which somebody works, by identifier; to whom anything can be ordered. */
    private List<String> providers(List<Officer> held) {
        return held.stream()
                .map(Officer::state)
                .distinct()
                .flatMap(state -> registry.directories().of(state).stream())
                .flatMap(directory -> directory.authorities().stream())
                .filter(authority -> authority.offices().contains("PRV"))
                .map(authority -> authority.id())
                .sorted()
                .toList();
    }

    private Row row(Found found, List<Officer> held) {
        var next =
                held.stream()
                        .filter(officer -> sight.sees(found.docket(), officer))
                        .flatMap(officer -> options.permitted(found.docket(), officer).stream())
                        .filter(type -> !KEEPING.contains(type))
                        .distinct()
                        .toList();
        return new Row(found, next);
    }
}

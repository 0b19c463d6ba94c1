package comity.node.desk;

import comity.node.desk.WorklistView.DraftRow;
import comity.node.desk.WorklistView.Row;
import comity.node.frame.OfficeView;
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
                    "import-evidence");

    /** A page's worth and some: older dockets are found by their number. */
    private static final int MOST = 100;

    private final Registry registry;
    private final Offices offices;
    private final Options options;
    private final Drafts drafts;
    private final ChangedLaw changedLaw;

    public Worklist(Registry registry, Offices offices, Options options, Drafts drafts) {
        this.registry = registry;
        this.offices = offices;
        this.options = options;
        this.drafts = drafts;
        this.changedLaw = new ChangedLaw(registry);
    }

    public WorklistView of(Person person) {
        var held = offices.of(person);
        var dockets = registry.dockets().stream().limit(MOST).toList();
        var kept = drafts.of(person);
        return new WorklistView(
                person.name(),
                held.stream().map(OfficeView::of).toList(),
                dockets.stream().map(id -> row(id, held)).toList(),
                kept.stream()
                        .map(
                                draft ->
                                        new DraftRow(
                                                draft.id(),
                                                draft.docket().map(UUID::toString).orElse(""),
                                                draft.type(),
                                                draft.savedAt()))
                        .toList(),
                changedLaw.of(held, dockets, kept));
    }

    private Row row(UUID id, List<Officer> held) {
        var docket = registry.read(id);
        var latest = docket.entries().getLast().header();
        var next =
                held.stream()
                        .flatMap(officer -> options.permitted(id, officer).stream())
                        .filter(type -> !KEEPING.contains(type))
                        .distinct()
                        .toList();
        return new Row(
                id,
                docket.phase().name(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                docket.entries().size(),
                latest.type(),
                latest.author().state(),
                latest.at(),
                next);
    }
}

package comity.node.within;

import comity.node.frame.Seeing;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.within.WithinView.ComparedRow;
import comity.node.within.WithinView.DocketRow;
import comity.node.within.WithinView.ExhibitRow;
import comity.node.within.WithinView.MarkRow;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Errors;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Marked;
import comity.treaty.rules.SetAside;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of evidence waits for an officer: read from the dockets, and cut to what the office may see.
 * Judges and inspectors see hashes and counts, a filter reviewer what is marked on cases that are
 * not theirs, the defence what may be marked.
 */
public final class WithinViews {
    private static final Set<String> SERVED = Set.of("CAO", "CUS", "JUD", "OVS", "FIL", "DEF");
    private static final Set<String> HANDLING = Set.of("CAO", "CUS");
    private static final Set<String> DECIDING = Set.of("JUD", "OVS");

    private final Registry registry;
    private final FileVault vault;
    private final Restricted restricted;
    private final Composer composer;
    private final AskedComparisons table;
    private final Seeing sight;

    WithinViews(
            Registry registry,
            FileVault vault,
            Restricted restricted,
            Composer composer,
            AskedComparisons table,
            Seeing sight) {
        this.sight = sight;
        this.table = table;
        this.registry = registry;
        this.vault = vault;
        this.restricted = restricted;
        this.composer = composer;
    }

    /** One view for each office among those held that has to do with it. */
    List<WithinView> of(List<Officer> held) {
        return held.stream()
                .filter(officer -> SERVED.contains(officer.office()))
                .map(this::of)
                .toList();
    }

    private WithinView of(Officer officer) {
        return new WithinView(
                officer.inOffice(),
                officer.office(),
                registry.dockets().stream()
                        .filter(sight.by(List.of(officer)))
                        .map(registry::read)
                        .map(docket -> row(docket, officer))
                        .filter(row -> !row.isEmpty())
                        .toList(),
                restricted.isCleared(officer.person())
                        ? restricted.all().stream()
                                .map(
                                        row ->
                                                new WithinView.RestrictedRow(
                                                        row.exhibit(),
                                                        row.matches().size(),
                                                        row.matches()))
                                .toList()
                        : List.of());
    }

    private DocketRow row(Docket docket, Officer officer) {
        var office = officer.office();
        var handles = HANDLING.contains(office);
        var decides = DECIDING.contains(office);
        return new DocketRow(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                handles ? uncompared(docket, officer.state()) : List.of(),
                handles || decides ? compared(docket, handles) : List.of(),
                handles || decides ? setAside(docket, handles) : List.of(),
                handles ? unread(docket) : List.of(),
                handles || decides ? doomed(docket) : List.of(),
                office.equals("DEF") && isDisclosed(docket, officer)
                                || handles && isReceived(docket, officer)
                        ? known(docket)
                        : List.of(),
                marks(docket, officer));
    }

    /** What was produced here, is not frozen, and neither compared nor declared. */
    private List<ExhibitRow> uncompared(Docket docket, String state) {
        return docket.all(Act.Produce.class).stream()
                .filter(entry -> Cooperation.audience(docket, entry.digest()).contains(state))
                .flatMap(entry -> rows(docket, entry))
                .toList();
    }

    private Stream<ExhibitRow> rows(Docket docket, Entry entry) {
        return Exhibits.named(entry.act()).stream()
                .filter(exhibit -> !isCompared(docket, exhibit.sha256()))
                .filter(exhibit -> Marked.frozen(docket, exhibit.sha256()).isEmpty())
                .filter(exhibit -> vault.held(exhibit.sha256()).isPresent())
                .map(
                        exhibit ->
                                new ExhibitRow(
                                        exhibit.sha256().hex(),
                                        exhibit.size(),
                                        exhibit.name(),
                                        0,
                                        0,
                                        List.of(),
                                        entry.digest().hex(),
                                        table.of(exhibit.sha256())
                                                .map(asked -> asked.state().name())
                                                .orElse("NONE")));
    }

    /** Whether an act says what came of comparing an exhibit, or its custodian has declared it. */
    static boolean isCompared(Docket docket, Digest exhibit) {
        return SetAside.standing(docket, exhibit).isPresent()
                || SetAside.isDeclaredWithin(docket, exhibit)
                || docket.all(Act.Compare.class).stream()
                        .flatMap(entry -> Exhibits.named(entry.act()).stream())
                        .anyMatch(
                                made ->
                                        made.derivation()
                                                .map(Act.Derivation::from)
                                                .filter(exhibit::equals)
                                                .isPresent());
    }

    /** Everything that was compared, whatever became of it: whoever decided looks back at it. */
    private static List<ComparedRow> compared(Docket docket, boolean names) {
        return docket.all(Act.Compare.class).stream()
                .flatMap(entry -> compared(docket, entry, names))
                .toList();
    }

    private static Stream<ComparedRow> compared(Docket docket, Entry entry, boolean names) {
        var all = ((Act.Compare) entry.act()).exhibits().orElse(List.of());
        return all.stream()
                .map(
                        compared ->
                                new ComparedRow(
                                        row(entry.digest(), compared, all, names),
                                        compared.standing().name(),
                                        decided(docket, compared)));
    }

    private static String decided(Docket docket, Act.Compared compared) {
        var exhibit = compared.exhibit().sha256();
        return switch (compared.standing()) {
            case WITHIN -> "";
            case SET_ASIDE -> SetAside.decision(docket, exhibit).map(Enum::name).orElse("");
            case UNREAD -> SetAside.isDeclaredWithin(docket, exhibit) ? "DECLARED" : "";
        };
    }

    private List<ExhibitRow> setAside(Docket docket, boolean names) {
        var open = SetAside.undecided(docket);
        return standing(docket, Act.Standing.SET_ASIDE, names).values().stream()
                .filter(row -> open.contains(new Digest(row.sha256())))
                .toList();
    }

    private List<ExhibitRow> unread(Docket docket) {
        return standing(docket, Act.Standing.UNREAD, true).values().stream()
                .filter(row -> !SetAside.isDeclaredWithin(docket, new Digest(row.sha256())))
                .toList();
    }

    private static Map<Digest, ExhibitRow> standing(
            Docket docket, Act.Standing standing, boolean names) {
        var found = new LinkedHashMap<Digest, ExhibitRow>();
        for (var entry : docket.all(Act.Compare.class)) {
            var all = ((Act.Compare) entry.act()).exhibits().orElse(List.of());
            for (var compared : all)
                if (compared.standing() == standing)
                    found.put(
                            compared.exhibit().sha256(), row(entry.digest(), compared, all, names));
        }
        return found;
    }

    /**
     * A part says what it was divided into; what stands aside whole says it by the part that was
     * taken out of it.
     */
    private static ExhibitRow row(
            Digest act, Act.Compared compared, List<Act.Compared> all, boolean names) {
        var exhibit = compared.exhibit();
        var made =
                exhibit.derivation()
                        .or(
                                () ->
                                        all.stream()
                                                .flatMap(
                                                        other ->
                                                                other
                                                                        .exhibit()
                                                                        .derivation()
                                                                        .stream())
                                                .filter(
                                                        derived ->
                                                                derived.from()
                                                                        .equals(exhibit.sha256()))
                                                .findFirst());
        return new ExhibitRow(
                exhibit.sha256().hex(),
                exhibit.size(),
                names ? exhibit.name() : "",
                made.map(Act.Derivation::within).orElse(0L),
                made.map(Act.Derivation::setAside).orElse(0L),
                compared.why().stream().sorted().toList(),
                act.hex(),
                "");
    }

    /** What a judge, or an oversight body, had destroyed, and nobody has destroyed yet. */
    private static List<ExhibitRow> doomed(Docket docket) {
        var gone =
                docket.all(Act.Destroy.class).stream()
                        .flatMap(entry -> ((Act.Destroy) entry.act()).exhibits().stream())
                        .toList();
        return Stream.concat(judged(docket, gone), mistaken(docket, gone)).toList();
    }

    /** In the State that was asked; in the other one what it received is disposed of. */
    private static Stream<ExhibitRow> mistaken(Docket docket, List<Digest> gone) {
        return docket.requested().stream()
                .flatMap(state -> Errors.toDestroy(docket, state).stream())
                .flatMap(
                        error ->
                                error.classification().stream()
                                        .flatMap(
                                                entry ->
                                                        error.exhibits().stream()
                                                                .filter(one -> !gone.contains(one))
                                                                .map(
                                                                        one ->
                                                                                bare(
                                                                                        one,
                                                                                        entry
                                                                                                .digest()))));
    }

    private static Stream<ExhibitRow> judged(Docket docket, List<Digest> gone) {
        return docket.all(Act.DecideSetAside.class).stream()
                .filter(
                        entry ->
                                ((Act.DecideSetAside) entry.act())
                                        .decision()
                                        .filter(Act.Decision.DESTROY::equals)
                                        .isPresent())
                .flatMap(
                        entry ->
                                ((Act.DecideSetAside) entry.act())
                                        .exhibits().stream()
                                                .filter(exhibit -> !gone.contains(exhibit))
                                                .map(exhibit -> bare(exhibit, entry.digest())));
    }

    private static ExhibitRow bare(Digest exhibit, Digest act) {
        return new ExhibitRow(exhibit.hex(), 0, "", 0, 0, List.of(), act.hex(), "");
    }

    private List<ExhibitRow> known(Docket docket) {
        return docket.all(Act.Transmit.class).stream()
                .flatMap(
                        entry ->
                                Exhibits.named(entry.act()).stream()
                                        .map(
                                                exhibit ->
                                                        new ExhibitRow(
                                                                exhibit.sha256().hex(),
                                                                exhibit.size(),
                                                                exhibit.name(),
                                                                0,
                                                                0,
                                                                List.of(),
                                                                entry.digest().hex(),
                                                                "")))
                .toList();
    }

    /** Whether the evidence came here: what somebody concerned says of it, an officer records. */
    private static boolean isReceived(Docket docket, Officer officer) {
        return docket.requesting().filter(officer.state()::equals).isPresent();
    }

    private static boolean isDisclosed(Docket docket, Officer officer) {
        return docket.all(Act.Disclose.class).stream()
                .map(entry -> (Act.Disclose) entry.act())
                .anyMatch(
                        act ->
                                act.audience().equals("defence")
                                        && act.recipient().equals(officer.authority()));
    }

    private List<MarkRow> marks(Docket docket, Officer officer) {
        if (officer.office().equals("FIL")) {
            var pseudonym = composer.author(docket.id(), officer).officer();
            if (Marked.isOnTheCase(docket, pseudonym)) return List.of();
        }
        if (officer.office().equals("DEF") && !isDisclosed(docket, officer)) return List.of();
        return docket.all(Act.Mark.class).stream()
                .map(entry -> mark(docket, entry))
                .filter(
                        mark ->
                                !officer.office().equals("FIL")
                                        || Set.of("REVIEW", "RULING").contains(mark.stands()))
                .toList();
    }

    private MarkRow mark(Docket docket, Entry entry) {
        var mark = (Act.Mark) entry.act();
        var review =
                docket.all(Act.ReviewMark.class).stream()
                        .map(other -> (Act.ReviewMark) other.act())
                        .filter(report -> report.mark().equals(Optional.of(entry.digest())))
                        .reduce((_, later) -> later);
        var ruling =
                docket.all(Act.RuleOnMark.class).stream()
                        .map(other -> (Act.RuleOnMark) other.act())
                        .filter(ruled -> ruled.mark().equals(Optional.of(entry.digest())))
                        .findFirst();
        return new MarkRow(
                entry.digest().hex(),
                mark.exhibit().map(Digest::hex).orElse(""),
                mark.protection().stream().map(Enum::name).sorted().toList(),
                mark.saidBy().map(Enum::name).orElse(""),
                entry.header().author().state(),
                ruling.flatMap(Act.RuleOnMark::ruling)
                        .map(Enum::name)
                        .orElse(review.isPresent() ? "RULING" : "REVIEW"),
                review.flatMap(Act.ReviewMark::finding).map(Enum::name).orElse(""),
                mark.exhibit().flatMap(vault::held).isPresent());
    }
}

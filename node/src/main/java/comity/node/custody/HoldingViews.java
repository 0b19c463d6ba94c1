package comity.node.custody;

import comity.node.custody.HoldingView.Delivered;
import comity.node.custody.HoldingView.Permission;
import comity.node.custody.HoldingView.Row;
import comity.node.frame.FindingView;
import comity.node.frame.Languages;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Custody;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Holding;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads from the acts where exhibits are. */
final class HoldingViews {
    private static final List<FindingView> NOTHING = List.of();

    private final Registry registry;
    private final Composer composer;
    private final FileVault vault;

    HoldingViews(Registry registry, Composer composer, FileVault vault) {
        this.registry = registry;
        this.composer = composer;
        this.vault = vault;
    }

    /** Empty if no act of the docket is here. */
    Optional<HoldingView> of(UUID id, Officer officer) {
        var docket = registry.read(id);
        if (docket.entries().isEmpty()) return Optional.empty();
        var permissions =
                Custody.permissions(docket).stream()
                        .filter(
                                entry ->
                                        Cooperation.audience(docket, entry.digest())
                                                .contains(officer.state()))
                        .toList();
        return Optional.of(
                new HoldingView(
                        id,
                        rows(docket, officer),
                        permissions.stream()
                                .map(
                                        entry ->
                                                new Permission(
                                                        entry.digest().hex(),
                                                        entry.header().type()))
                                .toList(),
                        delivered(docket, permissions)));
    }

    private List<Row> rows(Docket docket, Officer officer) {
        var holding = Holding.of(docket);
        var author = composer.author(docket.id(), officer);
        var held = holding.heldBy(author);
        var rows = new ArrayList<Row>();
        named(docket)
                .forEach(
                        (sha256, exhibit) -> {
                            var may = held.contains(sha256);
                            var refused = may ? refused(docket, author, sha256) : NOTHING;
                            switch (holding.place(officer.state(), sha256)) {
                                case Holding.Place.Nowhere _ -> {}
                                case Holding.Place.Vault _ ->
                                        rows.add(row(exhibit, "VAULT", "", may, refused));
                                case Holding.Place.With(var authority) ->
                                        rows.add(row(exhibit, "WITH", authority, may, refused));
                                case Holding.Place.UnderWay(_, var to, _) ->
                                        rows.add(row(exhibit, "UNDER_WAY", to, may, refused));
                            }
                        });
        return rows;
    }

    private List<FindingView> refused(Docket docket, Author author, Digest exhibit) {
        var ruling =
                Rulebook.current()
                        .ruling(
                                docket,
                                Custody.opening(docket, author, exhibit),
                                author,
                                composer.profiles(docket),
                                composer.today());
        return ruling instanceof Ruling.Denied(var findings)
                ? findings.stream()
                        .map(finding -> FindingView.of(finding, Languages.current()))
                        .toList()
                : NOTHING;
    }

    private static Row row(
            Act.Exhibit exhibit,
            String place,
            String authority,
            boolean held,
            List<FindingView> refused) {
        return new Row(
                exhibit.sha256().hex(),
                exhibit.name(),
                exhibit.size(),
                place,
                authority,
                held,
                refused);
    }

    private static Map<Digest, Act.Exhibit> named(Docket docket) {
        var named = new LinkedHashMap<Digest, Act.Exhibit>();
        docket.entries().stream()
                .map(Entry::act)
                .flatMap(act -> Exhibits.named(act).stream())
                .forEach(exhibit -> named.putIfAbsent(exhibit.sha256(), exhibit));
        return named;
    }

    private List<Delivered> delivered(Docket docket, List<Entry> permissions) {
        var named = named(docket).keySet();
        return permissions.stream()
                .flatMap(
                        entry ->
                                vault.under(entry.digest()).stream()
                                        .filter(one -> one.derivedFrom().isEmpty())
                                        .filter(one -> !named.contains(one.sha256()))
                                        .map(
                                                one ->
                                                        new Delivered(
                                                                one.sha256().hex(),
                                                                one.name(),
                                                                one.size(),
                                                                entry.digest().hex())))
                .toList();
    }
}

package comity.node.within;

import comity.evidence.reading.Columns;
import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.rules.Marked;
import comity.treaty.rules.UseLimits;
import java.util.List;
import java.util.Optional;

/** Where officers have an exhibit compared: the same for people and programs. */
final class ComparisonDesk {
    private final FileVault vault;
    private final Namings namings;
    private final AskedComparisons table;
    private final Comparisons comparisons;
    private final Composer composer;
    private final Seeing sight;

    ComparisonDesk(
            FileVault vault,
            Namings namings,
            AskedComparisons table,
            Comparisons comparisons,
            Composer composer,
            Seeing sight) {
        this.sight = sight;
        this.composer = composer;
        this.vault = vault;
        this.namings = namings;
        this.table = table;
        this.comparisons = comparisons;
    }

    /** An exhibit that this officer may have compared; frozen, nobody may. */
    Held exhibit(String sha256, Officer officer) {
        if (!sha256.matches("[0-9a-f]{64}")) throw Refused.unknown();
        var exhibit = vault.held(new Digest(sha256)).orElseThrow(Refused::unknown);
        var frozen = Marked.frozen(order(exhibit, officer).docket(), exhibit.sha256());
        if (frozen.isPresent()) throw Refused.denied(List.of(frozen.get()));
        return exhibit;
    }

    private Namings.Ordered order(Held exhibit, Officer officer) {
        return namings.order(exhibit.sha256(), officer.state())
                .filter(ordered -> sight.sees(ordered.docket().id(), officer))
                .orElseThrow(Refused::unknown);
    }

    ComparingView seen(Held exhibit, Officer officer) {
        var filed = WithinViews.isCompared(order(exhibit, officer).docket(), exhibit.sha256());
        return table.of(exhibit.sha256())
                .map(asked -> ComparingView.of(exhibit, asked, filed))
                .orElseGet(() -> ComparingView.none(exhibit, filed));
    }

    /** 36, 40(19): a comparison makes copies, which another State's conditions may forbid. */
    void ask(Held exhibit, Officer officer, Optional<Columns> columns) {
        var wish = UseLimits.Wish.use(exhibit.sha256(), officer.office()).with(Act.Doing.COPY);
        var refused =
                namings.naming(exhibit, officer.state()).stream()
                        .map(
                                docket ->
                                        UseLimits.refuse(
                                                docket, officer.state(), wish, composer.today()))
                        .toList();
        if (!refused.isEmpty() && refused.stream().noneMatch(List::isEmpty))
            throw Refused.denied(refused.getLast());
        table.ask(exhibit.sha256(), officer, columns);
        comparisons.wake();
    }

    void stop(Held exhibit) {
        table.stop(exhibit.sha256());
        comparisons.wake();
    }
}

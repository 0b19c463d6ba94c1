package comity.node.within;

import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Defence;
import comity.treaty.rules.Errors;
import comity.treaty.rules.Exculpatory;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Marked;
import comity.treaty.rules.SetAside;
import comity.treaty.rules.UseLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * For whom an exhibit exists at all: for those on whose dockets an act names it; to all others it
 * answers as a hash that nobody has. What was set aside, and what it was taken from, is there for a
 * judge alone; what is frozen, for the filter reviewer and after their report for a judge; what a
 * list of hashes names as abuse of children, for nobody.
 */
final class ExhibitSight {
    private final FileVault vault;
    private final Namings namings;
    private final Restricted restricted;
    private final Composer composer;
    private final Seeing sight;

    ExhibitSight(
            FileVault vault,
            Namings namings,
            Restricted restricted,
            Composer composer,
            Seeing sight) {
        this.sight = sight;
        this.vault = vault;
        this.namings = namings;
        this.restricted = restricted;
        this.composer = composer;
    }

    /**
     * @param purpose for which it would be used; empty for the one for which it was given
     */
    Sighted of(String sha256, Officer officer, String purpose) {
        var exhibit = held(sha256);
        var all =
                namings.naming(exhibit, officer.state()).stream()
                        .filter(docket -> sight.sees(docket.id(), officer))
                        .toList();
        if (all.isEmpty()) throw Refused.unknown();
        var dockets =
                switch (officer.office()) {
                    case "FIL" -> filters(all, exhibit, officer);
                    case "DEF" -> defends(all, exhibit, officer);
                    default -> {
                        reads(all, exhibit, officer);
                        yield keeps(all, exhibit, officer, purpose);
                    }
                };
        for (var docket : all) {
            var mistaken = Errors.quarantine(docket, exhibit.sha256());
            if (mistaken.isPresent()) throw Refused.denied(List.of(mistaken.get()));
        }
        if (restricted.holds(exhibit.sha256())) throw Refused.with(403, "exhibit.restricted");
        return new Sighted(exhibit, dockets);
    }

    private Held held(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) throw Refused.unknown();
        return vault.held(new Digest(sha256)).orElseThrow(Refused::unknown);
    }

    /** A filter reviewer sees what is marked and not ruled on, and is not on the case. */
    private List<Docket> filters(List<Docket> all, Held exhibit, Officer officer) {
        var marked =
                all.stream()
                        .filter(docket -> Marked.awaitsRuling(docket, exhibit.sha256()))
                        .toList();
        if (marked.isEmpty()) throw Refused.unknown();
        var outside =
                marked.stream()
                        .filter(
                                docket ->
                                        !Marked.isOnTheCase(
                                                docket,
                                                composer.author(docket.id(), officer).officer()))
                        .toList();
        if (outside.isEmpty()) throw Refused.with(403, "filter.on-the-case");
        return outside;
    }

    /**
     * 21(4), 40(19): what was opened or disclosed to this defence, and nothing else of the case.
     */
    private List<Docket> defends(List<Docket> all, Held exhibit, Officer officer) {
        var disclosed =
                all.stream()
                        .filter(
                                docket ->
                                        Exculpatory.isDisclosed(
                                                        docket,
                                                        exhibit.sha256(),
                                                        officer.authority())
                                                || Defence.isOpened(
                                                        docket,
                                                        exhibit.sha256(),
                                                        composer.author(docket.id(), officer)
                                                                .officer(),
                                                        composer.today()))
                        .toList();
        if (disclosed.isEmpty()) throw Refused.unknown();
        for (var docket : disclosed) {
            var frozen = Marked.frozen(docket, exhibit.sha256());
            if (frozen.isPresent()) throw Refused.denied(List.of(frozen.get()));
        }
        return disclosed;
    }

    /** 36, 40(19): each docket's conditions stand for themselves; it opens where they permit it. */
    private List<Docket> keeps(List<Docket> all, Held exhibit, Officer officer, String purpose) {
        var wish =
                new UseLimits.Wish(Act.Doing.USE, exhibit.sha256(), purpose, officer.office(), "");
        var refused = List.<Finding>of();
        var permitting = new ArrayList<Docket>();
        for (var docket : all) {
            var found = UseLimits.refuse(docket, officer.state(), wish, composer.today());
            if (found.isEmpty()) permitting.add(docket);
            else refused = found;
        }
        if (permitting.isEmpty()) throw Refused.denied(refused);
        return permitting;
    }

    private static void reads(List<Docket> dockets, Held exhibit, Officer officer) {
        var judge = officer.office().equals("JUD");
        for (var docket : dockets) {
            var frozen = Marked.frozen(docket, exhibit.sha256());
            var shown = judge && Marked.isReviewed(docket, exhibit.sha256());
            if (frozen.isPresent() && !shown) throw Refused.denied(List.of(frozen.get()));
        }
        var aside =
                dockets.stream()
                        .anyMatch(
                                docket -> SetAside.holdsWhatWasSetAside(docket, exhibit.sha256()));
        var released =
                dockets.stream()
                        .anyMatch(
                                docket ->
                                        SetAside.decision(docket, exhibit.sha256())
                                                .filter(Act.Decision.RELEASE::equals)
                                                .isPresent());
        if ((aside || !exhibit.transmissible() && !released) && !judge) throw Refused.unknown();
    }
}

package comity.node.within;

import comity.node.frame.Filer;
import comity.node.frame.FindingView;
import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Custody;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * 36(2): to open an exhibit is to touch it, and so an act, which stands on the docket before the
 * first byte goes out. It permits the bytes to the person who filed it for a day, and only while
 * the rulebook would still permit the same act: custody may have gone on to another, a mark may
 * have frozen it (docs/decisions/0082).
 */
final class Openings {
    private final Composer composer;
    private final Filer filer;
    private final InstantSource clock;

    Openings(Composer composer, Filer filer, InstantSource clock) {
        this.composer = composer;
        this.filer = filer;
        this.clock = clock;
    }

    /**
     * What an officer says of an opening.
     *
     * @param docket empty where one alone comes into question
     * @param under empty for the first act that permits it
     */
    record Said(Optional<UUID> docket, String place, Optional<Digest> under, String reasons) {}

    boolean stands(Sighted seen, Officer officer) {
        return until(seen, officer).isPresent();
    }

    /** Refuses the bytes to whoever has not opened the exhibit, or may not any more. */
    void require(Sighted seen, Officer officer) {
        var denied = List.<Finding>of();
        for (var docket : seen.dockets()) {
            for (var entry : standing(docket, seen.exhibit(), officer)) {
                var refused = refused(docket, entry.act(), officer);
                if (refused.isEmpty()) return;
                denied = refused;
            }
        }
        if (!denied.isEmpty()) throw Refused.denied(denied);
        throw Refused.with(
                403, "exhibit.not-opened", Map.of("exhibit", seen.exhibit().sha256().hex()));
    }

    /** Until when the officer may take the bytes; empty if they have to open it first. */
    private Optional<Instant> until(Sighted seen, Officer officer) {
        return seen.dockets().stream()
                .flatMap(
                        docket ->
                                standing(docket, seen.exhibit(), officer).stream()
                                        .filter(
                                                entry ->
                                                        refused(docket, entry.act(), officer)
                                                                .isEmpty()))
                .map(entry -> entry.header().at().plus(Custody.OPEN_FOR))
                .max(Instant::compareTo);
    }

    private List<Entry> standing(Docket docket, Held exhibit, Officer officer) {
        return Custody.openings(
                docket,
                composer.author(docket.id(), officer),
                touched(docket, exhibit),
                clock.instant());
    }

    /**
     * What the node made of an exhibit and no act names yet, such as the parts of a comparison that
     * nobody has filed, is opened with what it was made of.
     */
    private static Digest touched(Docket docket, Held exhibit) {
        return Exhibits.of(docket).contains(exhibit.sha256())
                ? exhibit.sha256()
                : exhibit.derivedFrom().orElse(exhibit.sha256());
    }

    private List<Finding> refused(Docket docket, Act act, Officer officer) {
        var ruling =
                Rulebook.current()
                        .ruling(
                                docket,
                                act,
                                composer.author(docket.id(), officer),
                                composer.profiles(docket),
                                composer.today());
        return ruling instanceof Ruling.Denied(var findings) ? findings : List.of();
    }

    OpeningView view(Sighted seen, Officer officer) {
        return new OpeningView(
                seen.exhibit().sha256().hex(),
                seen.exhibit().name(),
                seen.exhibit().size(),
                until(seen, officer).orElse(null),
                seen.dockets().stream()
                        .map(docket -> on(docket, seen.exhibit(), officer))
                        .toList());
    }

    private OpeningView.On on(Docket docket, Held exhibit, Officer officer) {
        var under = under(docket, officer).toList();
        var asked =
                Custody.opening(
                        docket, composer.author(docket.id(), officer), touched(docket, exhibit));
        return new OpeningView.On(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                under.stream()
                        .map(
                                entry ->
                                        new OpeningView.Under(
                                                entry.digest().hex(), entry.header().type()))
                        .toList(),
                refused(docket, asked, officer).stream()
                        .map(finding -> FindingView.of(finding, Languages.current()))
                        .toList());
    }

    private Stream<Entry> under(Docket docket, Officer officer) {
        return Custody.permissions(docket, composer.author(docket.id(), officer)).stream()
                .filter(
                        entry ->
                                Cooperation.audience(docket, entry.digest())
                                        .contains(officer.state()));
    }

    /** Files the opening; the digest of its act. */
    Digest open(Sighted seen, Said said, Officer officer) {
        var docket = docket(seen, said.docket());
        var under = said.under().or(() -> under(docket, officer).map(Entry::digest).findFirst());
        var handled = Json.strings(List.of(touched(docket, seen.exhibit()).hex()));
        var terms =
                Json.object()
                        .with("handled", handled)
                        .with("handling", Act.Handling.OPEN.name())
                        .with("place", said.place());
        return filer.file(
                docket.id(),
                Type.HANDLE,
                Map.of(
                        Cooperation.TERMS,
                        under.map(act -> terms.with("under", act.hex())).orElse(terms),
                        Cooperation.REASONS,
                        said.reasons().isBlank()
                                ? Json.EMPTY
                                : Json.object().with("reasons", said.reasons())),
                officer);
    }

    private static Docket docket(Sighted seen, Optional<UUID> named) {
        var found =
                seen.dockets().stream()
                        .filter(docket -> named.isEmpty() || named.get().equals(docket.id()))
                        .toList();
        if (found.size() == 1) return found.getFirst();
        if (named.isPresent()) throw Refused.unknown();
        throw Refused.with(422, "exhibit.which-docket");
    }
}

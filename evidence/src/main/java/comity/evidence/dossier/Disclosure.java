package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A case file in part: the chosen sections are withheld in every act, used or not, so that what is
 * missing does not tell which acts used them. Everything that remains verifies as before.
 *
 * @param audience for whom, as {@link Audience} writes it
 * @param withheld names of sections
 */
public record Disclosure(String audience, Set<String> withheld) {
    public Disclosure {
        withheld = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
    }

    /** Which of the sections' names are none; empty if all are. */
    public static Optional<String> unknown(Set<String> names) {
        return names.stream().filter(name -> !Cooperation.SECTIONS.contains(name)).findFirst();
    }

    /**
     * Whether a section is given whatever is withheld: which acts a judge has suspended or quashed,
     * or that it was lifted; and what was reported as a mistake, and what became of it. Who reads
     * the rest reads whether it was lawfully obtained.
     */
    static boolean isAlwaysGiven(Envelope act, String section) {
        if (!section.equals(Cooperation.TERMS)) return false;
        return switch (Cooperation.read(act)) {
            case Act.Remedy remedy -> !remedy.isOwed();
            case Act.LiftSuspension _, Act.ReportError _, Act.ClassifyError _ -> true;
            default -> false;
        };
    }

    /** The same contents, with less in them. With the list of exhibits go the exhibits. */
    public Contents of(Contents whole) {
        var acts =
                whole.acts().stream()
                        .map(
                                act ->
                                        act.withholding(
                                                name ->
                                                        !withheld.contains(name)
                                                                || isAlwaysGiven(act, name)))
                        .toList();
        var all = new TreeSet<>(withheld);
        whole.disclosure().ifPresent(earlier -> all.addAll(earlier.withheld()));
        return new Contents(
                whole.docket(),
                whole.exporter(),
                acts,
                whole.directories(),
                whole.profiles(),
                whole.logs(),
                withheld.contains(Cooperation.EXHIBITS_SECTION) ? List.of() : given(whole),
                Optional.of(new Disclosure(audience, all)),
                List.of());
    }

    /** Whoever gets a redacted copy does not get what was removed from it. */
    private static List<Contents.Exhibit> given(Contents whole) {
        var here = new HashSet<Digest>();
        whole.exhibits().forEach(exhibit -> here.add(exhibit.sha256()));
        var redacted = new HashSet<Digest>();
        for (var entry : Docket.of(whole.docket(), whole.acts()).all(Act.Derive.class)) {
            var act = (Act.Derive) entry.act();
            if (act.made().filter(Act.Making.REDACTION::equals).isEmpty()) continue;
            for (var made : act.exhibits().orElse(List.of()))
                if (here.contains(made.sha256()))
                    made.derivation().map(Act.Derivation::from).ifPresent(redacted::add);
        }
        return whole.exhibits().stream()
                .filter(exhibit -> !redacted.contains(exhibit.sha256()))
                .toList();
    }

    /**
     * Makes a case file of less from one that there is, offline.
     *
     * @throws MalformedCaseFile if {@code file} is no sound case file
     */
    public void write(Path file, OutputStream out) throws IOException, MalformedCaseFile {
        try (var dossier = Dossier.open(FileBytes.open(file))) {
            DossierWriter.write(out, of(contents(dossier)));
        } catch (MalformedDossier e) {
            throw new MalformedCaseFile(e);
        }
    }

    /** What a case file holds, to be written again; without the reports on paper. */
    static Contents contents(Dossier dossier) throws MalformedDossier {
        var exhibits = new ArrayList<Contents.Exhibit>();
        for (var place : dossier.exhibits()) {
            var parts = place.split("/", 3);
            exhibits.add(
                    new Contents.Exhibit(
                            new Digest(parts[1]),
                            parts[2],
                            dossier.size(place),
                            out -> copy(dossier, place, out),
                            dossier.time(parts[1])));
        }
        return new Contents(
                dossier.docket(),
                dossier.manifest("exporter"),
                dossier.acts(),
                dossier.directories(),
                dossier.profiles(),
                dossier.logs(),
                exhibits,
                dossier.disclosure(),
                List.of());
    }

    static void copy(Dossier dossier, String place, OutputStream out) throws IOException {
        try {
            dossier.copy(
                    place,
                    (bytes, count) -> {
                        try {
                            out.write(bytes, 0, count);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (MalformedDossier e) {
            throw new IOException(e.part() + " is damaged", e);
        } catch (UncheckedIOException e) {
            throw new IOException("the case file could not be written", e);
        }
    }

    /** What was given is no sound case file. */
    public static final class MalformedCaseFile extends Exception {
        private static final long serialVersionUID = 1;

        private MalformedCaseFile(MalformedDossier cause) {
            super(cause.part() + ": " + cause.why() + " " + cause.detail(), cause);
        }
    }
}

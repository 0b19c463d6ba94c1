package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.act.Roll;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Re-checks a case file from its bytes alone. Every question is asked with the same code that a
 * node's door asks it with; nothing is believed because a server said so.
 *
 * <p>{@link #verify} is the table of contents: each step adds its lines, and none stops the others,
 * so that a court hears everything at once.
 */
public final class Verification {
    private final List<Report.Line> lines = new ArrayList<>();

    private Verification() {}

    /**
     * @param roots the States' root keys as the court has them by another path; without them, that
     *     the States are who they say is reported as not checked
     * @throws IOException if the file cannot be read; a file that can be read and is no case file
     *     is a failed line
     */
    public static Report verify(Path file, Optional<Roots> roots, Progress progress)
            throws IOException {
        return verify(file, Given.of(roots), progress);
    }

    /** The same, with all that a reader may have by another path. */
    public static Report verify(Path file, Given given, Progress progress) throws IOException {
        var name = Optional.ofNullable(file.getFileName()).orElse(file);
        return verify(name.toString(), FileBytes.open(file), given, progress);
    }

    /**
     * Of bytes that lie anywhere.
     *
     * @param name of the file, for the commands by which its reader asks again
     * @param bytes closed when this returns
     */
    public static Report verify(
            String name, CaseBytes bytes, Optional<Roots> roots, Progress progress)
            throws IOException {
        return verify(name, bytes, Given.of(roots), progress);
    }

    /** The same, with all that a reader may have by another path. */
    public static Report verify(String name, CaseBytes bytes, Given given, Progress progress)
            throws IOException {
        var verification = new Verification();
        try (var dossier = Dossier.open(bytes)) {
            return verification.check(name, dossier, given, progress);
        } catch (MalformedDossier e) {
            verification.say(
                    "file",
                    Status.FAILED,
                    "file.malformed",
                    Map.of("part", e.part(), "why", e.why(), "detail", e.detail()));
        }
        return new Report(
                verification.lines.stream()
                        .map(line -> line.with(ByHand.ofNoCaseFile(name)))
                        .toList());
    }

    private Report check(String name, Dossier dossier, Given given, Progress progress)
            throws IOException, MalformedDossier {
        var acts = dossier.acts();
        say(
                "file",
                Status.PASSED,
                "file.whole",
                Map.of("acts", count(acts), "exhibits", count(dossier.exhibits())));
        refuseOtherDockets(dossier);
        var rolls = new Rolls(this, dossier.directories());
        var directories =
                rolls.complete(
                        new TrustedDirectories(this, given.roots(), authors(acts))
                                .of(
                                        dossier.directories().stream()
                                                .filter(act -> !isBeside(act))
                                                .toList()));
        var logged = new ArrayList<>(acts);
        logged.addAll(dossier.profiles());
        dossier.directories().stream().filter(Verification::isBeside).forEach(logged::add);
        var logs = new Logs(this, directories, dossier.logs()).read(logged);
        rolls.werePublicInTime(directories, logs);
        given.signingPage().ifPresent(rolls::page);
        var docket = Docket.of(dossier.docket(), acts);
        var signed = new Signatures(this, directories, logs).check(acts);
        new Certified(this, directories).check(acts);
        new Contested(this, docket).check();
        lines.addAll(Reviewed.lines(docket));
        new Order(this, docket, logs).check(acts);
        logs.report(acts, dossier.logs());
        new Losses(this, directories, logs).check(dossier.directories());
        given.witnesses()
                .ifPresent(policy -> new Witnessed(this, directories, logs).check(policy, acts));
        new Rulings(this, docket, directories, logs, dossier.profiles()).check(acts);
        new Collection(this, docket, logs).check();
        new Sources(this, docket).check(acts);
        lines.addAll(Chain.lines(docket));
        new Redactions(this, docket, dossier).check();
        new Conditioned(this, docket, logs, dossier).check();
        new Files(this, docket, dossier, progress).check();
        new ExhibitTimes(this, directories.of(dossier.manifest("exporter")), dossier).check();
        new SignedContainer(this, directories, dossier, given.authorities()).check();
        new Sections(this, docket, dossier).check(acts);
        logs.upTo();
        var byHand = new ByHand(name, dossier, docket, directories, logs, signed);
        return new Report(
                Optional.of(subject(name, dossier, directories)),
                lines.stream().map(line -> line.with(byHand.of(line))).toList());
    }

    /** What lies beside the directories and is none: the roll of persons, and declared losses. */
    private static boolean isBeside(Envelope act) {
        return act.header().kind().equals(Roll.KIND) || Losses.isOne(act);
    }

    private static Report.Subject subject(String name, Dossier dossier, Directories directories)
            throws MalformedDossier {
        return new Report.Subject(
                name,
                dossier.docket().toString(),
                dossier.manifest("exporter"),
                dossier.acts().size(),
                dossier.exhibits().size(),
                dossier.contents(),
                Custody.names(directories.byState().values()),
                dossier.acts());
    }

    private static Set<String> authors(List<Envelope> acts) {
        return acts.stream().map(act -> act.header().author().state()).collect(Collectors.toSet());
    }

    private void refuseOtherDockets(Dossier dossier) throws MalformedDossier {
        for (var act : dossier.acts()) {
            if (!act.header().docket().equals(dossier.docket())
                    || !act.header().kind().equals(Cooperation.KIND))
                throw new MalformedDossier(
                        "acts/" + act.digest().hex() + ".json", "act.other-docket");
        }
    }

    void say(String id, Status status, String code, Map<String, String> facts) {
        lines.add(new Report.Line(id, status, code, facts, Optional.empty()));
    }

    void say(String id, Status status, String code, Map<String, String> facts, Digest act) {
        lines.add(new Report.Line(id, status, code, facts, Optional.of(act)));
    }

    /** One line for all that passed, if any did. */
    void sayPassed(String id, String code, int number) {
        if (number > 0) say(id, Status.PASSED, code, Map.of("count", Integer.toString(number)));
    }

    static String count(List<?> items) {
        return Integer.toString(items.size());
    }

    /** The type of an act, its author and the office held, as lines name them; never a person. */
    static Map<String, String> about(Envelope act) {
        var author = act.header().author();
        return Map.of(
                "type",
                act.header().type(),
                "authority",
                author.authority(),
                "office",
                author.office());
    }
}

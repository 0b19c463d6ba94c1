package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Roll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The passkeys that each State's registrar has entered: signed by a key that the directory lists
 * for it, each entry as the rules of the roll allow it (docs/formats/persons.md). An entry that
 * does not stand is said and left out: nothing signed with its passkey then passes.
 */
final class Rolls {
    private final Verification report;
    private final Map<String, List<Envelope>> acts = new TreeMap<>();

    /** The acts that published a signing page, each after those before it. */
    private final List<Envelope> pages = new ArrayList<>();

    Rolls(Verification report, List<Envelope> acts) {
        this.report = report;
        acts.stream()
                .filter(act -> act.header().kind().equals(Roll.KIND))
                .forEach(
                        act ->
                                this.acts
                                        .computeIfAbsent(
                                                act.header().author().state(),
                                                _ -> new ArrayList<>())
                                        .add(act));
    }

    /** The directories with what stands on their States' rolls. */
    Directories complete(Directories signed) {
        var all = new LinkedHashMap<String, Directory>();
        signed.byState()
                .forEach(
                        (state, directory) ->
                                all.put(state, roll(signed, directory).complete(directory)));
        return new Directories(all);
    }

    private Roll roll(Directories signed, Directory directory) {
        var byDigest = new LinkedHashMap<Digest, Envelope>();
        acts.getOrDefault(directory.state(), List.of())
                .forEach(act -> byDigest.put(act.digest(), act));
        var roll = Roll.EMPTY;
        var kept = 0;
        for (var digest :
                Causality.of(byDigest.values().stream().map(Envelope::header).toList()).order()) {
            var act = Objects.requireNonNull(byDigest.get(digest));
            var objection = objection(signed, directory, roll, act);
            if (objection.isPresent()) {
                refuse(act, objection.get());
                continue;
            }
            roll = roll.with(act);
            if (act.header().type().equals(Roll.Type.SIGNING_PAGE.word())) pages.add(act);
            kept++;
        }
        if (kept > 0)
            report.say(
                    "persons",
                    Status.PASSED,
                    "persons.kept",
                    Map.of("state", directory.state(), "count", Integer.toString(kept)));
        return roll;
    }

    private static Optional<String> objection(
            Directories signed, Directory directory, Roll roll, Envelope act) {
        return switch (signed.signatory(act, Interval.OPEN)) {
            case Directories.Signatory.Refused(var why) -> Optional.of(why);
            case Directories.Signatory.Authentic(), Directories.Signatory.Uncertain(_) ->
                    roll.objection(act, directory);
        };
    }

    private void refuse(Envelope act, String why) {
        report.say(
                "persons",
                Status.FAILED,
                "persons.refused",
                Map.of("state", act.header().author().state(), "why", why),
                act.digest());
    }

    /** Which States published this page as the one on which their persons sign. */
    void page(Digest sha256) {
        if (pages.isEmpty())
            report.say("page", Status.UNCHECKED, "page.none", Map.of("sha256", sha256.hex()));
        for (var state :
                pages.stream().map(act -> act.header().author().state()).distinct().toList()) {
            var own =
                    pages.stream()
                            .filter(act -> act.header().author().state().equals(state))
                            .toList();
            var same =
                    own.stream()
                            .filter(
                                    act ->
                                            act.content(Roll.ENTRY)
                                                    .flatMap(entry -> entry.text("sha256"))
                                                    .filter(sha256.hex()::equals)
                                                    .isPresent())
                            .findFirst();
            var act = same.orElse(own.getLast());
            report.say(
                    "page",
                    same.isPresent() ? Status.PASSED : Status.FAILED,
                    same.isPresent() ? "page.published" : "page.other",
                    Map.of(
                            "state", state,
                            "sha256", sha256.hex(),
                            "day", act.header().at().toString().substring(0, 10)),
                    act.digest());
        }
    }

    /**
     * A replacement that nobody could see before it was valid, nobody could contest. When that was,
     * a witness or a timestamp says: of a State's own word nothing follows, either way.
     */
    void werePublicInTime(Directories directories, Logs logs) {
        for (var entries : acts.values()) {
            for (var act : entries) {
                if (!act.header().type().equals(Roll.Type.REPLACE.word())) continue;
                act.content(Roll.ENTRY)
                        .flatMap(entry -> entry.object("passkey"))
                        .flatMap(passkey -> passkey.text("credential"))
                        .flatMap(credential -> listed(directories, act, credential))
                        .ifPresent(passkey -> wasPublic(act, passkey, logs));
            }
        }
    }

    private static Optional<comity.record.act.Passkey> listed(
            Directories directories, Envelope act, String credential) {
        try {
            var bytes = comity.record.act.Base64Url.decode(credential);
            return directories
                    .of(act.header().author().state())
                    .flatMap(directory -> directory.passkey(bytes));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void wasPublic(Envelope act, comity.record.act.Passkey passkey, Logs logs) {
        var facts = Map.of("state", act.header().author().state());
        var told = logs.toldNotAfter(act.digest());
        if (told.isEmpty())
            report.say(
                    "persons",
                    Status.UNCHECKED,
                    "persons.publicity-unchecked",
                    facts,
                    act.digest());
        else if (told.get().isAfter(passkey.from()))
            report.say("persons", Status.FAILED, "persons.not-public-in-time", facts, act.digest());
    }
}

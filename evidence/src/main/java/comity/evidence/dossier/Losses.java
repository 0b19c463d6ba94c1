package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.act.Loss;
import comity.record.act.MalformedAct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What States declared as lost of their own logs: acts that nobody holds any more, of this docket
 * perhaps. Never counted as passed, for nobody can say what was in them.
 */
final class Losses {
    private final Verification report;
    private final Directories directories;
    private final Logs logs;

    Losses(Verification report, Directories directories, Logs logs) {
        this.report = report;
        this.directories = directories;
        this.logs = logs;
    }

    static boolean isOne(Envelope act) {
        return act.header().kind().equals(Loss.KIND) && act.header().type().equals(Loss.TYPE);
    }

    void check(List<Envelope> acts) {
        for (var act : acts) {
            if (!isOne(act)) continue;
            var state = act.header().author().state();
            var loss = read(act);
            var signed = directories.signatory(act, logs.interval(act.digest()));
            var own =
                    loss.flatMap(
                                    said ->
                                            directories
                                                    .of(state)
                                                    .filter(
                                                            known ->
                                                                    known.logOrigin()
                                                                            .equals(said.origin())))
                            .isPresent();
            if (!own || signed instanceof Directories.Signatory.Refused) {
                report.say(
                        "loss",
                        Status.FAILED,
                        "loss.not-the-states",
                        Map.of("state", state),
                        act.digest());
                continue;
            }
            report.say(
                    "loss",
                    Status.UNCHECKED,
                    "loss.declared",
                    Map.of(
                            "state",
                            state,
                            "origin",
                            loss.orElseThrow().origin(),
                            "places",
                            places(loss.orElseThrow()),
                            "day",
                            act.header().at().toString().substring(0, 10)),
                    act.digest());
        }
    }

    static Optional<Loss> read(Envelope act) {
        try {
            var content = act.content(Loss.SECTION);
            return content.isPresent() ? Optional.of(Loss.of(content.get())) : Optional.empty();
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    /** As they are written: from the first to the last of each row. */
    private static String places(Loss loss) {
        return loss.places().stream()
                .map(
                        lost ->
                                lost.to() == lost.from() + 1
                                        ? Long.toString(lost.from())
                                        : lost.from() + "–" + (lost.to() - 1))
                .collect(Collectors.joining(", "));
    }
}
